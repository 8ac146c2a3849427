import type { Request, Response } from 'express';
import type { ConversationPurpose, ConversationService } from '../conversation/index.ts';
import type { ElevationHolder, ElevationService } from '../elevation/index.ts';
import type { EnrollmentOffer, EnrollmentService, OwnEnrollmentService } from '../enrollment/index.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import { addCookies, sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { type ElevationRoutes, originOf } from './elevation-routes.ts';
import { messages, type RefusedAttempt, sendMessage, sendRefused } from './rest-reply.ts';
import { totpCodeRequest } from './rest-schema.ts';

export type SettingsParts = {
  readonly elevations: ElevationRoutes;
  readonly elevation: ElevationService;
  readonly conversations: ConversationService;
  readonly enrollment: EnrollmentService;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly sessions: VerifiedSessionService;
  readonly cookies: OwnCookies;
  readonly publicOrigin: string;
  readonly clock: Clock;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;
type Holder = ElevationHolder & { readonly sessionId: string | undefined };

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
    const offer = await this.#offerOf(holder, conversationId, 'voluntary');
    if (offer === undefined) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await enrollment.confirm(conversationId, totpCode, originOf(scope), 'voluntary');
    if (outcome.kind !== 'right') return this.#refuse(res, outcome);
    const { recoveryCode, since } = outcome.value;
    await this.#verifyAnew(res, holder, since);
    return sendJson(res, 200, { conversationId, ...toBean(offer), recoveryCode });
  };

  /** The other sessions of the person end: whoever has the old phone is out. */
  readonly completeEnrollmentUpdate: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    const holder = await this.#admit(res, scope);
    if (holder === undefined) return;
    const { enrollment, sessions } = this.#parts;
    const offer = await this.#offerOf(holder, conversationId, 'update');
    if (offer === undefined) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await enrollment.confirmUpdate(conversationId, totpCode, originOf(scope));
    if (outcome.kind !== 'right') return this.#refuse(res, outcome);
    await sessions.revokeUser(holder.person.userKey);
    await this.#verifyAnew(res, holder, outcome.value.since);
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
    const { conversations, enrollment, ownEnrollment, sessions } = this.#parts;
    const enrolled = await ownEnrollment.isEnrolled(holder.person);
    if (purpose === 'voluntary' && enrolled) return sendMessage(res, 400, messages.alreadyEnrolled);
    if (purpose === 'update' && !enrolled) return sendMessage(res, 400, messages.noEnrollment);
    const conversationId = await conversations.begin({
      ...{ step: 'ENROLLMENT', purpose },
      person: { ...holder.person, displayName: holder.person.username },
      session: { kind: 'browser', sessionKey: holder.proofKey },
      generation: await sessions.generationOf(holder.person.userKey),
    });
    const offer = await enrollment.begin(conversationId, purpose);
    if (offer === undefined) throw new AppError('store_unavailable', 'a new conversation is gone');
    return sendJson(res, 200, { conversationId, ...toBean(offer) });
  }

  /** Who calls and is elevated; else they were answered. */
  async #admit(res: Response, scope: RequestScope): Promise<Holder | undefined> {
    const { elevations } = this.#parts;
    const holder = await elevations.holder(scope);
    return (await elevations.requireElevated(res, holder)) ? holder : undefined;
  }

  /** What a conversation offers, if it was begun by this very caller for this purpose. */
  async #offerOf(
    { person, proofKey }: Holder,
    id: string,
    purpose: ConversationPurpose,
  ): Promise<EnrollmentOffer | undefined> {
    const { conversations, enrollment } = this.#parts;
    const conversation = await conversations.find(id);
    const isOwn =
      conversation?.person.userKey === person.userKey &&
      conversation.session.kind === 'browser' &&
      conversation.session.sessionKey === proofKey;
    return isOwn ? enrollment.begin(id, purpose) : undefined;
  }

  /** The factor was shown just now, so the browser's session is verified with it, and stays elevated. */
  async #verifyAnew(res: Response, { person, proofKey, sessionId }: Holder, since: string): Promise<void> {
    const { sessions, cookies, elevation } = this.#parts;
    await elevation.elevate({ person, proofKey });
    if (sessionId === undefined) return;
    const generation = await sessions.generationOf(person.userKey);
    const session = { sessionId, method: 'TOTP', generation, enrolledSince: since, ...person };
    addCookies(res, [cookies.set(cookies.verified, await sessions.issue(session))]);
  }

  async #refuse(res: Response, outcome: RefusedAttempt): Promise<void> {
    sendRefused(res, outcome, { status: 400, message: messages.wrongCode }, this.#parts.clock());
  }
}

function toBean({ secret, uri, account }: EnrollmentOffer) {
  return { secret, url: uri, userName: account };
}
