import type { Request, Response } from 'express';
import type { TotpOffer } from '../authenticators/totp/index.ts';
import type { ConversationPurpose, ConversationService } from '../conversation/index.ts';
import type { ElevationService } from '../elevation/index.ts';
import type { EnrollmentService, FirstFactorGuard, OwnEnrollmentService } from '../enrollment/index.ts';
import { originOf, placeOf } from '../http/browser-name.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import { addCookies, sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { appMethod, offerApp } from './app-offer.ts';
import type { CallerHolder, ElevationRoutes } from './elevation-routes.ts';
import { messages, type RefusedAttempt, sendMessage, sendRefused } from './rest-reply.ts';
import { totpCodeRequest } from './rest-schema.ts';

export type SettingsParts = {
  readonly elevations: ElevationRoutes;
  readonly elevation: ElevationService;
  readonly conversations: ConversationService;
  readonly enrollment: EnrollmentService;
  readonly guard: FirstFactorGuard;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly sessions: VerifiedSessionService;
  readonly cookies: OwnCookies;
  readonly publicOrigin: string;
  readonly clock: Clock;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;
type Holder = CallerHolder & {
  /** Of their sessions, when they came. */
  readonly generation: string;
};

/** People changing their own two-step verification. Everything here wants a fresh proof that it is them. */
export class SettingsRoutes {
  readonly #parts: SettingsParts;

  constructor(parts: SettingsParts) {
    this.#parts = parts;
  }

  readonly startVoluntaryEnrollment: Handler = (req, res, scope) => this.#start(req, res, scope, 'voluntary');

  readonly startEnrollmentUpdate: Handler = (req, res, scope) => this.#start(req, res, scope, 'update');

  readonly completeVoluntaryEnrollment: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const { enrollment } = this.#parts;
    const offer = await this.#offerOf(holder, scope, conversationId, 'voluntary');
    if (offer === undefined) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await enrollment.confirm(
      { id: conversationId, method: appMethod, origin: originOf(scope), purpose: 'voluntary' },
      { code: totpCode },
    );
    if (outcome.kind !== 'right') return this.#refuse(res, outcome);
    const { recoveryCode, since } = outcome.value;
    await this.#parts.ownEnrollment.factorAdded(
      holder.person,
      appMethod,
      outcome.value.afterReset ? 'again' : 'first',
      originOf(scope),
    );
    await this.#verifyAnew(res, scope, holder, since, holder.generation);
    return sendJson(res, 200, { conversationId, ...toBean(offer), recoveryCode });
  };

  /** The other sessions of the person end: whoever has the old phone is out. */
  readonly completeEnrollmentUpdate: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const { enrollment, ownEnrollment } = this.#parts;
    const offer = await this.#offerOf(holder, scope, conversationId, 'update');
    if (offer === undefined) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await enrollment.confirm(
      { id: conversationId, method: appMethod, origin: originOf(scope), purpose: 'update' },
      { code: totpCode },
    );
    if (outcome.kind !== 'right') return this.#refuse(res, outcome);
    const generation = await ownEnrollment.factorAdded(
      ...([holder.person, appMethod, 'update', originOf(scope), holder.generation] as const),
    );
    await this.#verifyAnew(res, scope, holder, outcome.value.since, generation);
    return sendJson(res, 200, { conversationId, ...toBean(offer) });
  };

  readonly rotateRecoveryCode: Handler = async (_req, res, scope) => {
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const code = await this.#parts.ownEnrollment.rotateRecoveryCode(holder.person, originOf(scope));
    if (code === undefined) return sendMessage(res, 400, messages.noEnrollment);
    return sendJson(res, 200, { recoveryCode: code });
  };

  readonly unenroll: Handler = async (req, res, scope) => {
    requireSameOrigin(req, this.#parts.publicOrigin);
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const removed = await this.#parts.ownEnrollment.unenroll(holder.person, originOf(scope));
    return removed ? sendEmpty(res, 204) : sendMessage(res, 400, messages.noEnrollment);
  };

  async #start(
    _req: Request,
    res: Response,
    scope: RequestScope,
    purpose: ConversationPurpose,
  ): Promise<void> {
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const { conversations, enrollment, ownEnrollment, guard } = this.#parts;
    const enrolled = await ownEnrollment.isEnrolled(holder.person);
    if (!enrollment.canSetUp(appMethod)) return sendMessage(res, 400, messages.appNotAllowed);
    if (purpose === 'voluntary' && enrolled) return sendMessage(res, 400, messages.alreadyEnrolled);
    if (purpose === 'update' && !enrolled) return sendMessage(res, 400, messages.noEnrollment);
    const guarded = purpose === 'voluntary' && guard.waysFor(holder.person, scope.address).length > 0;
    if (guarded && !(await guard.isPassed({ ...holder, sessionKey: holder.proofKey }))) {
      return sendMessage(res, 403, messages.guarded);
    }
    const conversationId = await conversations.begin({
      ...{ step: 'ENROLLMENT', purpose },
      person: holder.person,
      session: { kind: 'browser', sessionKey: holder.proofKey },
      generation: holder.generation,
      groups: holder.person.groups,
    });
    const offer = await offerApp(enrollment, { id: conversationId, purpose, origin: originOf(scope) });
    if (offer === undefined) throw new AppError('store_unavailable', 'a new conversation is gone');
    return sendJson(res, 200, { conversationId, ...toBean(offer) });
  }

  /** Who calls and is elevated; else they were answered. */
  async #admit(res: Response, scope: RequestScope): Promise<Holder | undefined> {
    const { elevations, sessions } = this.#parts;
    const holder = await elevations.holder(scope);
    // Before it is looked at whether they may: nobody outruns a revocation that comes meanwhile.
    const generation = await sessions.generationOf(holder.person.userKey);
    return (await elevations.requireElevated(res, holder)) ? { ...holder, generation } : undefined;
  }

  /** What a conversation offers, if it was begun by this very caller for this purpose. */
  async #offerOf(
    { person, proofKey }: Holder,
    scope: RequestScope,
    id: string,
    purpose: ConversationPurpose,
  ): Promise<TotpOffer | undefined> {
    const { conversations, enrollment } = this.#parts;
    const conversation = await conversations.find(id);
    const isOwn =
      conversation?.person.userKey === person.userKey &&
      conversation.session.kind === 'browser' &&
      conversation.session.sessionKey === proofKey;
    return isOwn ? offerApp(enrollment, { id, purpose, origin: originOf(scope) }) : undefined;
  }

  /**
   * The factor was shown just now, so the browser's session is verified with it, and stays elevated.
   * @param generation under which it may go on; without one it was revoked meanwhile
   */
  async #verifyAnew(
    res: Response,
    scope: RequestScope,
    { person, proofKey, sessionId }: Holder,
    since: string,
    generation: string | undefined,
  ): Promise<void> {
    const { sessions, cookies, elevation } = this.#parts;
    if (generation === undefined) return;
    await elevation.elevate({ person, proofKey }, generation, appMethod);
    if (sessionId === undefined) return;
    const { userKey, username } = person;
    const session = {
      ...{ sessionId, method: appMethod, generation, enrolledSince: since, userKey, username },
      place: placeOf(scope),
    };
    addCookies(res, [cookies.set(cookies.verified, await sessions.issue(session))]);
  }

  async #refuse(res: Response, outcome: RefusedAttempt): Promise<void> {
    sendRefused(res, outcome, { status: 400, message: messages.wrongCode }, this.#parts.clock());
  }
}

function toBean({ secret, uri, account }: TotpOffer) {
  return { secret, url: uri, userName: account };
}
