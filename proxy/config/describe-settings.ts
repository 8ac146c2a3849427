import type { AddressRange } from './address-ranges.ts';
import type { Config, SettingSource } from './config.ts';
import type { Environment } from './schema.ts';

export type SettingDescription = {
  /** Of the environment variable. */
  readonly name: string;
  readonly group: SettingGroup;
  /** For people; never a secret, and of an address with credentials only where it leads to. */
  readonly value: string;
  /** `default` where nobody set it. */
  readonly source: SettingSource | 'default';
};

export type SettingGroup = 'Jira and addresses' | 'Storage' | 'Verification' | 'Factors' | 'Messages' | 'Log';

type Printer = readonly [SettingGroup, (config: Config) => string];

const none = 'none';
const listed = (values: readonly string[]) => (values.length === 0 ? none : values.join(', '));
const secret = (value: unknown) => (value === undefined ? 'not set' : 'set, not shown');
const range = ({ address, prefix }: AddressRange) => `${address}/${prefix}`;
const ranges = (values: readonly AddressRange[]) => listed(values.map(range));
const place = (text: string | undefined) => {
  if (text === undefined) return none;
  const url = URL.parse(text);
  // Of what cannot be read nothing is shown: a password may stand anywhere in it.
  return url === null ? 'set, not shown' : `${url.protocol}//${url.host}${url.pathname}`;
};
const twilio = ({ sms }: Config) => (sms?.kind === 'twilio' ? sms : undefined);
const webhook = ({ sms }: Config) => (sms?.kind === 'webhook' ? sms : undefined);

/** One for each setting: a new one that nobody decides about here does not compile. */
const printers: Readonly<Record<keyof Environment, Printer>> = {
  JIRA_URL: ['Jira and addresses', ({ jiraUrl }) => place(jiraUrl?.href)],
  PUBLIC_URL: ['Jira and addresses', ({ publicOrigin }) => publicOrigin],
  HOST: ['Jira and addresses', ({ host }) => host],
  PORT: ['Jira and addresses', ({ port }) => String(port)],
  TSV_TRUSTED_PROXIES: ['Jira and addresses', ({ trustedProxies }) => ranges(trustedProxies)],
  TSV_LOGIN_COOKIES: ['Jira and addresses', ({ loginCookies }) => listed(loginCookies)],
  TSV_IDENTITY_HEADERS: ['Jira and addresses', ({ identityHeaders }) => listed(identityHeaders)],
  DATABASE_URL: [
    'Storage',
    ({ databaseUrl }) => (databaseUrl === undefined ? 'embedded' : place(databaseUrl)),
  ],
  DATABASE_MIGRATION_URL: ['Storage', ({ migrationUrl }) => place(migrationUrl)],
  TSV_AUDIT_SYSLOG: ['Log', ({ auditStreams }) => auditStreams.syslog?.url.href ?? none],
  TSV_AUDIT_SYSLOG_CA: [
    'Log',
    ({ auditStreams }) => (auditStreams.syslog?.ca === undefined ? none : 'a certificate'),
  ],
  TSV_AUDIT_WEBHOOK: ['Log', ({ auditStreams }) => place(auditStreams.webhook?.url.href)],
  TSV_AUDIT_WEBHOOK_SECRET: ['Log', ({ auditStreams }) => secret(auditStreams.webhook)],
  REDIS_URL: ['Storage', ({ redisUrl }) => (redisUrl === undefined ? 'in memory' : place(redisUrl))],
  TSV_DATA_DIR: ['Storage', ({ dataDirectory }) => dataDirectory],
  TSV_ENCRYPTION_KEYS: [
    'Storage',
    ({ keyRing }) =>
      keyRing === undefined
        ? 'made by the gate'
        : `${keyRing.length} ${keyRing.length === 1 ? 'key' : 'keys'}, not shown`,
  ],
  TSV_RECOVERY_CODE_STORAGE: ['Storage', ({ recoveryCodeStorage }) => recoveryCodeStorage],
  TSV_ENFORCEMENT: ['Verification', ({ enforcement }) => enforcement],
  TSV_BASIC_AUTH: ['Verification', ({ basicAuth }) => basicAuth.mode],
  TSV_BASIC_AUTH_USERS: ['Verification', ({ basicAuth }) => listed(basicAuth.users)],
  TSV_BASIC_AUTH_PATHS: ['Verification', ({ basicAuth }) => listed(basicAuth.paths)],
  TSV_SESSION_IDLE_MINUTES: ['Verification', ({ sessionIdleMinutes }) => String(sessionIdleMinutes)],
  TSV_REMEMBER_DAYS: ['Verification', ({ rememberDays }) => String(rememberDays)],
  TSV_METHODS: ['Factors', ({ methods }) => listed(methods)],
  TSV_QUESTION_NETWORKS: ['Factors', ({ questionNetworks }) => ranges(questionNetworks)],
  TSV_NETWORK_NAMES: [
    'Factors',
    ({ networkNames }) => listed(networkNames.map((one) => `${range(one.range)} = ${one.name}`)),
  ],
  TSV_DUO_HOST: ['Factors', ({ duo }) => duo?.host ?? none],
  TSV_DUO_INTEGRATION_KEY: ['Factors', ({ duo }) => secret(duo)],
  TSV_DUO_SECRET_KEY: ['Factors', ({ duo }) => secret(duo)],
  TSV_DUO_CA: ['Factors', ({ duo }) => (duo?.ca === undefined ? none : 'a certificate')],
  SMTP_URL: ['Messages', ({ smtpUrl }) => place(smtpUrl)],
  MAIL_FROM: ['Messages', ({ mailFrom }) => mailFrom ?? none],
  TSV_ADMIN_MAIL: ['Messages', ({ adminMail }) => listed(adminMail)],
  TSV_TWILIO_URL: ['Messages', (config) => twilio(config)?.base.origin ?? none],
  TSV_TWILIO_ACCOUNT: ['Messages', (config) => twilio(config)?.accountSid ?? none],
  TSV_TWILIO_TOKEN: ['Messages', (config) => secret(twilio(config))],
  TSV_TWILIO_FROM: ['Messages', (config) => twilio(config)?.from ?? none],
  TSV_SMS_WEBHOOK_URL: ['Messages', (config) => webhook(config)?.url.origin ?? none],
  TSV_SMS_WEBHOOK_SECRET: ['Messages', (config) => secret(webhook(config))],
  TSV_JIRA_TOKEN: ['Jira and addresses', ({ jiraToken }) => secret(jiraToken)],
  TSV_PEOPLE_SYNC_MINUTES: ['Jira and addresses', ({ peopleSyncMinutes }) => String(peopleSyncMinutes)],
  LOG_LEVEL: ['Log', ({ logLevel }) => logLevel],
};

/** The configuration in force, as administrators may see it: without secrets, and with where each value came from. */
export function describeSettings(config: Config): readonly SettingDescription[] {
  return Object.entries(printers).map(([name, [group, print]]) => ({
    ...{ name, group },
    value: print(config),
    source: config.sources.get(name) ?? 'default',
  }));
}
