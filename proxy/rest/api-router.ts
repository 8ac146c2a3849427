import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { ZodError } from 'zod';
import type { RequestScope } from '../http/request-scope.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import type { Scopes } from '../http/scopes.ts';
import { sendJson } from '../http/send.ts';
import { AppError, type ErrorCode, errorKinds, toAppError } from '../kernel/app-error.ts';
import type { ApiDescription, Operation } from './api-description.ts';
import { openApiDocument } from './openapi.ts';

export type ApiHandler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

type ErrorParts = {
  readonly scopes: Scopes;
  readonly onError: (error: AppError, scope: RequestScope) => void;
  /** How this API says what is wrong. */
  readonly sendError: (res: Response, status: number, message: string, code: ErrorCode) => void;
};

export type ApiRouterParts<Id extends string> = ErrorParts & {
  readonly handlers: Readonly<Record<Id, ApiHandler>>;
  /** Which operations a browser may use from our own pages only. */
  readonly heldToOrigin: (operation: Operation) => boolean;
  /** As body-parser has it: `16kb`. */
  readonly largestBody: string;
  readonly publicOrigin: string;
  /** Where clients find the API, with its version. */
  readonly apiUrl: string;
};

/** The router of an API that was described: nothing is there that is not described. */
export function createApiRouter<Id extends string>(
  api: ApiDescription<Id>,
  parts: ApiRouterParts<Id>,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const described = Object.entries(api.operations) as [Id, Operation][];
  for (const path of new Set(described.map(([, operation]) => operation.path))) {
    const here = described.filter(([, operation]) => operation.path === path);
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const [id, operation] of here) {
      const steps = stepsOf(operation, parts.handlers[id], parts);
      if (operation.method === 'GET') route.get(...steps);
      else if (operation.method === 'POST') route.post(...steps);
      else if (operation.method === 'PUT') route.put(...steps);
      else route.delete(...steps);
    }
    const allow = here.map(([, { method }]) => method).join(', ');
    route.all((req) => {
      throw new AppError('method_not_allowed', `${req.method} is not one of ${allow}`, {
        headers: { allow },
      });
    });
  }
  const document = openApiDocument(api, parts.apiUrl);
  router.get('/openapi.json', (_req, res) => sendJson(res, 200, document));
  router.use(() => {
    throw new AppError('not_found', 'no such operation');
  });
  router.use(handleErrors(parts));
  return router;
}

function stepsOf(
  operation: Operation,
  handler: ApiHandler,
  { scopes, publicOrigin, heldToOrigin, largestBody }: Omit<ApiRouterParts<string>, 'handlers'>,
): RequestHandler[] {
  return [
    (req, _res, next) => {
      if (operation.method !== 'GET') requireJson(req);
      if (heldToOrigin(operation)) requireSameOrigin(req, publicOrigin);
      next();
    },
    express.json({ limit: largestBody, type: 'application/json', strict: false }),
    (req, res) => handler(req, res, scopes.of(req)),
  ];
}

/** The rest of the namespace: nothing is there, and it says so like the API. */
export function createOtherVersionsRouter(parts: ErrorParts): Router {
  const router = Router();
  router.use(() => {
    throw new AppError('not_found', 'no such version');
  });
  router.use(handleErrors(parts));
  return router;
}

/** A body is JSON or absent. @throws AppError `unsupported_media_type` */
function requireJson(req: Request): void {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && req.is('application/json') === false) {
    throw new AppError('unsupported_media_type', 'the body is not JSON');
  }
}

function handleErrors(parts: ErrorParts): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    const error = readError(thrown);
    parts.onError(error, parts.scopes.of(req));
    if (res.headersSent) {
      res.destroy();
      return;
    }
    for (const [name, value] of Object.entries(error.headers)) res.setHeader(name, value);
    if (!req.complete) res.setHeader('connection', 'close');
    const { status, text } = errorKinds[error.code];
    parts.sendError(res, status, text, error.code);
  };
}

function readError(thrown: unknown): AppError {
  if (thrown instanceof ZodError) {
    const fields = thrown.issues.map((issue) => issue.path.join('.')).join(', ');
    return new AppError('bad_request', `missing or malformed: ${fields}`);
  }
  // body-parser's errors carry a type; what they say may quote the body, so only the type is kept.
  const type = (thrown as { type?: unknown }).type;
  if (type === 'entity.too.large') return new AppError('payload_too_large', 'the body is too large');
  if (typeof type === 'string') return new AppError('bad_request', type);
  return toAppError(thrown);
}
