import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type {
  AbandonedLogins,
  Conversation,
  ConversationService,
  VerificationService,
} from '../conversation/index.ts';
import type { Enrolled, EnrollmentRepository, EnrollmentService } from '../enrollment/index.ts';
import type { StandingService } from '../gate/index.ts';
import type { Links } from '../http/links.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { parseSafePath, type SafePath } from '../kernel/safe-path.ts';
import type { Principal } from '../principal/index.ts';
import type { LoginCompletion, VerifiedSessionService } from '../session/index.ts';
import type { AddressLimiter } from '../store/index.ts';
import {
  type JiraClient,
  newSessionCookieHeader,
  type PasswordCheck,
  type PasswordResult,
} from '../upstream/index.ts';
import { originOf } from './elevation-routes.ts';
import { closeHeldSession } from './held-session.ts';
import { messages, type RefusedAttempt, sendMessage, sendRefused, sendSlowDown } from './rest-reply.ts';
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
  readonly enrollments: EnrollmentRepository;
  readonly completion: LoginCompletion;
  readonly abandoned: AbandonedLogins;
  readonly addresses: AddressLimiter;
  readonly audit: AuditLog;
  readonly links: Links;
  readonly clock: Clock;
};

type WrongPassword = PasswordResult & { readonly kind: 'wrong' };
type OpenedSession = PasswordResult & { readonly kind: 'right' };
type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** The login by REST: a password, then a code. The session stays here until the code was right. */
export class LoginRoutes {
  readonly #parts: LoginParts;

  constructor(parts: LoginParts) {
    this.#parts = parts;
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
    if (result.kind === 'wrong') return this.#rejectPassword(res, scope, result);
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
    await this.#continueLogin(res, caller.principal, result, next);
  };

  /** Jira's own captcha, where Jira has one for programs; its picture lies below Jira's own address. */
  readonly captcha: Handler = async (_req, res, scope) => {
    const captcha = await this.#parts.passwords.captcha(scope.address);
    if (captcha === undefined) return sendMessage(res, 404, messages.noCaptcha);
    return sendJson(res, 200, captcha);
  };

  readonly totpCode: Handler = async (req, res, scope) => {
    const { conversationId, totpCode } = totpCodeRequest.parse(req.body);
    if (!(await this.#holdsSession(conversationId)))
      return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await this.#parts.verification.verify(conversationId, 'TOTP', totpCode, originOf(scope));
    if (outcome.kind !== 'right') return this.#refuse(res, outcome, messages.wrongCode);
    await this.#release(res, outcome.conversation, 'TOTP');
    return sendEmpty(res, 204);
  };

  readonly recoveryCode: Handler = async (req, res, scope) => {
    const { conversationId, recoveryCode } = recoveryCodeRequest.parse(req.body);
    if (!(await this.#holdsSession(conversationId)))
      return sendMessage(res, 400, messages.unknownConversation);
    const { verification, links } = this.#parts;
    const outcome = await verification.verify(conversationId, 'RECOVERY_CODE', recoveryCode, originOf(scope));
    if (outcome.kind !== 'right') return this.#refuse(res, outcome, messages.wrongRecoveryCode);
    await this.#release(res, outcome.conversation, 'RECOVERY_CODE');
    return sendJson(res, 200, {
      next: outcome.conversation.next ?? links.home,
      recoveryCode: outcome.value.replacementCode,
    });
  };

  readonly startEnrollment: Handler = async (req, res) => {
    const { conversationId } = conversationRequest.parse(req.body);
    const held = await this.#holdsSession(conversationId);
    const offer = held ? await this.#parts.enrollment.begin(conversationId) : undefined;
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
    if (!(await this.#holdsSession(conversationId)))
      return sendMessage(res, 400, messages.unknownConversation);
    const outcome = await this.#parts.enrollment.confirm(conversationId, totpCode, originOf(scope));
    if (outcome.kind !== 'right') return this.#refuse(res, outcome, messages.wrongCode);
    const { recoveryCode, since }: Enrolled = outcome.value;
    const cookies = await this.#parts.completion.releaseHeld(outcome.conversation, 'TOTP', since);
    addCookies(res, cookies);
    return sendJson(res, 200, { recoveryCode });
  };

  async #rejectPassword(
    res: Response,
    scope: RequestScope,
    { message, captchaRequired, expiredCredentials }: WrongPassword,
  ): Promise<void> {
    await this.#parts.addresses.countFailure(scope.address);
    // The name as typed is not recorded: people type passwords into it.
    await this.#parts.audit.record({
      type: 'password.rejected',
      outcome: 'failure',
      reason: captchaRequired ? 'captcha required' : 'wrong password',
      actor: undefined,
      target: undefined,
      ...originOf(scope),
    });
    sendJson(res, 401, { message, captchaRequired, expiredCredentials });
  }

  /** The password was right: the session goes out at once, or is held until the second factor was shown. */
  async #continueLogin(
    res: Response,
    { userKey, username, displayName }: Principal,
    opened: OpenedSession,
    next: SafePath,
  ): Promise<void> {
    const { standings, sessions, conversations } = this.#parts;
    const { requirement, enrolledSince } = await standings.requirementFor(userKey);
    if (requirement.outcome === 'none') {
      addCookies(res, opened.setCookies);
      sendJson(res, 200, { next });
      return;
    }
    if (requirement.outcome === 'require' && !(await this.#hasApp(userKey))) {
      // The plugin's way of logging in knows authenticator apps only: our own page asks for what the person has.
      addCookies(res, opened.setCookies);
      return sendJson(res, 200, { next: this.#parts.links.page('challenge', next) });
    }
    const { sessionId, setCookies } = opened;
    const verifying = requirement.outcome === 'require';
    const held = conversations.sealSession({ sessionId, setCookies: [...setCookies] });
    const begun = conversations.begin({
      step: verifying ? 'VERIFICATION' : 'ENROLLMENT',
      person: { userKey, username, displayName },
      session: { kind: 'held', sealed: held },
      generation: await sessions.generationOf(userKey),
      ...(enrolledSince === undefined ? {} : { enrolledSince }),
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

  async #hasApp(userKey: string): Promise<boolean> {
    const enrollment = await this.#parts.enrollments.find(userKey);
    return enrollment !== undefined && enrollment.sealedSecret !== '';
  }

  /** Conversations of pages belong to a browser's cookie and cannot be carried on from here. */
  async #holdsSession(id: string): Promise<boolean> {
    return (await this.#parts.conversations.find(id))?.session.kind === 'held';
  }

  async #release(res: Response, conversation: Conversation, method: string): Promise<void> {
    const { enrolledSince } = conversation;
    if (enrolledSince === undefined) throw new AppError('internal', 'a verification without an enrollment');
    addCookies(res, await this.#parts.completion.releaseHeld(conversation, method, enrolledSince));
  }

  /** The password login is over with the conversation: Jira's session, which nobody got, is closed. */
  async #refuse(res: Response, outcome: RefusedAttempt, message: string): Promise<void> {
    if (outcome.kind === 'ended') await closeHeldSession(outcome.conversation, this.#parts);
    sendRefused(res, outcome, { status: 401, message }, this.#parts.clock());
  }
}
