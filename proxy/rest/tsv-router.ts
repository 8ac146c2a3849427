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
import { AppError, errorKinds, toAppError } from '../kernel/app-error.ts';
import type { AccountRoutes } from './account-routes.ts';
import type { ElevationRoutes } from './elevation-routes.ts';
import type { LoginRoutes } from './login-routes.ts';
import { openApiDocument } from './openapi.ts';
import { type Operation, type OperationId, operations } from './operations.ts';
import { sendMessage } from './rest-reply.ts';
import type { SettingsRoutes } from './settings-routes.ts';

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

const largestBody = '16kb';

export type TsvRouterParts = {
  readonly login: LoginRoutes;
  readonly account: AccountRoutes;
  readonly elevations: ElevationRoutes;
  readonly settings: SettingsRoutes;
  readonly scopes: Scopes;
  readonly publicOrigin: string;
  /** Where clients find the API, with its version. */
  readonly apiUrl: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** `/rest/tsv/1.0` and `/rest/tsv/latest`: thin routes over the services. */
export function createTsvRouter(parts: TsvRouterParts): Router {
  const handlers = handlersOf(parts);
  const router = Router({ caseSensitive: true, strict: true });
  const parse = express.json({ limit: largestBody, type: 'application/json', strict: false });
  const described = Object.entries(operations) as [OperationId, Operation][];
  for (const path of new Set(described.map(([, operation]) => operation.path))) {
    const here = described.filter(([, operation]) => operation.path === path);
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const [id, { method }] of here) {
      const steps: RequestHandler[] = [
        (req, _res, next) => {
          if (method !== 'GET') requireJson(req);
          // The logins have no session yet that another site could misuse, but a browser is held to our pages.
          if (method === 'POST') requireSameOrigin(req, parts.publicOrigin);
          next();
        },
        parse,
        (req, res) => handlers[id](req, res, parts.scopes.of(req)),
      ];
      if (method === 'GET') route.get(...steps);
      else if (method === 'POST') route.post(...steps);
      else route.delete(...steps);
    }
    const allow = here.map(([, { method }]) => method).join(', ');
    route.all((req) => {
      throw new AppError('method_not_allowed', `${req.method} is not one of ${allow}`, {
        headers: { allow },
      });
    });
  }
  const document = openApiDocument(parts.apiUrl);
  router.get('/openapi.json', (_req, res) => sendJson(res, 200, document));
  router.use(() => {
    throw new AppError('not_found', 'no such operation');
  });
  router.use(handleErrors(parts));
  return router;
}

/** The rest of the namespace: nothing is there, and it says so like the API. */
export function createOtherVersionsRouter(parts: Pick<TsvRouterParts, 'scopes' | 'onError'>): Router {
  const router = Router();
  router.use(() => {
    throw new AppError('not_found', 'no such version');
  });
  router.use(handleErrors(parts));
  return router;
}

function handlersOf({ login, account, elevations, settings }: TsvRouterParts): Record<OperationId, Handler> {
  return {
    authenticate: login.authenticate,
    getCaptchaData: login.captcha,
    verifyCode: login.totpCode,
    authenticateWithRecoveryCode: login.recoveryCode,
    startEnforcedEnrollment: login.startEnrollment,
    completeEnforcedEnrollment: login.completeEnrollment,
    startVoluntaryEnrollment: settings.startVoluntaryEnrollment,
    completeVoluntaryEnrollment: settings.completeVoluntaryEnrollment,
    startEnrollmentUpdate: settings.startEnrollmentUpdate,
    completeAuthenticationChange: settings.completeEnrollmentUpdate,
    rotateRecoverCode: settings.rotateRecoveryCode,
    unenroll: settings.unenroll,
    unenrollUser: account.unenrollUser,
    getElevatedPermissionStatus: elevations.status,
    elevatePermissionsWithPassword: elevations.byPassword,
    elevatePermissionsWithTotp: elevations.byTotp,
    elevatePermissionsWithRecoveryCode: elevations.byRecoveryCode,
    getStatus: account.status,
    postStatus: account.status,
    getSsoManagementStatus: account.ssoManagementStatus,
  };
}

/** A body is JSON or absent. @throws AppError `unsupported_media_type` */
function requireJson(req: Request): void {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && req.is('application/json') === false) {
    throw new AppError('unsupported_media_type', 'the body is not JSON');
  }
}

/** Every error of this API is JSON with a `message`. */
function handleErrors(parts: Pick<TsvRouterParts, 'scopes' | 'onError'>): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    const error = readError(thrown);
    parts.onError(error, parts.scopes.of(req));
    if (res.headersSent) {
      res.destroy();
      return;
    }
    for (const [name, value] of Object.entries(error.headers)) res.setHeader(name, value);
    if (!req.complete) res.setHeader('connection', 'close');
    sendMessage(res, errorKinds[error.code].status, errorKinds[error.code].text);
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
