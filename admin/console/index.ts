export { createAuditExportScreen, createAuditScreen, createAuditVerifyScreen } from './audit/index.ts';
export {
  createBasicAuthExportScreen,
  createBasicAuthScreen,
  createEditBasicAuthScreen,
} from './basic-auth/index.ts';
export { type Administrator, ConsoleEntrance } from './console-entrance.ts';
export { ConsoleLinks } from './console-links.ts';
export { type ConsoleRouterParts, createConsoleRouter } from './console-router.ts';
export { ConsoleVisits } from './console-visits.ts';
export { createNetworkScreen, createNetworksScreen } from './networks/index.ts';
export { createOverviewScreen, MailHealth } from './overview/index.ts';
export {
  createHistoryScreen,
  createPoliciesScreen,
  createReviewScreen,
  createRuleScreen,
  createStepUpScreen,
  createVersionScreen,
  createWhatIfScreen,
  PolicyDesk,
  WhatIf,
} from './policies/index.ts';
export type { Screen, ScreenAnswer, ScreenChange, ScreenVisit } from './screen.ts';
export { ScreenSender } from './screen-sender.tsx';
export {
  createEditSettingsScreen,
  createMailTestScreen,
  createRevertSettingsScreen,
  createSettingsHistoryScreen,
  createSettingsScreen,
} from './settings/index.ts';
export { createPersonScreens, OneTimeForms, PersonDesk, PolicyView } from './user/index.ts';
export { createUsersScreens } from './users/index.ts';
export { createNewWaveScreen, createWaveChangeScreen, createWavesScreen } from './waves/index.ts';
