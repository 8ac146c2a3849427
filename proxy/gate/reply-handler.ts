import type { IncomingMessage } from 'node:http';
import type { AuditLog } from '../audit/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { TrustedDeviceService } from '../trusted-device/index.ts';
import { cookieHeader, type JiraClient, sessionIdIn } from '../upstream/index.ts';
import type { ReplyHandling } from '../upstream/jira-proxy.ts';
import type { Answer } from './answer.ts';
import type { ForwardAs } from './decide.ts';
import {
  changesPassword,
  changesState,
  isLogin,
  isLogout,
  isSingleSignOn,
  webSudoPath,
} from './jira-paths.ts';
import type { LoginMarks } from './login-marks.ts';
import { cacheControlFor } from './reply-caching.ts';
import { checkReply } from './reply-check.ts';
import { markSingleSignOn } from './single-sign-on.ts';
import { type Standing, tokenName } from './standing.ts';

/** A request that was forwarded, and as what. */
export type Forwarded = {
  readonly scope: RequestScope;
  readonly standing: Standing;
  readonly as: ForwardAs;
  /** Called before something other than Jira's reply is said: what ends the login must not end that. */
  readonly release: () => void;
};

export type ReplyParts = {
  readonly principals: PrincipalService;
  readonly sessions: VerifiedSessionService;
  readonly jira: JiraClient;
  readonly audit: AuditLog;
  readonly devices: TrustedDeviceService;
  readonly marks: LoginMarks;
};

/** Looks at Jira's replies before a byte of them goes out, and keeps what is remembered about sessions true. */
export class ReplyHandler {
  readonly #parts: ReplyParts;

  constructor(parts: ReplyParts) {
    this.#parts = parts;
  }

  async handle(reply: IncomingMessage, forwarded: Forwarded, answer: Answer): Promise<ReplyHandling> {
    const { scope, standing, as } = forwarded;
    const verdict = checkReply(replyFacts(reply, forwarded));
    if (verdict.kind === 'drop') {
      forwarded.release();
      await this.#revoke(scope, standing, verdict.reason);
      answer.step('challenge', openedByItself(reply, forwarded));
      return { kind: 'answered' };
    }
    const loggedOut = as === 'person' && saysLoggedOut(reply, forwarded);
    if (loggedOut) await this.#forget(standing, 'over');
    else if (verdict.kind === 'pass_and_forget' || mayChangeUser(scope, as)) {
      await this.#forget(standing, as !== 'anonymous' || logsIn(reply) ? 'changed' : 'changed_here');
    }
    if (as === 'anonymous' && isLogin(scope.method, scope.path))
      await this.#requireNewSession(reply, forwarded);
    if (loggedOut) await this.#revokeVerification(standing);
    if (changesPassword(scope.method, scope.possiblePaths)) await this.#forgetDevices(scope, standing, reply);
    const setCookies = cookiesOf(reply, as);
    if (as === 'anonymous' && isSingleSignOn(scope.path))
      await markSingleSignOn(scope, standing.sessionId, setCookies, this.#parts);
    if (as === 'person' && scope.path === webSudoPath) await this.#carryOver(scope, standing, setCookies);
    const cacheControl = cacheControlFor({
      ...{ as, path: scope.path, rawPath: scope.rawPath },
      cacheControl: reply.headers['cache-control'],
      setsCookies: setCookies.length > 0 || standing.adoptedCookies.length > 0,
    });
    return { kind: 'send', setCookies, cacheControl, personal: as !== 'public' && as !== 'anonymous' };
  }

  /** The same look at the reply to an upgrade, at once: after it the tunnel is open. `false` drops it. */
  handleUpgrade(reply: IncomingMessage, forwarded: Forwarded, answer: Answer): boolean {
    const verdict = checkReply(replyFacts(reply, forwarded));
    if (verdict.kind === 'drop') {
      forwarded.release();
      this.#revoke(forwarded.scope, forwarded.standing, verdict.reason).catch(answer.failure);
      answer.step('challenge');
      return false;
    }
    reply.headers['set-cookie'] = cookiesOf(reply, forwarded.as);
    return true;
  }

  /**
   * A login must come with a new session id. Where Jira keeps the old one (`invalidate.session.on.login=false`), what
   * was an anonymous session a moment ago is somebody's now, under the feet of requests that were already judged.
   * @throws AppError after ending that session
   */
  async #requireNewSession(reply: IncomingMessage, { scope, standing }: Forwarded): Promise<void> {
    const { sessionId } = standing;
    const newId = sessionIdIn(reply.headers['set-cookie'] ?? []);
    if (sessionId === undefined || (newId !== undefined && newId !== sessionId)) return;
    const cookie = cookieHeader(scope.cookies, sessionId);
    const { caller } = await this.#parts.jira.whoAmI({
      cookie,
      userAgent: scope.userAgent,
      address: scope.address,
    });
    if (caller.kind === 'anonymous') return;
    await this.#parts.jira.endSession({ cookie, address: scope.address });
    throw new AppError(
      'jira_unavailable',
      'Jira keeps the session id at a login: invalidate.session.on.login is off',
    );
  }

  /** Here at once; the other gates are told where a session may really belong to somebody else now. */
  async #forget(
    { sessionId, credentials }: Standing,
    state: 'changed_here' | 'changed' | 'over',
  ): Promise<void> {
    const { principals } = this.#parts;
    if (credentials.kind === 'machine' && !credentials.signed)
      principals.forget(principals.keyOf(tokenName(credentials.authorization)));
    if (sessionId === undefined) return;
    const key = principals.keyOf(sessionId);
    principals.forget(key);
    if (state !== 'changed_here') await this.#parts.sessions.forgetSession(key, state);
  }

  async #revokeVerification(standing: Standing): Promise<void> {
    const { credentials, sessionId } = standing;
    if (credentials.kind !== 'browser' || credentials.verifiedSecret === undefined || sessionId === undefined)
      return;
    await this.#parts.sessions.revoke(sessionId, credentials.verifiedSecret);
  }

  /** Somebody else's reply came back: what was believed of this session is over, on every gate. */
  async #revoke(scope: RequestScope, standing: Standing, reason: string): Promise<void> {
    await this.#forget(standing, 'over');
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

  /** Whoever changes a password may have a reason to: no browser is let in by what it was trusted for before. */
  async #forgetDevices(
    { query, address, id }: RequestScope,
    { caller }: Standing,
    { statusCode = 500 }: IncomingMessage,
  ): Promise<void> {
    if (caller.kind !== 'person') return;
    const { devices, audit } = this.#parts;
    const named = new URLSearchParams(query);
    // An administrator names the person in the address; everybody else means themselves. Whether they may, Jira says.
    const other = named.get('username') ?? named.get('key');
    if (other === null) await devices.revokeAll(caller.principal.userKey);
    else if (statusCode < 300) await devices.revokeAllOf(other);
    else return;
    await audit.record({
      ...{ type: 'device.revoked', outcome: 'success', reason: 'password changed' },
      ...{ actor: caller.principal, target: other === null ? caller.principal : undefined },
      ...{ address, requestId: id },
    });
  }

  /** WebSudo gives the same person a new session id; only then, and only if Jira says that it is the same person. */
  async #carryOver(scope: RequestScope, standing: Standing, setCookies: readonly string[]): Promise<void> {
    const newId = sessionIdIn(setCookies);
    const { caller, credentials, sessionId, verified } = standing;
    if (newId === undefined || sessionId === undefined || newId === sessionId || verified === undefined)
      return;
    if (credentials.kind !== 'browser' || credentials.verifiedSecret === undefined) return;
    const cookie = cookieHeader(scope.cookies, newId);
    const now = await this.#parts.jira.whoAmI({ cookie, userAgent: scope.userAgent, address: scope.address });
    if (now.caller.kind !== 'person' || caller.kind !== 'person') return;
    if (now.caller.principal.userKey !== caller.principal.userKey) return;
    const { sessions, principals } = this.#parts;
    if (await sessions.carryOver(sessionId, newId, credentials.verifiedSecret)) {
      await sessions.moveSession(principals.keyOf(sessionId), principals.keyOf(newId));
      await this.#parts.marks.carryOver(principals.keyOf(sessionId), principals.keyOf(newId));
    }
  }
}

function replyFacts(reply: IncomingMessage, { scope, standing, as }: Forwarded) {
  const { caller, credentials } = standing;
  const expected = caller.kind === 'person' ? caller.principal.username : undefined;
  return {
    as,
    expected: credentials.kind === 'basic' ? credentials.username : expected,
    signed: credentials.kind === 'machine' && credentials.signed,
    login: isLogin(scope.method, scope.path),
    userHeader: reply.headers['x-ausername'],
  };
}

/** Who came without cookies, with a token or for a static file, leaves without: no session, no remembered login. */
function cookiesOf(reply: IncomingMessage, as: ForwardAs): string[] {
  const keepsCookies = as === 'person' || as === 'anonymous' || as === 'login';
  return keepsCookies ? (reply.headers['set-cookie'] ?? []) : [];
}

/**
 * The cookies of a session that Jira opened on a request without one: a single sign-on answered that the gate knows
 * nothing about. It is a login like any other, and the factor is asked for.
 */
function openedByItself(reply: IncomingMessage, { as, standing }: Forwarded): readonly string[] {
  const lines = reply.headers['set-cookie'] ?? [];
  const opened = sessionIdIn(lines);
  return as === 'anonymous' && opened !== undefined && opened !== standing.sessionId ? lines : [];
}

/** Jira asks back before it logs somebody out who came by another site's link: then nothing is over yet. */
function saysLoggedOut(reply: IncomingMessage, { scope, standing }: Forwarded): boolean {
  if (!isLogout(scope.method, scope.path)) return false;
  if (scope.method === 'DELETE') return (reply.statusCode ?? 500) < 300;
  if (/\bOUT\b/.test(String(reply.headers['x-seraph-loginreason'] ?? ''))) return true;
  const newId = sessionIdIn(reply.headers['set-cookie'] ?? []);
  return newId !== undefined && newId !== standing.sessionId;
}

/** Whether a reply gives signs of a login: a session, or a name. */
function logsIn(reply: IncomingMessage): boolean {
  const name = reply.headers['x-ausername'];
  return (
    sessionIdIn(reply.headers['set-cookie'] ?? []) !== undefined ||
    (name !== undefined && name !== 'anonymous')
  );
}

function mayChangeUser(scope: RequestScope, as: ForwardAs): boolean {
  if (as === 'login') return true;
  if (isLogin(scope.method, scope.path) || isLogout(scope.method, scope.path)) return true;
  return as === 'anonymous' && changesState(scope.method);
}
