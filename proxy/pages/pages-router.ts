import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type AnswerContext, answerFailure } from '../http/answers.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { requireNavigation, requireSameOrigin } from '../http/same-origin.ts';
import type { Scopes } from '../http/scopes.ts';
import { AppError, toAppError } from '../kernel/app-error.ts';
import type { Assets } from '../ui/index.ts';
import type { ApiRoutes } from './api-routes.tsx';
import type { ChallengeRoutes } from './challenge-routes.tsx';
import type { EndingRoutes } from './ending-routes.tsx';
import type { EnrollRoutes } from './enroll-routes.tsx';

export type PagesRouterParts = {
  readonly challenge: ChallengeRoutes;
  readonly enroll: EnrollRoutes;
  readonly ending: EndingRoutes;
  readonly api: ApiRoutes;
  readonly assets: Assets;
  readonly scopes: Scopes;
  readonly answers: AnswerContext;
  readonly publicOrigin: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** `/plugins/servlet/two-step`: the pages that people see on their way into Jira. */
export function createPagesRouter(parts: PagesRouterParts): Router {
  const { challenge, enroll, ending, scopes } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  const page = (path: string, handlers: { get: Handler; post?: Handler }) => {
    router.get(path, (req, res) => {
      requireNavigation(req);
      return handlers.get(req, res, scopes.of(req));
    });
    const { post } = handlers;
    if (post !== undefined) {
      router.post(
        path,
        (req, _res, next) => {
          requireSameOrigin(req, parts.publicOrigin);
          next();
        },
        express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }),
        (req, res) => post(req, res, scopes.of(req)),
      );
    }
    const allow = post === undefined ? 'GET, HEAD' : 'GET, HEAD, POST';
    router.all(path, (req) => {
      throw new AppError('method_not_allowed', `${req.method} on a page`, { headers: { allow } });
    });
  };
  page('/challenge', { get: challenge.show('challenge'), post: challenge.answer('challenge') });
  page('/recover', { get: challenge.show('recover'), post: challenge.answer('recover') });
  page('/enroll', { get: enroll.show, post: enroll.answer });
  page('/recovery-code', { get: ending.showRecoveryCode, post: ending.savedRecoveryCode });
  page('/logout', { get: ending.showLoggedOut, post: ending.logOut });
  page('/logged-out', { get: ending.showLoggedOut });
  page('/ended', { get: ending.showEnded });
  page('/api', { get: parts.api.show });
  router.get('/assets/:version/:name', (req, res) => sendAsset(parts.assets, req, res));
  router.use(() => {
    throw new AppError('not_found', 'no such page');
  });
  router.use(handleErrors(parts));
  return router;
}

/** The version is part of the address, so a browser never has to ask again. */
function sendAsset(assets: Assets, req: Request, res: Response): void {
  const file = assets.files.get(String(req.params.name));
  if (file === undefined) throw new AppError('not_found', 'no such asset');
  res.setHeader('cache-control', 'public, max-age=31536000, immutable');
  res.setHeader('content-type', file.contentType);
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('etag', file.etag);
  if (req.headers['if-none-match'] === file.etag) {
    res.statusCode = 304;
    res.end();
  } else res.end(file.body);
}

function handleErrors(parts: PagesRouterParts): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    const type = (thrown as { type?: unknown }).type;
    const error = typeof type === 'string' ? new AppError('bad_request', type) : toAppError(thrown);
    const scope = parts.scopes.of(req);
    parts.onError(error, scope);
    answerFailure(req, res, { id: scope.id, class: 'page' }, error, parts.answers);
  };
}
