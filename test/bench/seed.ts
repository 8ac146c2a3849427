/**
 * `node test/bench/seed.ts postgres://… --people 100000 --events 10000000` fills an empty, migrated database with what
 * a large site has. PostgreSQL makes the rows itself, in bounded steps; the same numbers make the same people.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';

const firstNames =
  'Ada Ahmed Aisha Akira Alice Amara Anna Antoine Arjun Beatriz Björn Carlos Carmen Chen Chiara Claire Daniel David Deepa Diego Elena Emma Erik Fatima Felix François Giulia Grace Hana Hannah Hans Hiroshi Igor Ines Isabel Ivan Jack James Jing João Johan John Jörg José Julia Kaito Karim Kate Kenji Lars Laura Lena Li Lucas Lucía Luis Lukas Maria Marie Marta Martin Mary Matteo Max Mei Michael Mohammed Mona Nadia Nina Noah Nora Olga Oliver Omar Pablo Paul Pedro Petra Priya Rahul Raj Robert Rosa Sakura Sam Sara Sergio Sofia Stefan Sven Tanaka Thomas Tim Tom Ulrike Victor Wei Xin Yara Yuki Zoë';
const lastNames =
  'Adams Ahmed Alvarez Andersson Bakker Bauer Becker Bernard Bianchi Brown Carter Castro Chen Clark Cohen Costa Davies Díaz Dubois Durand Evans Fernández Ferrari Fischer Fontana Fuchs García Gómez González Gray Green Gupta Haas Hall Hansen Harris Hayashi Herrera Hill Hoffmann Hughes Ito Ivanov Jackson Jansen Jensen Johnson Jones Kaya Keller Khan Kim Klein Koch Kobayashi Kovács Kowalski Kumar Lambert Larsen Laurent Lee Lefèvre Lewis Li Lopez Martin Martínez Meyer Miller Moore Moreau Morgan Moretti Müller Nakamura Nguyen Nielsen Novak Olsen Park Patel Pereira Petrov Ricci Richter Rossi Roux Ruiz Sánchez Santos Sato Schmidt Schneider Schröder Silva Singh Smith Suzuki Takahashi Taylor Thompson Torres Tran Turner Vogel Wagner Walker Wang Weber White Williams Wilson Wright Yamamoto Yıldız Young Zhang Zimmermann';

/** Far from the keys of the people who log in during a bench. */
const firstKey = 1_000_000;

/** The key of the `number`th person. */
export function seededKey(number: number): string {
  return `JIRAUSER${firstKey + number}`;
}

/** How many rows one statement makes. */
const step = 100_000;

/** PostgreSQL's own way to take accents off, without an extension: enough for the names above. */
const folded = (text: string) =>
  `translate(lower(${text}), 'äàáâãåæçéèêëíìîïñóòôõöøúùûüıčćłőű', 'aaaaaaaceeeeiiiinoooooouuuuiccloou')`;

const array = (names: string) => `'{${names.split(' ').join(',')}}'::text[]`;

/** A number from 0 to 9999 that follows from the row's. */
const dice = (salt: string) => `(abs(hashtext('${salt}' || i)::bigint) % 10000)`;

function peopleStatements(from: number, to: number): string[] {
  const everybody = `generate_series(${from}, ${to}) AS i`;
  const named = `(SELECT i, 'JIRAUSER' || (${firstKey} + i) AS key,
      (${array(firstNames)})[1 + ${dice('first')} % ${firstNames.split(' ').length}] AS first,
      (${array(lastNames)})[1 + ${dice('last')} % ${lastNames.split(' ').length}] AS last
    FROM ${everybody}) AS named`;
  const name = `${folded(`first || '.' || last`)} || i`;
  const key = `'JIRAUSER' || (${firstKey} + i)`;
  const enrolled = `FROM ${everybody} WHERE ${dice('enrolled')} < 6000`;
  return [
    `INSERT INTO people (user_key, username, lower_user_name, display_name, email, active, search_text, synced_at, seen_at)
     SELECT key, ${name}, ${name}, first || ' ' || last, ${name} || '@example.com', ${dice('active')} < 9200,
       ${name} || E'\\x1f' || ${folded(`first || ' ' || last`)} || E'\\x1f' || ${name} || '@example.com', now(),
       now() - ${dice('seen')} * interval '10 minutes'
     FROM ${named}`,
    // Two large groups, ten middling ones, and many small ones.
    `INSERT INTO people_groups (lower_group_name, user_key, group_name, synced_at)
     SELECT 'jira-software-users', ${key}, 'jira-software-users', now() FROM ${everybody} WHERE ${dice('jsw')} < 9000
     UNION ALL
     SELECT 'confluence-users', ${key}, 'Confluence-Users', now() FROM ${everybody} WHERE ${dice('cfl')} < 4000
     UNION ALL
     SELECT 'department-' || ${dice('department')} % 10, ${key}, 'Department-' || ${dice('department')} % 10, now()
     FROM ${everybody}
     UNION ALL
     SELECT 'team-' || t.team, ${key}, 'team-' || t.team, now() FROM ${everybody},
       LATERAL (SELECT floor(power(${dice('team')} / 10000.0, 2) * 188)::int AS team) AS t`,
    `INSERT INTO "AO_ED669C_TOTP_USER_ENROLLMENT"
     SELECT ${key}, CASE WHEN ${dice('app')} < 8500 THEN 'sealed' ELSE '' END, 'AAAAA-BBBBB-CCCCC-DDDDD',
       now() AT TIME ZONE 'UTC' - ${dice('since')} * interval '1 hour', now() AT TIME ZONE 'UTC' ${enrolled}`,
    `INSERT INTO totp_authenticator (user_key, last_used_step, added_at, last_used_at, name)
     SELECT ${key}, 1, now(), now() - ${dice('used')} * interval '10 minutes', '' ${enrolled} AND ${dice('app')} < 8500`,
    `INSERT INTO authenticators (user_key, method, name, data, unique_key, added_at, last_used_at)
     SELECT ${key}, m.method, m.method, repeat('x', 400), md5(m.method || i), now(),
       now() - ${dice('factor')} * interval '1 hour'
     FROM ${everybody}, (VALUES ('BACKUP_CODES', 9000), ('WEBAUTHN', 2000), ('EMAIL', 500), ('SMS', 300)) AS m (method, share)
     WHERE ${dice('enrolled')} < 6000
       AND (abs(hashtext(m.method || i)::bigint) % 10000 < m.share OR (m.method = 'WEBAUTHN' AND ${dice('app')} >= 8500))`,
    `INSERT INTO trusted_devices
       (user_key, series, counter, rotated_at, method, browser, address, added_at, last_seen_at, expires_at)
     SELECT ${key}, md5('device' || n || ' ' || i), 1, now(), 'TOTP', 'Firefox on Linux', '192.0.2.1', now(), now(),
       now() + (${dice('device')} - 2000) * interval '10 minutes'
     FROM ${everybody}, generate_series(1, 2) AS n WHERE ${dice('enrolled')} < 6000 AND ${dice('devices')} < 4000`,
    `INSERT INTO verified_logins (session_key, family, user_key, method, browser, address, verified_at, expires_at)
     SELECT md5('login' || i), md5('family' || i), ${key}, 'TOTP', 'Firefox on Linux', '192.0.2.1',
       now() - ${dice('login')} * interval '10 seconds', now() + interval '3 hours' ${enrolled} AND ${dice('logins')} < 5000`,
    `INSERT INTO second_factor_attempts
     SELECT ${key}, now(), 1, CASE WHEN ${dice('attempts')} < 5 THEN 100 ELSE 2 END,
       CASE WHEN ${dice('attempts')} BETWEEN 5 AND 25 THEN now() + interval '10 minutes' END
     ${enrolled} AND ${dice('attempts')} < 800`,
    `INSERT INTO exemptions SELECT ${key}, now() + (${dice('exempt')} - 50) * interval '1 hour', 'a new phone is on its way',
       now(), 'erin' FROM ${everybody} WHERE ${dice('exempt')} < 200`,
    `INSERT INTO grace_periods SELECT ${key}, now() - (${dice('grace')} % 30) * interval '1 day' FROM ${everybody}
     WHERE ${dice('enrolled')} < 8000 AND ${dice('grace')} < 9000`,
  ];
}

const types =
  'factor.verified,factor.verified,factor.verified,factor.verified,password.accepted,password.accepted,device.used,device.trusted,factor.failed,password.rejected,enrollment.confirmed,code.sent,elevation.granted,recovery_code.used,factor.locked,session.ended';

/** Ten million events of `people` people over two years, the latest at the end, chained as a gate would have done it. */
function eventStatement(from: number, to: number, all: number, people: number): string {
  const who = `(1 + abs(hashint8(i)::bigint) % ${people})`;
  const type = `(string_to_array('${types}', ','))[1 + abs(hashint8(i + 7)::bigint) % 16]`;
  return `INSERT INTO audit_events
    SELECT (e).id, (e).at, (e).type, (e).outcome, (e).reason, (e).actor_key, (e).actor_name, (e).target_key,
      (e).target_name, (e).address, (e).request_id, (e).salt, (e).body_digest,
      bench_chain(digest, (SELECT hash FROM audit_events WHERE id = ${from - 1})) OVER (ORDER BY (e).id), NULL
    FROM (SELECT e, sha256(convert_to(two_step_net((e).id::text) || two_step_net((e).type)
        || two_step_net(two_step_utc((e).at)) || two_step_net(encode((e).body_digest, 'hex')), 'UTF8')) AS digest
      FROM (SELECT bench_with_body(ROW(i, now() - (${all} - i) * (interval '730 days' / ${all}), type,
          CASE WHEN type IN ('factor.failed', 'password.rejected', 'factor.locked') THEN 'failure' ELSE 'success' END, 'right',
          'JIRAUSER' || (${firstKey} + who), 'person' || who, 'JIRAUSER' || (${firstKey} + who), 'person' || who,
          '192.0.2.' || who % 250, 'request-' || i, gen_random_uuid(), NULL, NULL, NULL)::audit_events) AS e
        FROM (SELECT i, ${who} AS who, ${type} AS type FROM generate_series(${from}, ${to}) AS i) AS events) AS bodies) AS digests`;
}

/** Each hash from the one before it, for a whole batch in one pass: what two_step_append_audit does row by row. */
const chainFunctions = `
  CREATE FUNCTION bench_with_body(e audit_events) RETURNS audit_events LANGUAGE plpgsql AS $$
  BEGIN
    e.body_digest := two_step_audit_body(e);
    RETURN e;
  END $$;
  CREATE FUNCTION bench_next(state bytea, digest bytea, previous bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(COALESCE(state, previous, decode(repeat('00', 32), 'hex')) || digest)
  $$;
  CREATE AGGREGATE bench_chain(bytea, bytea) (SFUNC = bench_next, STYPE = bytea)`;

const chainDone = `
  DROP AGGREGATE bench_chain(bytea, bytea);
  DROP FUNCTION bench_next(bytea, bytea, bytea), bench_with_body(audit_events);
  INSERT INTO audit_daily SELECT (at AT TIME ZONE 'UTC')::date, type, outcome, count(*) FROM audit_events GROUP BY 1, 2, 3
    ON CONFLICT (day, type, outcome) DO UPDATE SET events = EXCLUDED.events`;

/** Ten million rows go into a table without indexes, which are made once at the end. */
async function seedEvents(client: pg.Client, size: { people: number; events: number }): Promise<void> {
  if (size.events === 0) return;
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `SELECT indexname AS name, indexdef AS made FROM pg_indexes
     WHERE tablename = 'audit_events' AND indexname <> 'audit_events_pkey'`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query(chainFunctions);
  for (let from = 1; from <= size.events; from += step) {
    const to = Math.min(size.events, from + step - 1);
    await client.query(eventStatement(from, to, size.events, size.people));
  }
  await client.query(chainDone);
  for (const { made } of indexes) await client.query(made);
}

const told = [
  ...[
    'people',
    'people_groups',
    '"AO_ED669C_TOTP_USER_ENROLLMENT"',
    'authenticators',
    'second_factor_attempts',
  ],
  ...[
    'trusted_devices',
    'verified_logins',
    'totp_authenticator',
    'exemptions',
    'grace_periods',
    'audit_events',
    'audit_daily',
  ],
];

/** Fills the database at `url`, whose role owns the tables. */
export async function seed(url: string, size: { people: number; events: number }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Every change tells all gates; here nobody listens.
    const silenced = ['"AO_ED669C_TOTP_USER_ENROLLMENT"', 'exemptions', 'grace_periods', 'authenticators'];
    for (const table of silenced) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (let from = 1; from <= size.people; from += step) {
      const to = Math.min(size.people, from + step - 1);
      for (const statement of peopleStatements(from, to)) await client.query(statement);
    }
    await client.query(
      `INSERT INTO adoption_daily SELECT current_date - d, 92000, 60000 - d * 100, 100, 2000, 20, now()
       FROM generate_series(1, 365) AS d ON CONFLICT DO NOTHING`,
    );
    await seedEvents(client, size);
    for (const table of silenced) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    for (const table of told) await client.query(`VACUUM ANALYZE ${table}`);
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      people: { type: 'string', default: '100000' },
      events: { type: 'string', default: '10000000' },
    },
  });
  const [url = ''] = positionals;
  const started = performance.now();
  await seed(url, { people: Number(values.people), events: Number(values.events) });
  process.stdout.write(`seeded in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
}
