import type { ServerResponse } from 'node:http';
import { createApp } from './app.ts';
import { composeAdminRest } from './compose-admin-rest.ts';
import type { Administration } from './compose-administration.ts';
import type { Auditing } from './compose-audit.ts';
import { composeConsole } from './compose-console.ts';
import type { Help } from './compose-help.ts';
import { composePages } from './compose-pages.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config/index.ts';
import { AbandonedLogins } from './conversation/index.ts';
import type { AnswerContext } from './http/answers.ts';
import type { Health } from './http/health.ts';
import { ownRestPath } from './http/links.ts';
import type { OwnCookies } from './http/own-cookies.ts';
import type { RequestLog } from './http/request-log.ts';
import type { RequestScope } from './http/request-scope.ts';
import type { Scopes } from './http/scopes.ts';
import { sendEmpty, sendRedirect } from './http/send.ts';
import type { AppError } from './kernel/app-error.ts';
import { createPagesRouter } from './pages/index.ts';
import {
  AccountRoutes,
  closeHeldSession,
  createOtherVersionsRouter,
  createTsvRouter,
  ElevationRoutes,
  LoginRoutes,
  SettingsRoutes,
  sendMessage,
} from './rest/index.ts';
import { LoginCompletion } from './session/index.ts';
import type { SharedStore } from './store/index.ts';
import type { Assets } from './ui/index.ts';
import type { JiraClient, PasswordCheck } from './upstream/index.ts';

export type RouteParts = {
  readonly config: Config;
  readonly services: Services;
  readonly store: SharedStore;
  readonly jira: JiraClient;
  readonly passwords: PasswordCheck;
  readonly cookies: OwnCookies;
  readonly answers: AnswerContext;
  readonly assets: Assets;
  readonly scopes: Scopes;
  readonly log: RequestLog;
  readonly health: Health;
  readonly help: Help;
  readonly auditing: Auditing;
  readonly administration: Administration;
};

/** The gate's own routes, as one Express app, and the way out for whoever does not want to log in after all. */
export function composeRoutes(parts: RouteParts) {
  const { config, services, jira, cookies, answers, scopes, log } = parts;
  const { publicOrigin } = config;
  const basicAuth = () => services.settings.current.basicAuth;
  const { conversations, sessions } = services;
  const { links } = answers;
  const { noteUse } = parts.administration;
  const onError = (error: AppError, scope: { readonly id: string }) => log.failed(error, scope.id);
  const completion = new LoginCompletion(conversations, sessions, cookies);
  const elevations = new ElevationRoutes({ ...services, jira, basicAuth, noteUse });
  const abandoned = new AbandonedLogins({
    abandon: (id) => conversations.abandon(id),
    close: (conversation) => closeHeldSession(conversation, { conversations, jira }),
    clock: services.clock,
  });
  const tsv = createTsvRouter({
    login: new LoginRoutes({ ...services, passwords: parts.passwords, jira, completion, links, abandoned }),
    account: new AccountRoutes({ ...services, jira, basicAuth, noteUse, publicOrigin }),
    elevations,
    settings: new SettingsRoutes({ ...services, elevations, cookies, publicOrigin }),
    ...{ scopes, publicOrigin, onError },
    apiUrl: `${publicOrigin}${links.contextPath}${ownRestPath}/1.0`,
  });
  const { kit, settings, ...pageParts } = composePages(parts, completion);
  const console = composeConsole(parts, { kit, settings, onError });
  const administration = composeAdminRest(parts, { onError });
  const pages = createPagesRouter({
    ...pageParts,
    ...{ assets: parts.assets, scopes, answers, publicOrigin, onError },
  });
  const logOut = async (res: ServerResponse, scope: RequestScope, sessionId: string | undefined) => {
    await pageParts.loginEnd.end(res, scope, sessionId);
    if (scope.class === 'page') sendRedirect(res, links.page('logged-out'));
    else sendEmpty(res, 204);
  };
  const otherVersions = createOtherVersionsRouter({ scopes, onError, sendError: sendMessage });
  return {
    app: createApp(links, { tsv, otherVersions, console, pages, ...administration }),
    logOut,
    abandoned,
  };
}
