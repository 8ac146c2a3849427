import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type AnswerContext, answerFailure } from '../http/answers.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { requireNavigation, requireSameOrigin } from '../http/same-origin.ts';
import type { Scopes } from '../http/scopes.ts';
import { AppError, toAppError } from '../kernel/app-error.ts';
import type { Assets } from '../ui/index.ts';
import type { AddRoutes } from './add-routes.tsx';
import type { ApiRoutes } from './api-routes.tsx';
import type { ChallengeRoutes } from './challenge-routes.tsx';
import type { ConfirmRoutes } from './confirm-routes.tsx';
import type { EndingRoutes } from './ending-routes.tsx';
import type { EnrollRoutes } from './enroll-routes.tsx';
import type { GuardRoutes } from './guard-routes.tsx';
import type { NotMeRoutes } from './not-me-routes.tsx';
import type { ProfileActions } from './profile-actions.tsx';
import type { ProfileRoutes } from './profile-routes.tsx';
import type { RecoverRoutes } from './recover-routes.tsx';
import type { RemovalRoutes } from './removal-routes.tsx';
import type { SetUpAgainRoutes } from './set-up-again-routes.tsx';

export type PagesRouterParts = {
  readonly challenge: ChallengeRoutes;
  readonly recover: RecoverRoutes;
  readonly enroll: EnrollRoutes;
  readonly guard: GuardRoutes;
  readonly add: AddRoutes;
  readonly confirm: ConfirmRoutes;
  readonly profile: ProfileRoutes;
  readonly actions: ProfileActions;
  readonly removal: RemovalRoutes;
  readonly notMe: NotMeRoutes;
  readonly setUpAgain: SetUpAgainRoutes;
  readonly ending: EndingRoutes;
  readonly api: ApiRoutes;
  readonly adminApi: ApiRoutes;
  readonly assets: Assets;
  readonly scopes: Scopes;
  readonly answers: AnswerContext;
  readonly publicOrigin: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;
type DefinePage = (path: string, handlers: { readonly get?: Handler; readonly post?: Handler }) => void;

/** `/plugins/servlet/two-step`: the pages that people see on their way into Jira. */
export function createPagesRouter(parts: PagesRouterParts): Router {
  const { scopes } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  const page: DefinePage = (path, handlers) => {
    const { get } = handlers;
    if (get !== undefined) {
      router.get(path, (req, res) => {
        requireNavigation(req);
        return get(req, res, scopes.of(req));
      });
    }
    const { post } = handlers;
    if (post !== undefined) {
      router.post(
        path,
        (req, _res, next) => {
          requireSameOrigin(req, parts.publicOrigin);
          next();
        },
        express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 30 }),
        (req, res) => post(req, res, scopes.of(req)),
      );
    }
    const allow = [get && 'GET, HEAD', post && 'POST'].filter(Boolean).join(', ');
    router.all(path, (req) => {
      throw new AppError('method_not_allowed', `${req.method} on a page`, { headers: { allow } });
    });
  };
  defineLogin(page, parts);
  defineSettings(page, parts);
  router.get('/assets/:version/:name', (req, res) => sendAsset(parts.assets, req, res));
  router.use(() => {
    throw new AppError('not_found', 'no such page');
  });
  router.use(handleErrors(parts));
  return router;
}

function defineLogin(page: DefinePage, parts: PagesRouterParts): void {
  const { challenge, recover, enroll, guard, ending, notMe, setUpAgain } = parts;
  page('/challenge', { get: challenge.show, post: challenge.answer });
  page('/ways', { get: challenge.ways });
  page('/progress', {
    get: (req, res, scope) =>
      req.query.for === 'enroll' ? enroll.progress(req, res, scope) : challenge.progress(req, res, scope),
  });
  page('/recover', { get: recover.show, post: recover.answer });
  page('/enroll', { get: enroll.show, post: enroll.answer });
  page('/enroll-check', { get: guard.show, post: guard.answer });
  page('/recovery-code', { get: ending.showCodes, post: ending.savedCodes });
  page('/codes-low', { get: ending.showCodesLow });
  page('/logout', { get: ending.showLoggedOut, post: ending.logOut });
  page('/logged-out', { get: ending.showLoggedOut });
  page('/ended', { get: ending.showEnded });
  page('/not-me', { get: notMe.show, post: notMe.answer });
  page('/set-up-again', { get: setUpAgain.show, post: setUpAgain.answer });
  page('/help-desk-used', { get: ending.showHelpDeskUsed });
  page('/api', { get: parts.api.show });
  page('/api/administration', { get: parts.adminApi.show });
}

function defineSettings(
  page: DefinePage,
  { add, confirm, profile, actions, removal }: PagesRouterParts,
): void {
  page('/profile', { get: profile.show });
  page('/confirm', { get: confirm.show, post: confirm.answer });
  page('/confirm/ways', { get: confirm.ways });
  page('/confirm/recover', { get: confirm.showRecover, post: confirm.answerRecover });
  page('/confirm/progress', { get: confirm.progress });
  page('/add', { get: add.show('add'), post: add.answer('add') });
  page('/add/progress', { get: add.progress('add') });
  page('/new-phone', { get: add.show('update'), post: add.answer('update') });
  page('/rename', { get: actions.showRename, post: actions.rename });
  page('/remove', { get: removal.showRemove, post: removal.remove });
  page('/turn-off', { get: removal.showTurnOff, post: removal.turnOff });
  page('/default', { post: actions.makeDefault });
  page('/backup-codes', { post: actions.newBackupCodes });
  page('/new-recovery-code', { post: actions.newRecoveryCode });
  page('/devices', { post: actions.forgetDevices });
  page('/sessions', { post: actions.endSessions });
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
