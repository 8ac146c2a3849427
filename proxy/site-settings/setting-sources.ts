import type { SettingsDocument } from './settings-document.ts';

export type SettingName = keyof SettingsDocument;

/** The variable whose value counts where nothing is set; absent: none has a say. */
export const settingVariables: Readonly<Record<SettingName, string | undefined>> = {
  issuer: undefined,
  sessionIdleMinutes: 'TSV_SESSION_IDLE_MINUTES',
  rememberDays: 'TSV_REMEMBER_DAYS',
  attempts: undefined,
  basicAuth: 'TSV_BASIC_AUTH',
  auditRetention: undefined,
  adminMail: 'TSV_ADMIN_MAIL',
};

/** `console`: administrators have set it, on a screen or by the API. Else where the environment has it from. */
export type SettingOrigin<Source> = 'console' | 'default' | Source;

/** Where the value of a setting comes from that counts. */
export function settingOrigin<Source extends string>(
  document: SettingsDocument,
  name: SettingName,
  environment: readonly { readonly name: string; readonly source: Source }[],
): SettingOrigin<Source> {
  if (document[name] !== undefined) return 'console';
  const variable = settingVariables[name];
  return environment.find((one) => one.name === variable)?.source ?? 'default';
}
