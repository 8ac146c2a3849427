import {
  AdminCallers,
  createAdminRestRouter,
  createOtherAdminVersionsRouter,
  HelpRoutes,
  PolicyRoutes,
  SiteRoutes,
  UserRoutes,
} from '../admin/rest/index.ts';
import type { RouteParts } from './compose-routes.ts';
import { ownAdminRestPath } from './http/links.ts';
import type { RequestScope } from './http/request-scope.ts';
import type { AppError } from './kernel/app-error.ts';
import { initialPolicy } from './policy/index.ts';
import { readVersion } from './version.ts';

type Tools = { readonly onError: (error: AppError, scope: RequestScope) => void };

/** The administrators' API by REST, and what answers in the rest of its namespace. */
export function composeAdminRest(parts: RouteParts, { onError }: Tools) {
  const { services, jira, config, scopes, answers, health, help, auditing } = parts;
  const { noteUse } = parts.administration;
  const { publicOrigin, enforcement } = config;
  const { clock, documents, people, settings } = services;
  const basicAuth = () => settings.current.basicAuth;
  const { mirror, statistics, sync } = people;
  const callers = new AdminCallers({ ...services, jira, basicAuth, noteUse });
  const adminRest = createAdminRestRouter({
    users: new UserRoutes({ ...services, callers, mirror, jira }),
    help: new HelpRoutes({ callers, help, jira, clock }),
    policy: new PolicyRoutes({
      ...{ ...services, callers, mirror, documents },
      initial: initialPolicy(enforcement),
    }),
    site: new SiteRoutes({
      ...{ ...services, ...auditing, callers, statistics, sync, health },
      version: readVersion(),
    }),
    ...{ scopes, publicOrigin, onError },
    apiUrl: `${publicOrigin}${answers.links.contextPath}${ownAdminRestPath}/1.0`,
  });
  return { adminRest, otherAdminVersions: createOtherAdminVersionsRouter({ scopes, onError }) };
}
