import { adminApi } from '../admin/rest/index.ts';
import { factorModules } from './authenticators/registry.ts';
import { placeNames } from './compose-notices.ts';
import type { RouteParts } from './compose-routes.ts';
import { assessingBrowsers } from './gate/index.ts';
import { ownAdminRestPath, ownRestPath } from './http/links.ts';
import { ownPath } from './kernel/safe-path.ts';
import {
  AddRoutes,
  ApiRoutes,
  BrowserMemo,
  ChallengeRoutes,
  ConfirmRoutes,
  DeviceDesk,
  EndingRoutes,
  EnrollRoutes,
  FactorParts,
  GuardRoutes,
  LoginDoor,
  LoginEnd,
  LoginFinish,
  NotMeRoutes,
  PageEntrance,
  PageKit,
  ProfileActions,
  ProfileRoutes,
  RecoverRoutes,
  RecoveryCodeShelf,
  Refusals,
  RemovalRoutes,
  SessionRenewal,
  SettingsEntrance,
  SettingsRefusals,
  SetUpAgainRoutes,
  SetupDesk,
} from './pages/index.ts';
import { describeOperations, tsvApi } from './rest/index.ts';
import type { LoginCompletion } from './session/index.ts';

/** The pages that people see, with what they share. */
export function composePages(parts: RouteParts, completion: LoginCompletion) {
  const { config, services, store, jira, cookies, answers } = parts;
  const { publicOrigin } = config;
  const { sessions, principals, clock, box, hash, audit, notifier } = services;
  const kit = new PageKit(answers, cookies, services.conversationStore);
  const { contextPath } = answers.links;
  const standings = assessingBrowsers(services.standings, parts.administration.noteUse);
  const loginEnd = new LoginEnd({ jira, sessions, principals, cookies, contextPath });
  const base = {
    ...{ ...services, standings, kit, completion, cookies, audit },
    parts: new FactorParts(factorModules),
    shelf: new RecoveryCodeShelf(store, box, hash),
    memo: new BrowserMemo(cookies, box, hash),
    placeNamed: placeNames(config),
    entrance: new PageEntrance({ ...services, standings, kit }),
    refusals: new Refusals({ kit, loginEnd, clock, notifier }),
    settings: new SettingsEntrance({ ...services, standings, kit }),
    renewal: new SessionRenewal({ sessions, cookies }),
    settingsRefusals: new SettingsRefusals({ kit, clock }),
  };
  const door = new LoginDoor(base);
  const desk = new SetupDesk(base);
  const deviceDesk = new DeviceDesk(base);
  const finish = new LoginFinish({ ...base, devices: deviceDesk });
  return {
    ...{ kit, settings: base.settings },
    loginEnd,
    challenge: new ChallengeRoutes({ ...base, door, devices: deviceDesk, finish }),
    recover: new RecoverRoutes({ ...base, door, finish }),
    guard: new GuardRoutes({ ...base, door }),
    enroll: new EnrollRoutes({ ...base, door, desk, finish }),
    add: new AddRoutes({ ...base, desk }),
    confirm: new ConfirmRoutes(base),
    profile: new ProfileRoutes(base),
    actions: new ProfileActions(base),
    removal: new RemovalRoutes(base),
    notMe: new NotMeRoutes(base),
    setUpAgain: new SetUpAgainRoutes(base),
    api: new ApiRoutes({
      ...{ kit, standings, jira, api: 'login', operations: describeOperations(tsvApi) },
      documentHref: ownPath(`${contextPath}${ownRestPath}/1.0/openapi.json`),
    }),
    adminApi: new ApiRoutes({
      ...{ kit, standings, jira, api: 'administration', operations: describeOperations(adminApi) },
      documentHref: ownPath(`${contextPath}${ownAdminRestPath}/1.0/openapi.json`),
    }),
    ending: new EndingRoutes({ ...base, loginEnd, publicOrigin }),
  };
}
