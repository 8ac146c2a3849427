import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { Factors } from '../authenticators/index.ts';
import type { AbandonedLogins, ConversationService, VerificationService } from '../conversation/index.ts';
import type { Enrolled, EnrollmentService, FirstFactorGuard } from '../enrollment/index.ts';
import type { StandingService } from '../gate/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { Links } from '../http/links.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { parseSafePath, type SafePath } from '../kernel/safe-path.ts';
import type { SecurityNotifier } from '../notification/index.ts';
import type { Principal } from '../principal/index.ts';
import type { LoginCompletion, VerifiedSessionService } from '../session/index.ts';
import type { AddressLimiter } from '../store/index.ts';
import {
  type JiraClient,
  newSessionCookieHeader,
  type PasswordCheck,
  type PasswordResult,
} from '../upstream/index.ts';
import { appMethod, offerApp } from './app-offer.ts';

import { HeldLogin } from './held-login.ts';
import { rejectPassword } from './rejected-password.ts';
import { messages, sendMessage, sendSlowDown } from './rest-reply.ts';
import {
  authenticateRequest,
  conversationRequest,
  recoveryCodeRequest,
  totpCodeRequest,
} from './rest-schema.ts';

export type LoginParts = {
  readonly passwords: PasswordCheck;
  readonly jira: JiraClient;
  readonly standings: StandingService;
  readonly sessions: VerifiedSessionService;
  readonly conversations: ConversationService;
  readonly verification: VerificationService;
  readonly enrollment: EnrollmentService;
  readonly guard: FirstFactorGuard;
  readonly factors: Factors;
  readonly completion: LoginCompletion;
  readonly abandoned: AbandonedLogins;
  readonly addresses: AddressLimiter;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
  readonly links: Links;
  readonly clock: Clock;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** The login by REST: a password, then a code. The session stays here until the code was right. */
export class LoginRoutes {
  readonly #parts: LoginParts;
  readonly #held: HeldLogin;

  constructor(parts: LoginParts) {
    this.#parts = parts;
    this.#held = new HeldLogin(parts);
  }

  readonly authenticate: Handler = async (req, res, scope) => {
    const { passwords, addresses, audit, links } = this.#parts;
    const body = authenticateRequest.parse(req.body);
    const seconds = await addresses.blockedFor(scope.address);
    if (seconds > 0) return sendSlowDown(res, seconds);
    const result = await passwords.check({
      username: body.username,
      password: body.password,
      rememberMe: body.rememberMe,
      captchaId: body.captchaId ?? undefined,
      captchaChallenge: body.captchaChallenge ?? undefined,
      address: scope.address,
    });
    if (result.kind === 'wrong') return rejectPassword(res, scope, result, this.#parts);
    const { caller } = await this.#parts.jira.whoAmI({
      cookie: newSessionCookieHeader(result.setCookies),
    });
    if (caller.kind !== 'person')
      throw new AppError('jira_unavailable', 'a new session that belongs to nobody');
    await audit.record({
      type: 'password.accepted',
      outcome: 'success',
      reason: 'rest',
      actor: caller.principal,
      target: caller.principal,
      ...originOf(scope),
    });
    const next = parseSafePath(body.targetUrl) ?? links.home;
    await this.#continueLogin(res, scope, caller.principal, result, next);
  };

  /** Jira's own captcha, where Jira has one for programs; its picture lies below Jira's own address. */
  readonly captcha: Handler = async (_req, res, scope) => {
    const captcha = await this.#parts.passwords.captcha(scope.address);
    if (captcha === undefined) return sendMessage(res, 404, messages.noCaptcha);
    return sendJson(res, 200, captcha);
  };

  readonly totpCode: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    if (!(await this.#held.holds(conversationId))) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await this.#parts.verification.verify(
      conversationId,
      [appMethod],
      { code: totpCode },
      originOf(scope),
    );
    if (outcome.kind !== 'right') return this.#held.refuse(res, scope, outcome, messages.wrongCode);
    await this.#held.release(res, scope, outcome.conversation, appMethod);
    return sendEmpty(res, 204);
  };

  readonly recoveryCode: Handler = async (req, res, scope) => {
    const { conversationId, recoveryCode } = recoveryCodeRequest.parse(req.body);
    if (!(await this.#held.holds(conversationId))) return sendMessage(res, 400, messages.unknownConversation);
    const { verification, links } = this.#parts;
    const outcome = await verification.verify(
      conversationId,
      ['RECOVERY_CODE'],
      { code: recoveryCode },
      originOf(scope),
    );
    if (outcome.kind !== 'right') return this.#held.refuse(res, scope, outcome, messages.wrongRecoveryCode);
    await this.#held.release(res, scope, outcome.conversation, 'RECOVERY_CODE');
    this.#held.tell(outcome.conversation, scope, { kind: 'recovery_code_used' });
    return sendJson(res, 200, {
      next: outcome.conversation.next ?? links.home,
      recoveryCode: outcome.value.replacementCode,
    });
  };

  readonly startEnrollment: Handler = async (req, res, scope) => {
    const { conversationId } = conversationRequest.parse(req.body);
    const held = await this.#held.holds(conversationId);
    const offer = held
      ? await offerApp(this.#parts.enrollment, { id: conversationId, origin: originOf(scope) })
      : undefined;
    if (offer === undefined) return sendMessage(res, 400, messages.unknownConversation);
    return sendJson(res, 200, {
      conversationId,
      secret: offer.secret,
      url: offer.uri,
      userName: offer.account,
    });
  };

  readonly completeEnrollment: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    if (!(await this.#held.holds(conversationId))) return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await this.#parts.enrollment.confirm(
      { id: conversationId, method: appMethod, origin: originOf(scope) },
      { code: totpCode },
    );
    if (outcome.kind !== 'right') return this.#held.refuse(res, scope, outcome, messages.wrongCode);
    const { recoveryCode, since, afterReset }: Enrolled = outcome.value;
    const { conversation } = outcome;
    await this.#held.release(res, scope, { ...conversation, enrolledSince: since }, appMethod);
    const kind = afterReset ? 'set_up_again' : 'factor_added';
    this.#held.tell(conversation, scope, { kind, method: appMethod });
    return sendJson(res, 200, { recoveryCode });
  };

  /** The password was right: the session goes out at once, or is held until the second factor was shown. */
  async #continueLogin(
    res: Response,
    scope: RequestScope,
    principal: Principal,
    opened: PasswordResult & { readonly kind: 'right' },
    next: SafePath,
  ): Promise<void> {
    const { standings, sessions, conversations, enrollment, guard } = this.#parts;
    const { userKey, username, displayName, email, locale } = principal;
    const { requirement, facts } = await standings.requirementFor(principal, scope, undefined);
    const enrolledSince = facts.since;
    if (requirement.outcome === 'refuse') {
      await this.#parts.jira.endSession({ cookie: newSessionCookieHeader(opened.setCookies) });
      throw new AppError('refused_by_policy', requirement.because);
    }
    if (requirement.outcome === 'none') {
      addCookies(res, opened.setCookies);
      sendJson(res, 200, { next });
      return;
    }
    // More than the password is wanted before the first factor: a page asks for that.
    const isGuarded = guard.waysFor(principal, scope.address).length > 0;
    const usesApp =
      requirement.outcome === 'require'
        ? await this.#hasApp(userKey, requirement.methods)
        : enrollment.canSetUp(appMethod, requirement.methods) && !isGuarded;
    if (!usesApp) {
      // The plugin's way of logging in knows authenticator apps only: our own page asks for what the person has.
      addCookies(res, opened.setCookies);
      return sendJson(res, 200, {
        next: this.#parts.links.page(requirement.outcome === 'require' ? 'challenge' : 'enroll', next),
      });
    }
    const { sessionId, setCookies } = opened;
    const verifying = requirement.outcome === 'require';
    const held = conversations.sealSession({ sessionId, setCookies: [...setCookies] });
    const begun = conversations.begin({
      step: verifying ? 'VERIFICATION' : 'ENROLLMENT',
      person: { userKey, username, displayName, email, locale },
      session: { kind: 'held', sealed: held },
      generation: await sessions.generationOf(userKey),
      groups: verifying ? [] : principal.groups,
      ...(enrolledSince === undefined ? {} : { enrolledSince }),
      ...(requirement.methods === undefined ? {} : { methods: requirement.methods }),
      next,
    });
    const conversationId = await begun.catch(async (error: unknown) => {
      // Nobody will ever get this session: it does not stay open.
      await this.#parts.jira.endSession({ cookie: newSessionCookieHeader(setCookies) });
      throw error;
    });
    const { expiresAt = 0 } = (await conversations.find(conversationId)) ?? {};
    this.#parts.abandoned.watch(conversationId, expiresAt);
    sendJson(res, 412, {
      nextLoginStep: verifying ? 'TOTP_CODE_VERIFICATION' : 'ENROLLMENT',
      conversationId,
    });
  }

  async #hasApp(userKey: string, wanted: readonly string[] | undefined): Promise<boolean> {
    const { factors } = this.#parts;
    return factors.accepts(userKey, factors.get(appMethod), wanted);
  }
}
