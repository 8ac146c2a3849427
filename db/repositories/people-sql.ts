import type { Knex } from 'knex';
import { attemptLimits } from '../../proxy/conversation/index.ts';
import { minute } from '../../proxy/kernel/clock.ts';
import {
  lowerGroupName,
  type PeopleCounts,
  type PeopleFilter,
  type PeopleMoment,
  type PeopleQuery,
  type PersonForPolicy,
  type PersonRow,
  searchWords,
} from '../../proxy/people/index.ts';

const day = 24 * 60 * minute;
const enrollment = '"AO_ED669C_TOTP_USER_ENROLLMENT"';

const enrolled = `EXISTS (SELECT FROM ${enrollment} e WHERE e."USER_KEY" = p.user_key)`;
const locked = `(l.failures_in_a_row >= ${attemptLimits.inARow} OR l.locked_until > :now)`;
const inGrace = '(:graceFrom::timestamptz IS NULL OR g.started_at > :graceFrom)';

const filters: Readonly<Record<PeopleFilter, string>> = {
  all: 'true',
  active: 'p.active',
  inactive: 'NOT p.active',
  enrolled: `p.active AND ${enrolled}`,
  not_enrolled: `p.active AND NOT ${enrolled}`,
  in_grace: `p.active AND NOT ${enrolled}
    AND EXISTS (SELECT FROM grace_periods g WHERE g.user_key = p.user_key AND ${inGrace})`,
  locked: `p.active AND EXISTS (SELECT FROM second_factor_attempts l WHERE l.user_key = p.user_key AND ${locked})`,
  exempt: `p.active AND EXISTS (SELECT FROM exemptions x WHERE x.user_key = p.user_key AND x.ends_at > :now)`,
};

/** The moment as bindings `now` and `graceFrom`; a period that began before that is over. */
export function momentBindings({ now, graceDays }: PeopleMoment): Knex.ValueDict {
  return {
    now: new Date(now),
    graceFrom: graceDays === undefined ? null : new Date(now - graceDays * day),
  };
}

/** A condition on `people p`, and its bindings. */
export function conditionsOf(query: PeopleQuery, moment: PeopleMoment): [string, Knex.ValueDict] {
  const conditions = [filters[query.filter]];
  const bindings: Knex.ValueDict = momentBindings(moment);
  searchWords(query.text).forEach((word, at) => {
    conditions.push(`p.search_text LIKE :word${at}`);
    bindings[`word${at}`] = containing(word);
  });
  if (query.group !== undefined) {
    conditions.push(`EXISTS (SELECT FROM people_groups m
      WHERE m.lower_group_name = :group AND m.user_key = p.user_key)`);
    bindings.group = lowerGroupName(query.group);
  }
  if (query.method === 'TOTP') {
    conditions.push(
      `EXISTS (SELECT FROM ${enrollment} e WHERE e."USER_KEY" = p.user_key AND e."SECRET" <> '')`,
    );
  } else if (query.method !== undefined) {
    conditions.push(`EXISTS (SELECT FROM authenticators f
      WHERE f.user_key = p.user_key AND f.method = :method AND f.blocked_at IS NULL)`);
    bindings.method = query.method;
  }
  return [conditions.join(' AND '), bindings];
}

/** A pattern for LIKE, in which nothing that somebody typed is a wildcard. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

const methodsOf = `ARRAY(SELECT DISTINCT f.method FROM authenticators f
  WHERE f.user_key = p.user_key AND f.blocked_at IS NULL ORDER BY f.method)`;

/** Lists as one text, which is read much faster than an array; no name has this character in it. */
const separator = '\u001f';

/** What the console shows of each of `found`, which has columns of `people`. */
export const lineColumns = `
  p.user_key, p.username, p.lower_user_name, p.display_name, p.email, p.active, p.seen_at,
  e."CREATED_AT" AT TIME ZONE 'UTC' AS enrolled_since, e."SECRET" <> '' AS has_app, ${methodsOf} AS methods,
  l.failures_in_a_row >= ${attemptLimits.inARow} AS locked_for_good,
  CASE WHEN l.locked_until > :now THEN l.locked_until END AS locked_until,
  x.ends_at AS exempt_until, x.reason AS exempt_reason, g.started_at AS grace_started_at,
  (SELECT count(*)::int FROM trusted_devices d WHERE d.user_key = p.user_key AND d.expires_at > :now) AS devices,
  GREATEST(
    t.last_used_at,
    (SELECT max(f.last_used_at) FROM authenticators f WHERE f.user_key = p.user_key),
    (SELECT max(v.verified_at) FROM verified_logins v WHERE v.user_key = p.user_key)
  ) AS last_verified_at`;

export const lineJoins = `
  LEFT JOIN ${enrollment} e ON e."USER_KEY" = p.user_key
  LEFT JOIN totp_authenticator t ON t.user_key = p.user_key
  LEFT JOIN second_factor_attempts l ON l.user_key = p.user_key
  LEFT JOIN exemptions x ON x.user_key = p.user_key AND x.ends_at > :now
  LEFT JOIN grace_periods g ON g.user_key = p.user_key`;

export type Line = {
  user_key: string;
  username: string;
  lower_user_name: string;
  display_name: string;
  email: string;
  active: boolean;
  seen_at: Date | null;
  enrolled_since: Date | null;
  has_app: boolean | null;
  methods: string[];
  locked_for_good: boolean | null;
  locked_until: Date | null;
  exempt_until: Date | null;
  exempt_reason: string | null;
  grace_started_at: Date | null;
  devices: number;
  last_verified_at: Date | null;
};

export function toPersonRow(line: Line): PersonRow {
  return {
    userKey: line.user_key,
    username: line.username,
    displayName: line.display_name,
    email: line.email,
    active: line.active,
    enrolledSince: line.enrolled_since ?? undefined,
    methods: withApp(line),
    lockedUntil: line.locked_for_good ? 'administrator' : (line.locked_until ?? undefined),
    exemptUntil: line.exempt_until ?? undefined,
    exemptReason: line.exempt_reason ?? undefined,
    graceStartedAt: line.grace_started_at ?? undefined,
    devices: line.devices,
    lastVerifiedAt: line.last_verified_at ?? undefined,
    seenAt: line.seen_at ?? undefined,
  };
}

const withApp = ({ has_app, methods }: Pick<Line, 'has_app' | 'methods'>): readonly string[] =>
  has_app ? ['TOTP', ...methods] : methods;

export type PolicyLine = Pick<
  Line,
  'user_key' | 'username' | 'display_name' | 'email' | 'has_app' | 'exempt_until' | 'grace_started_at'
> & {
  enrolled: boolean;
  methods: string | null;
  groups: string | null;
};

export function toPersonForPolicy(line: PolicyLine): PersonForPolicy {
  const methods = line.methods?.split(separator) ?? [];
  return {
    ...{ userKey: line.user_key, username: line.username, displayName: line.display_name, email: line.email },
    enrolled: line.enrolled,
    groups: line.groups?.split(separator) ?? [],
    methods: withApp({ has_app: line.has_app, methods }),
    exemptUntil: line.exempt_until ?? undefined,
    graceStartedAt: line.grace_started_at ?? undefined,
  };
}

/** The key at which the next batch of active people ends. */
export const policyBoundSql = `
  SELECT max(user_key) AS last FROM (
    SELECT user_key FROM people WHERE active AND user_key > :after ORDER BY user_key LIMIT :most) AS next`;

const inBatch = (key: string) => `${key} > :after AND ${key} <= :last`;

/** Active people between two keys. Each table is read once over the range: to look up each person takes several times as long. */
export const policySql = `
  SELECT p.user_key, p.username, p.display_name, p.email, e."USER_KEY" IS NOT NULL AS enrolled, e."SECRET" <> '' AS has_app,
    CASE WHEN e."USER_KEY" IS NOT NULL THEN f.methods END AS methods, m.groups,
    x.ends_at AS exempt_until, g.started_at AS grace_started_at
  FROM people p
  LEFT JOIN (
    SELECT user_key, string_agg(group_name, E'\\x1f') AS groups FROM people_groups WHERE ${inBatch('user_key')} GROUP BY user_key
  ) m ON m.user_key = p.user_key
  LEFT JOIN (
    SELECT user_key, string_agg(DISTINCT method, E'\\x1f') AS methods FROM authenticators
    WHERE blocked_at IS NULL AND ${inBatch('user_key')} GROUP BY user_key
  ) f ON f.user_key = p.user_key
  LEFT JOIN ${enrollment} e ON e."USER_KEY" = p.user_key AND ${inBatch('e."USER_KEY"')}
  LEFT JOIN exemptions x ON x.user_key = p.user_key AND x.ends_at > :now AND ${inBatch('x.user_key')}
  LEFT JOIN grace_periods g ON g.user_key = p.user_key AND ${inBatch('g.user_key')}
  WHERE p.active AND ${inBatch('p.user_key')}`;

/** Accounts, then what active ones are and have, each kind once a person: everybody is looked up in one pass. */
export const countsSql = `
  SELECT CASE WHEN active THEN 'active' ELSE 'inactive' END AS kind, count(*)::int AS people
  FROM people GROUP BY active
  UNION ALL
  SELECT known.kind, count(*)::int FROM (
    SELECT "USER_KEY" AS user_key,
      CASE WHEN "SECRET" = '' THEN 'enrolled without app' ELSE 'enrolled with app' END AS kind FROM ${enrollment}
    UNION ALL
    SELECT f.user_key, 'method ' || f.method FROM (
      SELECT DISTINCT method, user_key FROM authenticators WHERE blocked_at IS NULL) AS f
    UNION ALL
    SELECT x.user_key, 'exempt' FROM exemptions x WHERE x.ends_at > :now
    UNION ALL
    SELECT l.user_key, 'locked' FROM second_factor_attempts l WHERE ${locked}
    UNION ALL
    SELECT g.user_key, 'in grace' FROM grace_periods g WHERE ${inGrace}
      AND NOT EXISTS (SELECT FROM ${enrollment} e WHERE e."USER_KEY" = g.user_key)
  ) AS known JOIN people p ON p.user_key = known.user_key AND p.active GROUP BY known.kind`;

export function toCounts(lines: readonly { readonly kind: string; readonly people: number }[]): PeopleCounts {
  const found = new Map(lines.map(({ kind, people }) => [kind, people]));
  const of = (kind: string) => found.get(kind) ?? 0;
  const methods = [...found].flatMap(([kind, people]): [string, number][] =>
    kind.startsWith('method ') ? [[kind.slice('method '.length), people]] : [],
  );
  const withApp = of('enrolled with app');
  const enrolled = withApp + of('enrolled without app');
  return {
    ...{ active: of('active'), inactive: of('inactive'), enrolled, notEnrolled: of('active') - enrolled },
    ...{ inGrace: of('in grace'), locked: of('locked'), exempt: of('exempt') },
    byMethod: Object.fromEntries(withApp === 0 ? methods : [...methods, ['TOTP', withApp]]),
  };
}
