import type { Knex } from 'knex';
import { attemptLimits } from '../../proxy/conversation/index.ts';
import { minute } from '../../proxy/kernel/clock.ts';
import {
  lowerGroupName,
  type PeopleFilter,
  type PeopleMoment,
  type PeopleQuery,
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

export const methodsOf = `ARRAY(SELECT DISTINCT f.method FROM authenticators f
  WHERE f.user_key = p.user_key AND f.blocked_at IS NULL ORDER BY f.method)`;

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

export const withApp = ({ has_app, methods }: Pick<Line, 'has_app' | 'methods'>): readonly string[] =>
  has_app ? ['TOTP', ...methods] : methods;

/** All but `inactive` among active accounts. One pass: each table beside it is hashed once. */
export const countsSql = `
  SELECT count(*) FILTER (WHERE p.active)::int AS active,
    count(*) FILTER (WHERE NOT p.active)::int AS inactive,
    count(e."USER_KEY") FILTER (WHERE p.active)::int AS enrolled,
    count(*) FILTER (WHERE p.active AND e."USER_KEY" IS NULL)::int AS not_enrolled,
    count(g.user_key) FILTER (WHERE p.active AND e."USER_KEY" IS NULL)::int AS in_grace,
    count(l.user_key) FILTER (WHERE p.active)::int AS locked,
    count(x.user_key) FILTER (WHERE p.active)::int AS exempt
  FROM people p
  LEFT JOIN ${enrollment} e ON e."USER_KEY" = p.user_key
  LEFT JOIN second_factor_attempts l ON l.user_key = p.user_key AND ${locked}
  LEFT JOIN exemptions x ON x.user_key = p.user_key AND x.ends_at > :now
  LEFT JOIN grace_periods g ON g.user_key = p.user_key AND ${inGrace}`;

export const methodCountsSql = `
  SELECT method, count(*)::int AS people FROM (
    SELECT DISTINCT f.user_key, f.method FROM authenticators f
    JOIN people p ON p.user_key = f.user_key AND p.active WHERE f.blocked_at IS NULL
    UNION ALL
    SELECT e."USER_KEY", 'TOTP' FROM ${enrollment} e
    JOIN people p ON p.user_key = e."USER_KEY" AND p.active WHERE e."SECRET" <> ''
  ) AS owned GROUP BY method ORDER BY method`;
