import { randomBytes } from 'node:crypto';
import {
  ConsoleEntrance,
  ConsoleLinks,
  ConsoleVisits,
  createAuditExportScreen,
  createAuditScreen,
  createAuditVerifyScreen,
  createBasicAuthExportScreen,
  createBasicAuthScreen,
  createConsoleRouter,
  createEditBasicAuthScreen,
  createEditSettingsScreen,
  createMailTestScreen,
  createOverviewScreen,
  createPersonScreens,
  createRevertSettingsScreen,
  createSettingsHistoryScreen,
  createSettingsScreen,
  createUsersScreens,
  MailHealth,
  OneTimeForms,
  PersonDesk,
  PolicyView,
  type Screen,
  ScreenSender,
} from '../admin/console/index.ts';
import { composePolicyScreens } from './compose-policy-screens.ts';
import type { RouteParts } from './compose-routes.ts';
import { describeSettings } from './config/index.ts';
import { assessingBrowsers } from './gate/index.ts';
import type { RequestScope } from './http/request-scope.ts';
import { type AppError, toAppError } from './kernel/app-error.ts';
import { MailTest } from './notification/index.ts';
import type { PageKit, SettingsEntrance } from './pages/index.ts';
import { longestGrace } from './policy/index.ts';
import { readVersion } from './version.ts';

export type ConsoleTools = {
  readonly kit: PageKit;
  readonly settings: SettingsEntrance;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** The administrators' console: its screens, in the order of the side bar, and the way in. */
export function composeConsole(parts: RouteParts, { kit, settings, onError }: ConsoleTools) {
  const { services, jira, answers, scopes, config } = parts;
  const { publicOrigin } = config;
  const screens = composeScreens(parts);
  return createConsoleRouter({
    ...{ screens, kit, scopes, answers, publicOrigin, onError },
    entrance: new ConsoleEntrance({
      ...{ ...services, kit, settings, jira },
      standings: assessingBrowsers(services.standings, parts.administration.noteUse),
      visits: new ConsoleVisits({ ...services, store: parts.store }),
    }),
    sender: new ScreenSender({ screens, answers }),
    links: new ConsoleLinks(answers.links.console),
  });
}

function composeScreens(parts: RouteParts): readonly Screen[] {
  const { services, config, answers, health, administration } = parts;
  const { mailer, audit, clock, steadyClock, people, policies, settings, waveProgress } = services;
  const site = answers.links.absolute(answers.links.home);
  return [
    createOverviewScreen({
      ...{ health, clock, policies, waves: waveProgress, version: readVersion() },
      ...{ statistics: people.statistics, activity: people.activity, summaries: administration.summaries },
      latestSync: () => people.sync.status(),
      sharesStore: config.redisUrl !== undefined,
      mail: new MailHealth({ mailer, clock, steadyClock }),
    }),
    ...composePolicyScreens(parts),
    ...composePeopleScreens(parts),
    createAuditScreen(administration),
    createAuditVerifyScreen(administration.inspection),
    createAuditExportScreen(administration.exporting, clock),
    createBasicAuthScreen(settings, administration.uses),
    createBasicAuthExportScreen(administration.usesExport),
    createEditBasicAuthScreen({ ...administration, book: settings, clock }),
    createSettingsScreen(describeSettings(config), settings),
    createEditSettingsScreen(settings, administration.desk),
    createSettingsHistoryScreen(settings, administration.desk),
    createRevertSettingsScreen({ ...administration, book: settings, clock }),
    createMailTestScreen(new MailTest({ mailer, audit, clock, site })),
  ];
}

/** Jira's users, and help for them. */
function composePeopleScreens(parts: RouteParts): readonly Screen[] {
  const { services, help, jira, store, answers, log, administration } = parts;
  const { people, policies } = services;
  const { mirror, sync } = people;
  const graceDays = () => longestGrace(policies.current.document);
  const desk = new PersonDesk({ ...services, mirror, jira, graceDays });
  const policy = new PolicyView({ ...services, mirror });
  const shared = { ...services, desk, policy, mirror, help };
  return [
    ...createUsersScreens({
      ...{ ...shared, sync, store, randomBytes, exporting: administration.peopleExport },
      onTrouble: (error) => log.failed(toAppError(error), 'console'),
    }),
    ...createPersonScreens({
      ...{ ...shared, forms: new OneTimeForms(store, randomBytes) },
      ownPageHref: answers.links.page('profile'),
    }),
  ];
}
