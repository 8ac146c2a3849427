import type { SettingDescription } from '../../../proxy/config/index.ts';
import {
  type SettingName,
  type SettingsState,
  type SiteSettings,
  settingOrigin,
  settingVariables,
} from '../../../proxy/site-settings/index.ts';
import { retentionLines } from './settings-form.ts';

export type RuntimeSetting = {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** `console` where administrators have set it here. */
  readonly source: 'console' | SettingDescription['source'];
  /** The variable whose value counts where nothing is set here; absent: none has a say. */
  readonly variable: string | undefined;
};

/** The variables that are only what counts until something is set here. */
export const settableVariables: readonly string[] = [
  'TSV_BASIC_AUTH',
  'TSV_BASIC_AUTH_USERS',
  'TSV_BASIC_AUTH_PATHS',
  'TSV_SESSION_IDLE_MINUTES',
  'TSV_REMEMBER_DAYS',
  'TSV_ADMIN_MAIL',
];

const listed = (values: readonly string[]) => (values.length === 0 ? 'none' : values.join(', '));

type Line = readonly [setting: SettingName, label: string, value: string, note: string];

/** What can be set while the gates run, as it counts now. */
export function runtimeSettings(
  state: SettingsState,
  environment: readonly SettingDescription[],
): readonly RuntimeSetting[] {
  return [...ofSessions(state), ...ofAdministration(state)].map(([setting, label, value, note]) => ({
    ...{ label, value, note, variable: settingVariables[setting] },
    source: settingOrigin(state.document, setting, environment),
  }));
}

function ofSessions({ values }: SettingsState): readonly Line[] {
  const { attempts, rememberDays, sessionIdleMinutes } = values;
  const lock = `${attempts.perWindow} wrong codes within ${attempts.windowMinutes} minutes lock for ${attempts.lockMinutes} minutes`;
  const remembered = rememberDays === 0 ? 'not remembered' : `${rememberDays} days`;
  return [
    ['issuer', 'Name in apps', values.issuer, 'What authenticator apps call this site.'],
    [
      ...(['sessionIdleMinutes', 'Idle sessions', `${sessionIdleMinutes} minutes`] as const),
      'After so long without a request they are verified again.',
    ],
    [
      ...(['rememberDays', 'Remembered browsers', remembered] as const),
      'How long “don’t ask again in this browser” lasts.',
    ],
    ['attempts', 'Attempt limits', lock, 'A hundred in a row lock until somebody helps.'],
  ];
}

function ofAdministration({ document: { auditRetention }, values }: SettingsState): readonly Line[] {
  const kept = auditRetention === undefined ? 'for ever' : retentionLines(auditRetention).join('; ');
  return [
    [
      ...(['basicAuth', 'Basic authentication', basicText(values)] as const),
      'Passwords without a second factor; they have a screen of their own.',
    ],
    ['adminMail', 'Administrators’ mail', listed(values.adminMail), 'Who is told of emergency access.'],
    ['auditRetention', 'Audit kept', kept, 'Days by action; 0 is for ever.'],
  ];
}

export function basicText({ basicAuth: { mode, users, paths, networks } }: SiteSettings): string {
  if (mode === 'allow') return 'let through everywhere';
  if (users.length + paths.length + networks.length === 0) return 'blocked';
  return `blocked, but for ${[...users, ...paths, ...networks].join(', ')}`;
}
