import { z } from 'zod';
import type { KeyRing } from '../kernel/secret-box.ts';
import { auditSettings } from './audit-schema.ts';
import { factorSettings } from './factor-schema.ts';
import { addressRanges, list, optional, urlOf, withDefault } from './setting-types.ts';

const httpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http:// or https:// URL',
  )
  .transform((text) => new URL(text))
  .refine(
    (url) => url.search === '' && url.hash === '' && url.username === '' && url.password === '',
    'must have no query, fragment or user name',
  );

/** Names of cookies or header fields (RFC 9110 §5.6.2). */
const names = list.refine(
  (entries) => entries.every((name) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)),
  'must be names, separated by commas',
);

/** Names of which some would break every request. */
const without = (needed: RegExp, which: string) =>
  names.refine((entries) => !entries.some((name) => needed.test(name)), `must leave out ${which}`);

const keyRing = z.string().transform((text, context): KeyRing => {
  const ring = text.split(',').map((entry) => {
    const [id, key] = entry.trim().split(/:(.*)/s);
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(key ?? '');
    return { id: id ?? '', key: Buffer.from(isBase64 ? (key ?? '') : '', 'base64') };
  });
  const ids = new Set(ring.map((entry) => entry.id));
  if (ring.some((entry) => !/^[A-Za-z0-9_-]{1,32}$/.test(entry.id) || entry.key.length !== 32)) {
    context.addIssue('must be id:key,id:key with ids of letters and digits and base64 keys of 32 bytes');
  } else if (ids.size !== ring.length) context.addIssue('has the same key id twice');
  return ring;
});

/** One entry for each environment variable; what is not listed here the gate does not read. */
export const environmentSchema = z.object({
  JIRA_URL: optional(httpUrl),
  PUBLIC_URL: optional(
    httpUrl.refine((url) => url.pathname === '/', "must have no path: the context path is JIRA_URL's"),
  ),
  HOST: withDefault(z.string(), '127.0.0.1'),
  PORT: withDefault(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number')
      .transform(Number)
      .pipe(z.number().max(65_535)),
    '8080',
  ),
  DATABASE_URL: optional(urlOf(['postgres:', 'postgresql:'])),
  DATABASE_MIGRATION_URL: optional(urlOf(['postgres:', 'postgresql:'])),
  REDIS_URL: optional(urlOf(['redis:', 'rediss:'])),
  TSV_DATA_DIR: withDefault(z.string(), './data'),
  TSV_ENCRYPTION_KEYS: optional(keyRing),
  TSV_ENFORCEMENT: withDefault(z.enum(['mandatory', 'optional', 'monitor']), 'mandatory'),
  TSV_BASIC_AUTH: withDefault(z.enum(['block', 'allow']), 'block'),
  TSV_BASIC_AUTH_USERS: withDefault(list, ','),
  TSV_BASIC_AUTH_PATHS: withDefault(
    list.refine(
      (paths) => paths.every((path) => /^\/[^*]*[^*/](?:\/\*\*|\/)?$/.test(path)),
      'must be paths such as /rest/usermanagement or /rest/usermanagement/**',
    ),
    ',',
  ),
  TSV_LOGIN_COOKIES: withDefault(
    without(/^(?:JSESSIONID|(?:__Host-|__Secure-)?two-step.*)$/, "Jira's session and the gate's own"),
    ',',
  ),
  TSV_IDENTITY_HEADERS: withDefault(
    without(
      /^(?:host|cookie|authorization|accept|origin|content-.*|transfer-encoding)$/i,
      'what every request has',
    ),
    ',',
  ),
  TSV_SESSION_IDLE_MINUTES: withDefault(
    z
      .string()
      .regex(/^\d{1,3}$/, 'must be a number of minutes')
      .transform(Number)
      .pipe(z.number().min(5, 'must be 5 at least').max(720, 'must be 720 at most: no session lives longer')),
    '300',
  ),
  TSV_RECOVERY_CODE_STORAGE: withDefault(z.enum(['plain', 'sealed']), 'plain'),
  ...factorSettings,
  ...auditSettings,
  TSV_TRUSTED_PROXIES: withDefault(addressRanges, ','),
  TSV_JIRA_TOKEN: optional(z.string().regex(/^[\x21-\x7e]+$/, 'must be a personal access token of Jira')),
  TSV_PEOPLE_SYNC_MINUTES: withDefault(
    z
      .string()
      .regex(/^\d{1,4}$/, 'must be a number of minutes')
      .transform(Number)
      .pipe(z.number().max(1440, 'must be 1440 at most: once a day')),
    '60',
  ),
  LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
});

export type Environment = z.output<typeof environmentSchema>;
