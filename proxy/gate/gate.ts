import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AuditLog } from '../audit/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { cookieHeader, type JiraClient, sessionIdIn, withoutAuthenticatingCookies } from '../upstream/index.ts';
import type { JiraProxy, ReplyHandling } from '../upstream/jira-proxy.ts';
import { buildRequestHeaders } from '../upstream/request-headers.ts';
import { type BasicAuthSettings, basicAllowed } from './basic-policy.ts';
import { type Decision, decide, type ForwardAs } from './decide.ts';
import { type FormBody, readFormBody } from './form-body.ts';
import { changesState, isLogin, isLogout, webSudoPath } from './jira-paths.ts';
import { checkReply } from './reply-check.ts';
import type { Standing, StandingService } from './standing.ts';

export type Judgement = { readonly standing: Standing; readonly decision: Decision };

/** How the client learns what was decided when its request does not go on: a page, JSON, or the end of a socket. */
export type Answer = {
  readonly step: (kind: 'challenge' | 'enroll', standing: Standing) => void;
  readonly failure: (error: AppError) => void;
};

export type GateParts = {
  readonly standings: StandingService;
  readonly principals: PrincipalService;
  readonly sessions: VerifiedSessionService;
  readonly jira: JiraClient;
  readonly proxy: JiraProxy;
  readonly audit: AuditLog;
  readonly basicAuth: BasicAuthSettings;
  readonly publicOrigin: string;
};

/** Judges a request and carries the decision out. Whatever throws on the way, nothing is forwarded. */
export class Gate {
  readonly #parts: GateParts;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  async handle(
    req: IncomingMessage,
    res: ServerResponse,
    scope: RequestScope,
    answer: Answer,
    onJudged: (judgement: Judgement) => void,
  ): Promise<void> {
    const form = await readFormBody(req);
    const judgement = await this.#judge(scope, form?.carriesPassword ?? false);
    onJudged(judgement);
    const { decision, standing } = judgement;
    for (const line of standing.adoptedCookies) res.appendHeader('set-cookie', line);
    switch (decision.kind) {
      case 'forward':
        return this.#forward(req, res, scope, answer, standing, decision.as, form);
      case 'challenge':
      case 'enroll':
        return answer.step(decision.kind, standing);
      case 'refuse':
        throw new AppError(decision.code, decision.reason);
      default:
        return decision satisfies never;
    }
  }

  /** The same decision for a WebSocket upgrade. Only a tunnel to Jira may come of it, or the end of the socket. */
  async handleUpgrade(
    req: IncomingMessage,
    socket: Socket,
    head: Buffer,
    scope: RequestScope,
    answer: Answer,
    onJudged: (judgement: Judgement) => void,
  ): Promise<void> {
    if (req.method !== 'GET' || req.headers.upgrade?.toLowerCase() !== 'websocket') {
      throw new AppError('bad_request', 'an upgrade to something other than WebSocket');
    }
    if (req.headers['content-length'] !== undefined || req.headers['transfer-encoding'] !== undefined) {
      throw new AppError('bad_request', 'an upgrade with a body');
    }
    const judgement = await this.#judge(scope, false);
    onJudged(judgement);
    const { decision, standing } = judgement;
    if (decision.kind === 'refuse') throw new AppError(decision.code, decision.reason);
    if (decision.kind !== 'forward') return answer.step(decision.kind, standing);
    const { as } = decision;
    this.#parts.proxy.forwardUpgrade(req, socket, head, {
      target: scope.target,
      headers: this.#headers(req, scope, standing, as, undefined, true),
      onReply: (reply) => {
        const verdict = checkReply(this.#replyFacts(scope, standing, as, reply));
        if (verdict.kind === 'drop') {
          void this.#revoke(scope, standing, verdict.reason).catch(answer.failure);
          answer.step('challenge', standing);
          return false;
        }
        reply.headers['set-cookie'] = this.#cookiesFor(as, reply);
        return true;
      },
      onFailure: answer.failure,
    });
  }

  async #judge(scope: RequestScope, carriesPassword: boolean): Promise<Judgement> {
    const standing = await this.#parts.standings.assess(scope);
    const { credentials } = standing;
    const decision = decide({
      method: scope.method,
      path: scope.path,
      credentials,
      carriesPassword,
      caller: standing.caller,
      requirement: standing.requirement,
      verified: standing.verified !== undefined,
      basicAllowed:
        credentials.kind === 'basic' && basicAllowed(this.#parts.basicAuth, credentials.username, scope.path),
    });
    return { standing, decision };
  }

  async #forward(
    req: IncomingMessage,
    res: ServerResponse,
    scope: RequestScope,
    answer: Answer,
    standing: Standing,
    as: ForwardAs,
    form: FormBody | undefined,
  ): Promise<void> {
    await this.#parts.proxy.forward(req, res, {
      target: scope.target,
      headers: this.#headers(req, scope, standing, as, form?.body.length, false),
      body: form?.body,
      onReply: (reply) => this.#onReply(reply, scope, answer, standing, as),
      onFailure: answer.failure,
    });
  }

  #headers(
    req: IncomingMessage,
    scope: RequestScope,
    standing: Standing,
    as: ForwardAs,
    bodyLength: number | undefined,
    upgrade: boolean,
  ) {
    const { credentials } = standing;
    const withToken = (as === 'machine' || as === 'basic') && 'authorization' in credentials;
    return buildRequestHeaders(req, {
      publicOrigin: this.#parts.publicOrigin,
      address: scope.address,
      cookie: cookiesFor(as, scope, standing.sessionId),
      authorization: withToken ? credentials.authorization : undefined,
      bodyLength,
      upgrade,
    });
  }

  async #onReply(
    reply: IncomingMessage,
    scope: RequestScope,
    answer: Answer,
    standing: Standing,
    as: ForwardAs,
  ): Promise<ReplyHandling> {
    const verdict = checkReply(this.#replyFacts(scope, standing, as, reply));
    if (verdict.kind === 'drop') {
      await this.#revoke(scope, standing, verdict.reason);
      answer.step('challenge', standing);
      return { kind: 'answered' };
    }
    if (verdict.kind === 'pass_and_forget' || this.#mayChangeUser(scope, as)) await this.#forget(standing);
    if (as === 'person' && isLogout(scope.method, scope.path)) await this.#revokeVerification(standing);
    const setCookies = this.#cookiesFor(as, reply);
    if (as === 'person' && scope.path === webSudoPath) await this.#carryOver(scope, standing, setCookies);
    return { kind: 'send', setCookies };
  }

  #replyFacts(scope: RequestScope, standing: Standing, as: ForwardAs, reply: IncomingMessage) {
    const { caller, credentials } = standing;
    const expected = caller.kind === 'person' ? caller.principal.username : undefined;
    return {
      as,
      expected: credentials.kind === 'basic' ? credentials.username : expected,
      login: isLogin(scope.method, scope.path),
      userHeader: reply.headers['x-ausername'],
    };
  }

  #cookiesFor(as: ForwardAs, reply: IncomingMessage): string[] {
    const lines = reply.headers['set-cookie'] ?? [];
    const keepsSession = as === 'person' || as === 'anonymous' || as === 'login' || as === 'logout';
    return keepsSession ? lines : withoutAuthenticatingCookies(lines);
  }

  #mayChangeUser(scope: RequestScope, as: ForwardAs): boolean {
    if (as === 'login' || as === 'logout') return true;
    if (isLogin(scope.method, scope.path) || isLogout(scope.method, scope.path)) return true;
    return as === 'anonymous' && changesState(scope.method);
  }

  async #forget({ sessionId }: Standing): Promise<void> {
    if (sessionId === undefined) return;
    await this.#parts.sessions.forgetSession(this.#parts.principals.keyOf(sessionId));
  }

  async #revokeVerification(standing: Standing): Promise<void> {
    const { credentials, sessionId } = standing;
    if (credentials.kind !== 'browser' || credentials.verifiedSecret === undefined || sessionId === undefined) return;
    await this.#parts.sessions.revoke(sessionId, credentials.verifiedSecret);
  }

  /** Somebody else's reply came back: what was believed of this session is over, on every gate. */
  async #revoke(scope: RequestScope, standing: Standing, reason: string): Promise<void> {
    await this.#forget(standing);
    await this.#revokeVerification(standing);
    const person = standing.caller.kind === 'person' ? standing.caller.principal : undefined;
    await this.#parts.audit.record({
      type: 'session.revoked',
      outcome: 'failure',
      reason,
      actor: undefined,
      target: person,
      address: scope.address,
      requestId: scope.id,
    });
  }

  /** WebSudo gives the same person a new session id; only then, and only if Jira says that it is the same person. */
  async #carryOver(scope: RequestScope, standing: Standing, setCookies: readonly string[]): Promise<void> {
    const newId = sessionIdIn(setCookies);
    const { caller, credentials, sessionId, verified } = standing;
    if (newId === undefined || sessionId === undefined || newId === sessionId || verified === undefined) return;
    if (credentials.kind !== 'browser' || credentials.verifiedSecret === undefined) return;
    const cookie = cookieHeader(scope.cookies, newId);
    const now = await this.#parts.jira.whoAmI({ cookie, userAgent: scope.userAgent, address: scope.address });
    if (now.caller.kind !== 'person' || caller.kind !== 'person') return;
    if (now.caller.principal.userKey !== caller.principal.userKey) return;
    await this.#parts.sessions.carryOver(sessionId, newId, credentials.verifiedSecret);
  }
}

/** Exactly one session id, or none; nothing else that logs anybody in. */
function cookiesFor(as: ForwardAs, scope: RequestScope, sessionId: string | undefined): string {
  switch (as) {
    case 'person':
    case 'anonymous':
    case 'logout':
      return cookieHeader(scope.cookies, sessionId);
    case 'login':
      return cookieHeader(scope.cookies, undefined);
    case 'public':
    case 'machine':
    case 'basic':
      return '';
    default:
      return as satisfies never;
  }
}
