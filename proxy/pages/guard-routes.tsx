import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import { maskAddress } from '../authenticators/email-code/index.ts';
import type { FirstFactorGuard, GuardHolder, GuardWay } from '../enrollment/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendRedirect } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { GuardPage, type Message } from '../ui/index.ts';
import { sendingNotice } from './factor-parts.tsx';
import type { LoginDoor } from './login-door.ts';
import type { Visitor } from './page-entrance.ts';
import { field, type PageKit } from './page-kit.ts';
import type { Refusals } from './refused-attempt.tsx';
import { auditSending } from './sending-audit.ts';

export type GuardParts = {
  readonly kit: PageKit;
  readonly door: LoginDoor;
  readonly guard: FirstFactorGuard;
  readonly sessions: VerifiedSessionService;
  readonly principals: PrincipalService;
  readonly refusals: Refusals;
  readonly audit: AuditLog;
};

/** Somebody who has to show one more thing before they set up their first factor. */
type Guarded = {
  readonly visitor: Visitor;
  readonly holder: GuardHolder;
  readonly ways: readonly GuardWay[];
};

/** The check before the first factor, where the policy wants one. */
export class GuardRoutes {
  readonly #parts: GuardParts;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const guarded = await this.#admit(req, res, scope);
    if (guarded !== undefined) await this.#render(res, guarded);
  };

  readonly answer = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const guarded = await this.#admit(req, res, scope);
    if (guarded === undefined) return;
    const { kit, guard, refusals } = this.#parts;
    const { visitor, holder, ways } = guarded;
    const { messages } = visitor.speech.words;
    if (!kit.hasToken(req, holder.sessionKey))
      return this.#render(res, guarded, messages.conversationExpired);
    if (field(req, 'step') === 'start') return this.#send(res, guarded);
    const mailCode = field(req, 'mailCode');
    const way = mailCode === undefined ? 'help_desk_code' : 'mail';
    const code = (mailCode ?? field(req, 'helpDeskCode') ?? '').trim();
    if (!ways.includes(way) || code === '') return this.#render(res, guarded, messages.wrongRecoveryCode);
    const outcome = await guard.pass(holder, way, code, originOf(scope));
    switch (outcome.kind) {
      case 'passed':
        return sendRedirect(res, kit.links.page('enroll', visitor.destination));
      case 'wrong':
        return this.#render(res, guarded, messages.wrongRecoveryCode);
      case 'slow_down':
        return this.#render(res, guarded, messages.tooManyFromAddress(outcome.seconds));
      case 'locked':
        return refusals.sendLocked(res, visitor, outcome.until);
      default:
        return outcome satisfies never;
    }
  };

  /** Whoever need not show anything goes on to the setup. */
  async #admit(req: Request, res: Response, scope: RequestScope): Promise<Guarded | undefined> {
    const { kit, door, guard } = this.#parts;
    const visitor = await door.admit(req, res, scope, 'ENROLLMENT');
    if (visitor === undefined) return undefined;
    const ways = guard.waysFor(visitor.principal, scope.address);
    const holder = await guardHolder(visitor, this.#parts);
    if (ways.length > 0 && !(await this.#isPassed(holder, ways, scope))) return { visitor, holder, ways };
    sendRedirect(res, kit.links.page('enroll', visitor.destination));
    return undefined;
  }

  /** Also by the link of a mail, where this browser came by one. */
  async #isPassed(holder: GuardHolder, ways: readonly GuardWay[], scope: RequestScope): Promise<boolean> {
    const { kit, guard } = this.#parts;
    if (await guard.isPassed(holder)) return true;
    const token = cookieValue(scope.cookies, kit.cookies.setUpAgain);
    return token !== undefined && ways.includes('mail') && guard.passByLink(holder, token, originOf(scope));
  }

  async #send(res: Response, guarded: Guarded): Promise<void> {
    const { guard, audit } = this.#parts;
    const { visitor, holder, ways } = guarded;
    if (!ways.includes('mail')) return this.#render(res, guarded);
    const result = await guard.sendMail(holder);
    await auditSending(audit, result, 'GUARD', visitor.principal, visitor.scope);
    await this.#render(res, guarded, sendingNotice(result, visitor.speech)?.message);
  }

  async #render(res: Response, { visitor, holder, ways }: Guarded, message?: Message): Promise<void> {
    const { kit, guard } = this.#parts;
    const { speech, destination, principal, sessionId } = visitor;
    const { words } = speech;
    const form = (fields: Readonly<Record<string, string>> = {}) =>
      kit.form(kit.links.page('enroll-check', destination), holder.sessionKey, destination, fields);
    const to = maskAddress(principal.email);
    const hasMail = ways.includes('mail') && to !== '';
    const page = (
      <GuardPage
        message={message}
        network={ways.includes('network')}
        mail={
          hasMail
            ? { to, sent: await guard.isMailWaiting(holder), sendForm: form({ step: 'start' }), form: form() }
            : undefined
        }
        helpDeskForm={ways.includes('help_desk_code') ? form() : undefined}
        words={words}
      />
    );
    kit.send(res, speech, page, {
      title: words.guard.title,
      hasError: message?.kind === 'error',
      signedInAs: { displayName: principal.displayName, username: principal.username },
      logoutForm: kit.logoutForm(sessionId),
    });
  }
}

/** Under which session what somebody shows counts. */
export async function guardHolder(
  { principal, sessionId }: Pick<Visitor, 'principal' | 'sessionId'>,
  { sessions, principals }: Pick<GuardParts, 'sessions' | 'principals'>,
): Promise<GuardHolder> {
  const generation = await sessions.generationOf(principal.userKey);
  return { person: principal, sessionKey: principals.keyOf(sessionId), generation };
}
