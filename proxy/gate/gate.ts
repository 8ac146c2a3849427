import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import { cookieHeader, everyCookieHeader } from '../upstream/index.ts';
import type { JiraProxy } from '../upstream/jira-proxy.ts';
import { buildRequestHeaders } from '../upstream/request-headers.ts';
import type { Answer } from './answer.ts';
import { type BasicAuthSettings, basicAllowed } from './basic-policy.ts';
import { readContentType } from './content-type.ts';
import { type Decision, decide, type ForwardAs } from './decide.ts';
import { type FormBody, FormReader } from './form-body.ts';
import { type FreshnessParts, isReminderDue, isStale } from './freshness.ts';
import { isLogout, isOddLogin } from './jira-paths.ts';
import { type NoteUse, noteUseOf } from './noted-use.ts';
import type { OpenStreams } from './open-streams.ts';
import { ReplyHandler, type ReplyParts } from './reply-handler.ts';
import type { Standing, StandingService } from './standing.ts';
import { streamOwner } from './stream-owner.ts';

export type Judgement = { readonly standing: Standing; readonly decision: Decision };

export type GateParts = ReplyParts &
  FreshnessParts & {
    readonly standings: StandingService;
    readonly proxy: JiraProxy;
    readonly sockets: OpenStreams;
    readonly replies: OpenStreams;
    readonly basicAuth: () => BasicAuthSettings;
    readonly noteUse: NoteUse;
    readonly identityHeaders: readonly string[];
    readonly publicOrigin: string;
  };

/** Judges a request and carries the decision out. Whatever throws on the way, nothing is forwarded. */
export class Gate {
  readonly #parts: GateParts;
  readonly #replies: ReplyHandler;
  readonly #forms = new FormReader();

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#replies = new ReplyHandler(parts);
  }

  async handle(
    req: IncomingMessage,
    res: ServerResponse,
    scope: RequestScope,
    answer: Answer,
    onJudged: (judgement: Judgement) => void,
  ): Promise<void> {
    const form = isForm(req) ? await this.#forms.read(req, scope.address) : undefined;
    const judgement = await this.#judge(scope, form);
    onJudged(judgement);
    const { decision, standing } = judgement;
    // A static file may be kept by caches, and a session with it.
    const cacheable = decision.kind === 'forward' && decision.as === 'public';
    if (!cacheable) for (const line of standing.adoptedCookies) res.appendHeader('set-cookie', line);
    switch (decision.kind) {
      case 'forward':
        if (res.closed || req.socket.destroyed) return; // the client has left: nobody waits for Jira's answer
        return this.#forward(req, res, scope, answer, standing, decision.as, form);
      case 'challenge':
      case 'enroll':
      case 'add_factor':
      case 'step_up':
        return answer.step(decision.kind);
      case 'log_out':
        return isCrossSite(req) ? answer.step('challenge') : answer.logOut(standing.sessionId);
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
    const judgement = await this.#judge(scope, undefined);
    onJudged(judgement);
    const { decision, standing } = judgement;
    if (decision.kind === 'refuse') throw new AppError(decision.code, decision.reason);
    if (decision.kind !== 'forward') {
      return answer.step(decision.kind === 'log_out' ? 'challenge' : decision.kind);
    }
    if (socket.destroyed) return; // the client has left meanwhile
    const { as } = decision;
    const release = this.#parts.sockets.add(socket, streamOwner(standing, scope, this.#parts));
    this.#parts.proxy.forwardUpgrade(req, socket, head, {
      target: scope.target,
      headers: this.#headers(req, scope, standing, as, undefined, true),
      onReply: (reply) => this.#replies.handleUpgrade(reply, { scope, standing, as, release }, answer),
      onFailure: answer.failure,
    });
  }

  async #judge(scope: RequestScope, form: FormBody | undefined): Promise<Judgement> {
    const standing = await this.#parts.standings.assess(scope, form?.carriesSignature);
    const { credentials } = standing;
    const decision = decide({
      method: scope.method,
      path: scope.path,
      credentials,
      carriesPassword: form?.carriesPassword ?? false,
      carriesCaptcha: form?.carriesCaptcha ?? false,
      oddLogin: isOddLogin(scope.path, scope.possiblePaths),
      caller: standing.caller,
      requirement: standing.requirement,
      verified: standing.verified !== undefined,
      enrolled: standing.enrolledSince !== undefined,
      lacksMethod: standing.lacksMethod,
      stale: await isStale(standing, scope, this.#parts),
      remind: isReminderDue(standing, scope, this.#parts.laterCookie),
      basicAllowed:
        credentials.kind === 'basic' && basicAllowed(this.#parts.basicAuth(), credentials.username, scope),
    });
    noteUseOf(scope, standing, decision.kind === 'forward', this.#parts.noteUse);
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
    // The reply to a log-out is not to be ended by it.
    const endsWithLogin = as === 'person' && !isLogout(scope.method, scope.path);
    const release = endsWithLogin
      ? this.#parts.replies.add(res, streamOwner(standing, scope, this.#parts))
      : nothing;
    await this.#parts.proxy.forward(req, res, {
      target: scope.target,
      headers: this.#headers(req, scope, standing, as, form?.body.length, false),
      body: form?.body,
      onReply: (reply) => this.#replies.handle(reply, { scope, standing, as, release }, answer),
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
      contentType: readContentType(req.headers['content-type']).value,
      upgrade,
      identityHeaders: this.#parts.identityHeaders,
    });
  }
}

/** @throws AppError for a form that is packed: what cannot be read here might be read behind us */
function isForm(req: IncomingMessage): boolean {
  if (!readContentType(req.headers['content-type']).isForm) return false;
  const coding = req.headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() === 'identity') return true;
  throw new AppError('unsupported_media_type', `a form with the content coding ${coding.slice(0, 20)}`);
}

const nothing = () => undefined;

/** Another site's picture must not end a login that is half done. */
function isCrossSite(req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Exactly one session id, or none; nothing else that logs anybody in. */
function cookiesFor(as: ForwardAs, scope: RequestScope, sessionId: string | undefined): string {
  switch (as) {
    case 'person':
      // With the cookies of remembered logins, so that Jira can void them; the session comes first for Jira.
      return isLogout(scope.method, scope.path)
        ? everyCookieHeader(scope.cookies, scope.loginCookies, sessionId)
        : cookieHeader(scope.cookies, sessionId);
    case 'anonymous':
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
