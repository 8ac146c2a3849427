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
import { AppError, errorKinds, toAppError } from '../kernel/app-error.ts';
import type { AccountRoutes } from './account-routes.ts';
import type { ElevationRoutes } from './elevation-routes.ts';
import type { LoginRoutes } from './login-routes.ts';
import { sendMessage } from './rest-reply.ts';
import type { SettingsRoutes } from './settings-routes.ts';

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;
type Route = { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string; readonly handler: Handler };

const largestBody = '16kb';

export type TsvRouterParts = {
  readonly login: LoginRoutes;
  readonly account: AccountRoutes;
  readonly elevations: ElevationRoutes;
  readonly settings: SettingsRoutes;
  readonly scopes: Scopes;
  readonly publicOrigin: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** `/rest/tsv/1.0` and `/rest/tsv/latest`: thin routes over the services. */
export function createTsvRouter(parts: TsvRouterParts): Router {
  const { login, account, elevations, settings } = parts;
  const routes: readonly Route[] = [
    { method: 'POST', path: '/authenticate', handler: login.authenticate },
    { method: 'POST', path: '/authenticate/totp-code', handler: login.totpCode },
    { method: 'POST', path: '/authenticate/recovery-code', handler: login.recoveryCode },
    { method: 'POST', path: '/totp/start-enforced-enrollment', handler: login.startEnrollment },
    { method: 'POST', path: '/totp/complete-enforced-enrollment', handler: login.completeEnrollment },
    { method: 'GET', path: '/authenticate/captcha', handler: login.captcha },
    { method: 'POST', path: '/totp/start-voluntary-enrollment', handler: settings.startVoluntaryEnrollment },
    {
      method: 'POST',
      path: '/totp/complete-voluntary-enrollment',
      handler: settings.completeVoluntaryEnrollment,
    },
    { method: 'POST', path: '/totp/start-enrollment-update', handler: settings.startEnrollmentUpdate },
    { method: 'POST', path: '/totp/complete-enrollment-update', handler: settings.completeEnrollmentUpdate },
    { method: 'POST', path: '/totp/recovery-code/rotate', handler: settings.rotateRecoveryCode },
    { method: 'DELETE', path: '/totp/unenroll', handler: settings.unenroll },
    { method: 'GET', path: '/elevate-permissions', handler: elevations.status },
    { method: 'POST', path: '/elevate-permissions/password', handler: elevations.byPassword },
    { method: 'POST', path: '/elevate-permissions/totp', handler: elevations.byTotp },
    { method: 'POST', path: '/elevate-permissions/recovery-code', handler: elevations.byRecoveryCode },
    { method: 'GET', path: '/sso-management-status', handler: account.ssoManagementStatus },
    { method: 'GET', path: '/status', handler: account.status },
    { method: 'POST', path: '/status', handler: account.status },
    { method: 'DELETE', path: '/totp/unenroll/user/:userName', handler: account.unenrollUser },
  ];
  const router = Router({ caseSensitive: true, strict: true });
  const parse = express.json({ limit: largestBody, type: 'application/json', strict: false });
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    for (const { method, handler } of here) {
      const steps: RequestHandler[] = [
        (req, _res, next) => {
          if (method !== 'GET') requireJson(req);
          // The logins have no session yet that another site could misuse, but a browser is held to our pages.
          if (method === 'POST') requireSameOrigin(req, parts.publicOrigin);
          next();
        },
        parse,
        (req, res) => handler(req, res, parts.scopes.of(req)),
      ];
      if (method === 'GET') router.get(path, ...steps);
      else if (method === 'POST') router.post(path, ...steps);
      else router.delete(path, ...steps);
    }
    const allow = here.map((route) => route.method).join(', ');
    router.all(path, (req) => {
      throw new AppError('method_not_allowed', `${req.method} is not one of ${allow}`, {
        headers: { allow },
      });
    });
  }
  router.use(() => {
    throw new AppError('not_found', 'no such operation');
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

/** Every error of this API is JSON with a `message`. */
function handleErrors(parts: TsvRouterParts): ErrorRequestHandler {
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
