import { randomBytes } from 'node:crypto';
import { BulkJobs, BulkRunner } from '../admin/bulk/index.ts';
import {
  AdminCallers,
  BulkRoutes,
  CredentialUseRoutes,
  createAdminRestRouter,
  createOtherAdminVersionsRouter,
  HelpRoutes,
  PolicyRoutes,
  RolloutRoutes,
  SettingsRoutes,
  SiteRoutes,
  UserRoutes,
} from '../admin/rest/index.ts';
import type { RouteParts } from './compose-routes.ts';
import { describeSettings } from './config/index.ts';
import { ownAdminRestPath } from './http/links.ts';
import type { RequestScope } from './http/request-scope.ts';
import { type AppError, toAppError } from './kernel/app-error.ts';
import { MailTest } from './notification/index.ts';
import { initialPolicy, longestGrace } from './policy/index.ts';
import { readVersion } from './version.ts';

type Tools = { readonly onError: (error: AppError, scope: RequestScope) => void };

/** The administrators' API by REST, and what answers in the rest of its namespace. */
export function composeAdminRest(parts: RouteParts, { onError }: Tools) {
  const { services, jira, config, scopes, answers, health, help, auditing, administration } = parts;
  const { noteUse } = administration;
  const { publicOrigin, enforcement } = config;
  const { clock, documents, people, settings, policies } = services;
  const basicAuth = () => settings.current.basicAuth;
  const { mirror, statistics, activity, sync } = people;
  const callers = new AdminCallers({ ...services, jira, basicAuth, noteUse });
  const adminRest = createAdminRestRouter({
    users: new UserRoutes({
      ...{ ...services, callers, mirror, jira },
      exporting: administration.peopleExport,
      graceDays: () => longestGrace(policies.current.document),
    }),
    help: new HelpRoutes({ callers, help, jira, clock }),
    policy: new PolicyRoutes({
      ...{ ...services, callers, mirror, documents },
      initial: initialPolicy(enforcement),
    }),
    site: new SiteRoutes({
      ...{ ...services, ...auditing, callers, statistics, sync, health },
      ...{ inspection: administration.inspection, version: readVersion() },
    }),
    rollout: new RolloutRoutes({
      ...{ ...services, callers, statistics, activity, summaries: administration.summaries },
    }),
    bulk: composeBulkRoutes(parts, callers),
    settings: composeSettingsRoutes(parts, callers),
    credentialUses: new CredentialUseRoutes({ ...administration, callers }),
    ...{ scopes, publicOrigin, onError },
    apiUrl: `${publicOrigin}${answers.links.contextPath}${ownAdminRestPath}/1.0`,
  });
  return { adminRest, otherAdminVersions: createOtherAdminVersionsRouter({ scopes, onError }) };
}

/** What is done to several people at once. */
function composeBulkRoutes(
  { services, jira, help, store, log }: RouteParts,
  callers: AdminCallers,
): BulkRoutes {
  const { clock, people } = services;
  const { mirror } = people;
  const jobs = new BulkJobs(store, randomBytes);
  const desk = { find: (userKey: string) => mirror.find(userKey, { now: clock() }) };
  return new BulkRoutes({
    ...{ callers, mirror, jira, jobs, clock },
    runner: new BulkRunner({ jobs, desk, help, clock }),
    onTrouble: (error) => log.failed(toAppError(error), 'administration by REST'),
  });
}

function composeSettingsRoutes(
  { services, config, answers: { links }, administration }: RouteParts,
  callers: AdminCallers,
): SettingsRoutes {
  const { settings, clock, mailer, audit } = services;
  return new SettingsRoutes({
    ...{ callers, clock, book: settings, desk: administration.desk, uses: administration.uses },
    mailTest: new MailTest({ mailer, audit, clock, site: links.absolute(links.home) }),
    environment: describeSettings(config),
  });
}
