import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';
import type { Answer, Gate, Judgement } from './gate/index.ts';
import {
  type AnswerContext,
  answerFailure,
  answerFailureOnSocket,
  answerStep,
  answerStepOnSocket,
} from './http/answers.ts';
import type { Health } from './http/health.ts';
import { ownAdminRestPath, ownPagesPath, ownRestPath } from './http/links.ts';
import type { Pace } from './http/pace.ts';
import type { RequestLog } from './http/request-log.ts';
import { createRequestScope, type RequestScope, type ScopeOptions } from './http/request-scope.ts';
import type { Scopes } from './http/scopes.ts';
import { addCookies } from './http/send.ts';
import { AppError, toAppError } from './kernel/app-error.ts';
import { leadsTo } from './kernel/canonical-path.ts';

export type ServerParts = {
  readonly app: Express;
  readonly gate: Gate;
  readonly health: Health;
  readonly log: RequestLog;
  readonly scopes: Scopes;
  readonly pace: Pace;
  readonly answers: AnswerContext;
  readonly logOut: (res: ServerResponse, scope: RequestScope, sessionId: string | undefined) => Promise<void>;
  readonly scopeOptions: ScopeOptions;
};

/**
 * The one door. Each request gets its scope, then goes one of three ways: a health check, a route of our own (Express),
 * or the gate. Whatever throws on the way ends in an answer, never in a forwarded request.
 */
export function createGateServer(parts: ServerParts): Server {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 20_000,
    connectionsCheckingInterval: 5_000,
    // Uploads of large attachments take long; `pace` ends those that do not move.
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    requireHostHeader: true,
    insecureHTTPParser: false,
    joinDuplicateHeaders: false,
    // Anything else that a client would like to upgrade to may be ignored (RFC 9110 §7.8): a plain request then.
    shouldUpgradeCallback: (req) => req.headers.upgrade?.toLowerCase() === 'websocket',
  });
  // 0: nothing is hidden. Fields past a limit would vanish from view but still frame the body (CVE-2026-58044).
  server.maxHeadersCount = 0;
  server.timeout = 10 * 60_000;
  server.on('request', (req, res) => void handleRequest(parts, req, res).catch(() => res.destroy()));
  server.on(
    'upgrade',
    (req, socket, head) =>
      void handleUpgrade(parts, req, socket as Socket, head).catch(() => socket.destroy()),
  );
  server.on('connect', (_req, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => {
    // In the middle of an answer nothing more can be said.
    if (socket.writable && (socket as Socket).bytesWritten === 0)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else socket.destroy();
  });
  return server;
}

async function handleRequest(parts: ServerParts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  parts.pace.watch(req, res);
  if (parts.health.answers(req.url)) return parts.health.answer(req.url, res);
  let scope: RequestScope | undefined;
  const fail = (thrown: unknown) => {
    const error = toAppError(thrown);
    const known = scope ?? { id: randomUUID(), class: 'page' as const };
    parts.log.failed(error, known.id);
    answerFailure(req, res, known, error, parts.answers);
  };
  try {
    scope = createRequestScope(req, parts.scopeOptions);
    parts.log.watch(req, res, scope);
    parts.scopes.remember(req, scope);
    if (isOwn(scope)) parts.app(req, res);
    else {
      const judged = scope;
      const answer: Answer = {
        step: (kind, setCookies = []) => {
          addCookies(res, setCookies);
          answerStep(res, judged, kind, parts.answers);
        },
        logOut: (sessionId) => parts.logOut(res, judged, sessionId),
        failure: fail,
      };
      await parts.gate.handle(req, res, scope, answer, (judgement) =>
        logJudgement(parts.log, judged, judgement),
      );
    }
  } catch (thrown) {
    fail(thrown);
  }
}

async function handleUpgrade(
  parts: ServerParts,
  req: IncomingMessage,
  socket: Socket,
  head: Buffer,
): Promise<void> {
  let scope: RequestScope | undefined;
  socket.on('error', () => socket.destroy());
  // An upgraded socket is out of reach of the server's time-outs: what was answered on it is its end.
  socket.once('finish', () => socket.destroy());
  const fail = (thrown: unknown) => {
    const error = toAppError(thrown);
    parts.log.failed(error, scope?.id ?? randomUUID());
    answerFailureOnSocket(socket, error);
  };
  try {
    const judged = createRequestScope(req, parts.scopeOptions);
    scope = judged;
    socket.once('close', () => parts.log.finished(req.method ?? '', judged, 101, true));
    if (isOwn(scope)) throw new AppError('not_found', 'nothing of ours upgrades');
    const answer: Answer = {
      step: (kind) => answerStepOnSocket(socket, kind, parts.answers),
      logOut: async () => answerStepOnSocket(socket, 'challenge', parts.answers),
      failure: fail,
    };
    await parts.gate.handleUpgrade(req, socket, head, scope, answer, (judgement) =>
      logJudgement(parts.log, judged, judgement),
    );
  } catch (thrown) {
    fail(thrown);
  }
}

/**
 * Whether a request is for a route of our own. Jira's own plugin must never answer there, so every other spelling
 * that a server might take for one of these paths is refused.
 */
function isOwn(scope: RequestScope): boolean {
  for (const prefix of [ownRestPath, ownAdminRestPath, ownPagesPath]) {
    if (scope.path === prefix || scope.path?.startsWith(`${prefix}/`) === true) return true;
    if (leadsTo(scope.possiblePaths, prefix)) {
      throw new AppError('bad_request', 'an odd spelling of a path of ours');
    }
  }
  return false;
}

function logJudgement(log: RequestLog, scope: RequestScope, { decision, standing }: Judgement): void {
  const { caller, requirement } = standing;
  log.decided(scope, {
    decision: decision.kind,
    ...(decision.kind === 'forward' ? { as: decision.as } : {}),
    reason: decision.reason,
    ...(caller.kind === 'person' ? { user: caller.principal.userKey } : {}),
    ...(requirement.wouldBe === requirement.outcome ? {} : { wouldBe: requirement.wouldBe }),
  });
}
