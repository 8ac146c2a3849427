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
  const named = `(SELECT i, 'JIRAUSER' || (10000 + i) AS key,
      (${array(firstNames)})[1 + ${dice('first')} % ${firstNames.split(' ').length}] AS first,
      (${array(lastNames)})[1 + ${dice('last')} % ${lastNames.split(' ').length}] AS last
    FROM ${everybody}) AS named`;
  const name = `${folded(`first || '.' || last`)} || i`;
  const key = `'JIRAUSER' || (10000 + i)`;
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

/** Ten million events of `people` people over two years, the latest at the end, as a gate would have appended them. */
function eventStatement(from: number, to: number, all: number, people: number): string {
  const who = `(1 + abs(hashint8(i)::bigint) % ${people})`;
  const type = `(string_to_array('${types}', ','))[1 + abs(hashint8(i + 7)::bigint) % 16]`;
  return `INSERT INTO audit_events
      (at, type, outcome, reason, actor_key, actor_name, target_key, target_name, address, request_id)
    SELECT now() - (${all} - i) * (interval '730 days' / ${all}), type,
      CASE WHEN type IN ('factor.failed', 'password.rejected', 'factor.locked') THEN 'failure' ELSE 'success' END, 'right',
      'JIRAUSER' || (10000 + who), 'person' || who, 'JIRAUSER' || (10000 + who), 'person' || who,
      '192.0.2.' || who % 250, 'request-' || i
    FROM (SELECT i, ${who} AS who, ${type} AS type FROM generate_series(${from}, ${to}) AS i) AS events`;
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
    for (let from = 1; from <= size.events; from += step) {
      const to = Math.min(size.events, from + step - 1);
      await client.query(eventStatement(from, to, size.events, size.people));
    }
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
