import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type AnswerContext, answerFailure } from '../../proxy/http/answers.ts';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import { requireNavigation, requireSameOrigin } from '../../proxy/http/same-origin.ts';
import type { Scopes } from '../../proxy/http/scopes.ts';
import { sendRedirect } from '../../proxy/http/send.ts';
import { AppError, toAppError } from '../../proxy/kernel/app-error.ts';
import { parseSafePath, type SafePath } from '../../proxy/kernel/safe-path.ts';
import type { PageKit } from '../../proxy/pages/index.ts';
import type { ConsoleEntrance } from './console-entrance.ts';
import type { ConsoleLinks } from './console-links.ts';
import { Parameters } from './parameters.ts';
import type { Screen, ScreenVisit } from './screen.ts';
import type { ScreenSender } from './screen-sender.tsx';

export type ConsoleRouterParts = {
  readonly screens: readonly Screen[];
  readonly entrance: ConsoleEntrance;
  readonly sender: ScreenSender;
  readonly kit: PageKit;
  readonly links: ConsoleLinks;
  readonly scopes: Scopes;
  readonly answers: AnswerContext;
  readonly publicOrigin: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** The parameter that says that a form came from a page that is out of date: nothing was done. */
export const outdatedForm = 'outdated';

/** `/plugins/servlet/two-step/admin`: the screens of the table, and one way into all of them. */
export function createConsoleRouter(parts: ConsoleRouterParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const screen of parts.screens) defineScreen(router, screen, parts);
  // Nobody learns which screens there are who would not get in.
  router.use(async (req: Request, res: Response) => {
    const scope = parts.scopes.of(req);
    const administrator = await parts.entrance.enter(res, scope, parts.links.to('/'), false);
    if (administrator !== undefined) throw new AppError('not_found', 'no such screen');
  });
  router.use(handleErrors(parts));
  return router;
}

function defineScreen(router: Router, screen: Screen, parts: ConsoleRouterParts): void {
  const { path, post } = screen;
  router.get(path, (req, res) => {
    requireNavigation(req);
    return show(req, res, screen, parts);
  });
  if (post !== undefined) {
    router.post(
      path,
      (req, _res, next) => {
        requireSameOrigin(req, parts.publicOrigin);
        next();
      },
      express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200 }),
      (req, res) => change(req, res, { ...screen, post }, parts),
    );
  }
  const allow = post === undefined ? 'GET, HEAD' : 'GET, HEAD, POST';
  router.all(path, (req) => {
    throw new AppError('method_not_allowed', `${req.method} on a screen`, { headers: { allow } });
  });
}

async function show(
  req: Request,
  res: Response,
  screen: Screen,
  { entrance, sender, ...parts }: ConsoleRouterParts,
): Promise<void> {
  const scope = parts.scopes.of(req);
  const here = hereOf(scope, screen, parts.links);
  const administrator = await entrance.enter(res, scope, here, false);
  if (administrator === undefined) return;
  const wantsProof = screen.wantsFreshProof === true && !(await asksForCode(screen, administrator));
  if (wantsProof && !(await entrance.requireFresh(res, administrator, here))) return;
  const visit = visitOf(administrator, parts);
  await sender.send(res, screen, visit, await screen.get(visit));
}

async function change(
  req: Request,
  res: Response,
  screen: Screen & Required<Pick<Screen, 'post'>>,
  { entrance, sender, ...parts }: ConsoleRouterParts,
): Promise<void> {
  const scope = parts.scopes.of(req);
  const here = hereOf(scope, screen, parts.links);
  const administrator = await entrance.enter(res, scope, here, true);
  if (administrator === undefined) return;
  const visit = visitOf(administrator, parts);
  if (!parts.kit.hasToken(req, administrator.secret)) {
    return sendRedirect(res, parts.links.keeping(screen.path, visit.query, { [outdatedForm]: 'yes' }));
  }
  const isProven = !(await asksForCode(screen, administrator));
  if (isProven && !(await entrance.requireFresh(res, administrator, here))) return;
  const fields = Parameters.ofBody(req.body);
  await sender.send(res, screen, visit, await screen.post({ ...visit, fields, isProven }));
}

async function asksForCode(screen: Screen, administrator: ScreenVisit['administrator']): Promise<boolean> {
  return (await screen.asksForCode?.(administrator)) ?? false;
}

function visitOf(
  administrator: ScreenVisit['administrator'],
  { kit, links }: Pick<ConsoleRouterParts, 'kit' | 'links'>,
): ScreenVisit {
  return {
    ...{ administrator, links },
    query: Parameters.ofQuery(administrator.scope.query),
    form: (path, parameters) => {
      const action = links.to(path, parameters);
      return { action, token: kit.form(action, administrator.secret, action).token };
    },
  };
}

/** What the browser asked for, so that it comes back to exactly that; every screen has a GET. */
function hereOf(scope: RequestScope, screen: Screen, links: ConsoleLinks): SafePath {
  return parseSafePath(scope.target) ?? links.to(screen.path);
}

function handleErrors(parts: ConsoleRouterParts): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    const type = (thrown as { type?: unknown }).type;
    const error = typeof type === 'string' ? new AppError('bad_request', type) : toAppError(thrown);
    const scope = parts.scopes.of(req);
    parts.onError(error, scope);
    answerFailure(req, res, { id: scope.id, class: 'page' }, error, parts.answers);
  };
}
