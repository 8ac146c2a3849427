import type { SettingDescription } from '../../../proxy/config/index.ts';
import type { SettingsState, SiteSettings } from '../../../proxy/site-settings/index.ts';
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

type Line = readonly [
  label: string,
  value: string,
  isSet: boolean,
  variable: string | undefined,
  note: string,
];

/** What can be set while the gates run, as it counts now. */
export function runtimeSettings(
  state: SettingsState,
  environment: readonly SettingDescription[],
): readonly RuntimeSetting[] {
  const sourceOf = (variable: string | undefined) =>
    environment.find(({ name }) => name === variable)?.source ?? 'default';
  return [...ofSessions(state), ...ofAdministration(state)].map(([label, value, isSet, variable, note]) => ({
    ...{ label, value, note, variable },
    source: isSet ? 'console' : sourceOf(variable),
  }));
}

function ofSessions({ document, values }: SettingsState): readonly Line[] {
  const { attempts, rememberDays, sessionIdleMinutes } = values;
  const isSet = (name: keyof SettingsState['document']) => document[name] !== undefined;
  const lock = `${attempts.perWindow} wrong codes within ${attempts.windowMinutes} minutes lock for ${attempts.lockMinutes} minutes`;
  const remembered = rememberDays === 0 ? 'not remembered' : `${rememberDays} days`;
  return [
    ['Name in apps', values.issuer, isSet('issuer'), undefined, 'What authenticator apps call this site.'],
    [
      ...(['Idle sessions', `${sessionIdleMinutes} minutes`, isSet('sessionIdleMinutes')] as const),
      ...(['TSV_SESSION_IDLE_MINUTES', 'After so long without a request they are verified again.'] as const),
    ],
    [
      ...(['Remembered browsers', remembered, isSet('rememberDays')] as const),
      ...(['TSV_REMEMBER_DAYS', 'How long “don’t ask again in this browser” lasts.'] as const),
    ],
    ['Attempt limits', lock, isSet('attempts'), undefined, 'A hundred in a row lock until somebody helps.'],
  ];
}

function ofAdministration({ document, values }: SettingsState): readonly Line[] {
  const { auditRetention, adminMail, basicAuth } = document;
  const kept = auditRetention === undefined ? 'for ever' : retentionLines(auditRetention).join('; ');
  const mail = listed(values.adminMail);
  return [
    [
      ...(['Basic authentication', basicText(values), basicAuth !== undefined] as const),
      ...(['TSV_BASIC_AUTH', 'Passwords without a second factor; they have a screen of their own.'] as const),
    ],
    [
      'Administrators’ mail',
      mail,
      adminMail !== undefined,
      'TSV_ADMIN_MAIL',
      'Who is told of emergency access.',
    ],
    ['Audit kept', kept, auditRetention !== undefined, undefined, 'Days by action; 0 is for ever.'],
  ];
}

export function basicText({ basicAuth: { mode, users, paths, networks } }: SiteSettings): string {
  if (mode === 'allow') return 'let through everywhere';
  if (users.length + paths.length + networks.length === 0) return 'blocked';
  return `blocked, but for ${[...users, ...paths, ...networks].join(', ')}`;
}
