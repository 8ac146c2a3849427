import {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { AppError, toAppError } from '../kernel/app-error.ts';
import type { JiraAgents } from './jira-http.ts';
import { buildReplyHeaders } from './reply-headers.ts';

/** What happens with Jira's reply before a byte of it goes out. */
export type ReplyHandling =
  | {
      readonly kind: 'send';
      readonly setCookies: readonly string[];
      /** Instead of what Jira says about caching. */
      readonly cacheControl: string | undefined;
      /** For one person: what is meant for caches on the way only is left out. */
      readonly personal: boolean;
    }
  /** The reply is thrown away; the caller answers instead. */
  | { readonly kind: 'answered' };

export type ForwardPlan = {
  /** Origin form, byte for byte as the client sent it. */
  readonly target: string;
  readonly headers: OutgoingHttpHeaders;
  /** A body that was read already. */
  readonly body: Buffer | undefined;
  /** Sees status and headers of the reply and says what becomes of it. Must answer the client itself on `answered`. */
  readonly onReply: (reply: IncomingMessage) => Promise<ReplyHandling>;
  /** Answers the client when Jira cannot, or when the check threw. */
  readonly onFailure: (error: AppError) => void;
};

export type UpgradePlan = {
  readonly target: string;
  readonly headers: OutgoingHttpHeaders;
  /** Looks at the reply at once, before anything of it goes out; `false` drops it. May take cookies out of it. */
  readonly onReply: (reply: IncomingMessage) => boolean;
  readonly onFailure: (error: AppError) => void;
};

/** Idle time after which a silent Jira is given up; reindexing and exports take minutes. */
const idleLimit = 10 * 60_000;
const idleAfterRefusal = 60_000;

/** The only importer of http-proxy-middleware. It decides nothing: it carries out a plan. */
export class JiraProxy {
  readonly #plans = new WeakMap<IncomingMessage, ForwardPlan>();
  readonly #upgrades = new WeakMap<IncomingMessage, UpgradePlan>();
  readonly #middleware: ReturnType<typeof createProxyMiddleware<IncomingMessage, ServerResponse>>;

  constructor(jiraUrl: URL, agents: JiraAgents) {
    const secure = jiraUrl.protocol === 'https:';
    this.#middleware = createProxyMiddleware<IncomingMessage, ServerResponse>({
      target: jiraUrl.origin,
      agent: secure ? agents.https : agents.http,
      // Own upgrade listener: with `ws: true` the middleware hooks the server and lets later upgrades through.
      ws: false,
      xfwd: false,
      changeOrigin: false,
      followRedirects: false,
      selfHandleResponse: true,
      proxyTimeout: idleLimit,
      upgradeTimeout: 30_000,
      router: (req, _res, options) => {
        const body = this.#plans.get(req)?.body;
        if (body !== undefined) options.buffer = Readable.from([body], { objectMode: false });
        return jiraUrl.origin;
      },
      on: {
        proxyReq: (proxyReq, req) => this.#onRequest(proxyReq, req),
        proxyRes: (reply, req, res) => void this.#onReply(reply, req, res).catch(() => res.destroy()),
        proxyReqWs: (proxyReq, req, socket) => this.#onUpgradeRequest(proxyReq, req, socket),
        error: (error, req) => {
          const failure = new AppError('jira_unavailable', `forwarding: ${error.message}`, { cause: error });
          (this.#plans.get(req) ?? this.#upgrades.get(req))?.onFailure(failure);
        },
      },
    });
  }

  async forward(req: IncomingMessage, res: ServerResponse, plan: ForwardPlan): Promise<void> {
    this.#plans.set(req, plan);
    replaceRequest(req, plan);
    // The middleware, its plugins and the pipe to the client each wait for the end of the response.
    res.setMaxListeners(20);
    await this.#middleware(req, res, (error) => {
      // Reached only when the middleware gave up before it sent anything.
      if (!res.headersSent && !res.destroyed) plan.onFailure(toAppError(error ?? 'not forwarded'));
    });
  }

  /** For WebSocket upgrades: the tunnel opens only after Jira has switched and the reply was looked at. */
  forwardUpgrade(req: IncomingMessage, socket: Socket, head: Buffer, plan: UpgradePlan): void {
    this.#upgrades.set(req, plan);
    replaceRequest(req, plan);
    this.#middleware.upgrade(req, socket, head);
  }

  /** What a client of Node's does with a switch of protocols that nobody asked for is to wait. */
  #onRequest(proxyReq: ClientRequest, req: IncomingMessage): void {
    proxyReq.once('upgrade', (_reply, upstream: Socket) => {
      upstream.destroy();
      this.#plans
        .get(req)
        ?.onFailure(new AppError('jira_unavailable', 'a switch of protocols nobody asked for'));
    });
  }

  async #onReply(reply: IncomingMessage, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const plan = this.#plans.get(req);
    if (plan === undefined) return void reply.destroy();
    try {
      const handling = await plan.onReply(reply);
      // A reply that is not sent stays unread; it ends with the client's response.
      if (handling.kind === 'answered') return;
      // Without Jira's reason phrase: it means nothing (RFC 9112 §4) and may hold what Node refuses to send.
      res.writeHead(reply.statusCode ?? 502, buildReplyHeaders(reply, res, handling));
      await pipeline(reply, res);
    } catch (error) {
      // The client went away or Jira broke off in the middle: nothing more can be said, the connection ends.
      if (res.headersSent) res.destroy();
      else plan.onFailure(toAppError(error));
    }
  }

  #onUpgradeRequest(proxyReq: ClientRequest, req: IncomingMessage, socket: Socket): void {
    const inspect = (reply: IncomingMessage) => {
      const status = reply.statusCode ?? 0;
      reply.statusMessage = STATUS_CODES[status] ?? '';
      if (status > 100 && this.#upgrades.get(req)?.onReply(reply) === true) return;
      proxyReq.destroy();
      socket.destroy();
    };
    // First of the listeners: on a socket that these have ended, the tunnel behind them cannot open.
    proxyReq.on('upgrade', inspect);
    proxyReq.on('response', inspect);
    // What Jira says instead of switching is for a socket that the server's time-outs no longer know.
    proxyReq.on('response', () => socket.setTimeout(idleAfterRefusal, () => socket.destroy()));
  }
}

/** The middleware copies these two: what it sends is the plan, not what the client wrote. */
function replaceRequest(req: IncomingMessage, plan: Pick<ForwardPlan, 'target' | 'headers'>): void {
  req.headers = plan.headers as IncomingMessage['headers'];
  req.url = plan.target;
}
