export { type SettingName, settingOrigin, settingVariables } from './setting-sources.ts';
export { SettingsBook, type SettingsState } from './settings-book.ts';
export { type SettingsChange, SettingsDesk, type SettingsOutcome } from './settings-desk.ts';
export {
  limits,
  readSettings,
  type SettingsDocument,
  type SettingsProblem,
  settingsDocument,
} from './settings-document.ts';
export type { SiteSettings } from './site-settings.ts';
