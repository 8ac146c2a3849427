import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config, SettingSource } from './config.ts';
import { factorChecks, toFactorConfig } from './factor-config.ts';
import { type Environment, environmentSchema } from './schema.ts';

export type LoadResult =
  | { readonly kind: 'loaded'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/**
 * Reads the configuration from environment variables; `NAME_FILE` names a file that holds the value of `NAME`
 * (secrets as files). All problems are reported together, and none of them repeats a value.
 */
export function loadConfig(variables: Readonly<Record<string, string | undefined>>): LoadResult {
  const problems: string[] = [];
  const values = readFiles(variables, problems);
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${String(issue.path[0])}: ${issue.message}`);
  }
  for (const name of Object.keys(variables)) {
    const known = name.replace(/_FILE$/, '') in environmentSchema.shape;
    if (name.startsWith('TSV_') && !known) problems.push(`${name}: is not a setting of this version`);
  }
  problems.push(...crossChecks(values));
  return problems.length > 0 || !parsed.success
    ? { kind: 'problems', problems }
    : { kind: 'loaded', config: { ...toConfig(parsed.data), sources: sourcesOf(variables) } };
}

function readFiles(variables: Readonly<Record<string, string | undefined>>, problems: string[]) {
  const values: Record<string, string | undefined> = {};
  for (const name of Object.keys(environmentSchema.shape)) {
    const file = variables[`${name}_FILE`];
    values[name] = variables[name];
    if (file === undefined || file === '') continue;
    if (variables[name] !== undefined && variables[name] !== '') {
      problems.push(`${name}: is set, and ${name}_FILE too; set one of them`);
      continue;
    }
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE: the file cannot be read`);
    }
  }
  return values;
}

/** What belongs together, by what was given: told also when something else is wrong. */
function crossChecks(values: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (values.DATABASE_URL && !values.TSV_ENCRYPTION_KEYS) {
    problems.push('TSV_ENCRYPTION_KEYS: is needed with DATABASE_URL, since all gates must share the keys');
  }
  if (values.REDIS_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_URL: is needed with REDIS_URL, since the embedded database serves one gate only');
  }
  if (values.DATABASE_MIGRATION_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_URL: is needed with DATABASE_MIGRATION_URL, as the role that the gate works as');
  }
  problems.push(...factorChecks(values));
  return problems;
}

function sourcesOf(variables: Readonly<Record<string, string | undefined>>): Config['sources'] {
  const sources = new Map<string, SettingSource>();
  for (const name of Object.keys(environmentSchema.shape)) {
    if (variables[name]) sources.set(name, 'variable');
    else if (variables[`${name}_FILE`]) sources.set(name, 'file');
  }
  return sources;
}

function toAuditStreams(env: Environment): Config['auditStreams'] {
  const { TSV_AUDIT_SYSLOG: syslog, TSV_AUDIT_SYSLOG_CA: ca } = env;
  const { TSV_AUDIT_WEBHOOK: url, TSV_AUDIT_WEBHOOK_SECRET: secret } = env;
  return {
    syslog: syslog === undefined ? undefined : { url: syslog, ca },
    webhook: url === undefined || secret === undefined ? undefined : { url, secret },
  };
}

function toConfig(env: Environment): Omit<Config, 'sources'> {
  return {
    jiraUrl: env.JIRA_URL,
    publicOrigin: env.PUBLIC_URL?.origin ?? `http://localhost:${env.PORT}`,
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    dataDirectory: resolve(env.TSV_DATA_DIR),
    keyRing: env.TSV_ENCRYPTION_KEYS,
    enforcement: env.TSV_ENFORCEMENT,
    basicAuth: {
      mode: env.TSV_BASIC_AUTH,
      users: env.TSV_BASIC_AUTH_USERS,
      paths: env.TSV_BASIC_AUTH_PATHS,
    },
    loginCookies: env.TSV_LOGIN_COOKIES,
    identityHeaders: env.TSV_IDENTITY_HEADERS,
    sessionIdleMinutes: env.TSV_SESSION_IDLE_MINUTES,
    recoveryCodeStorage: env.TSV_RECOVERY_CODE_STORAGE,
    ...toFactorConfig(env),
    auditStreams: toAuditStreams(env),
    migrationUrl: env.DATABASE_MIGRATION_URL,
    trustedProxies: env.TSV_TRUSTED_PROXIES,
    jiraToken: env.TSV_JIRA_TOKEN,
    peopleSyncMinutes: env.TSV_PEOPLE_SYNC_MINUTES,
    logLevel: env.LOG_LEVEL,
  };
}
