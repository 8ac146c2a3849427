import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateProcess } from '../support/gate/index.ts';
import { codeAt, runPsql, startGateProcess, testKeys, Visitor, waitFor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, startRedis, type TestDatabase, type TestRedis } from '../support/servers/index.ts';

/** From the administrators' runbook, with only the placeholder filled in. */
const lookUp = (username: string) => `SELECT totp."RECOVERY_CODE", au.lower_user_name, totp."USER_KEY"
FROM "AO_ED669C_TOTP_USER_ENROLLMENT" totp
JOIN app_user au ON au.user_key = totp."USER_KEY"
WHERE "USER_KEY" = (
  SELECT user_key FROM app_user WHERE lower_user_name = LOWER('${username}')
);
`;
const deleteEnrollment = (username: string) => `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
WHERE "USER_KEY" = (
  SELECT "user_key" FROM "app_user" WHERE "lower_user_name" = LOWER('${username}')
);
`;

describe('a database administrator with psql and two running gates', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let redis: TestRedis;
  let first: GateProcess;
  let second: GateProcess;

  beforeAll(async () => {
    database = await createDatabase();
    redis = await startRedis();
    jira = await startStandInJira();
    const env = {
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TSV_ENCRYPTION_KEYS: testKeys,
    };
    [first, second] = await Promise.all([startGateProcess(env), startGateProcess(env)]);
  });
  afterAll(async () => {
    await first?.stop();
    await second?.stop();
    await jira?.close();
    await redis?.close();
    await database?.drop();
  });

  it('looks a recovery code up that the recovery page accepts', async () => {
    await new Visitor(first.url).enroll('alice', 'alice-password', Date.now());
    const result = await runPsql(database.url, lookUp('Alice'));
    const [code = '', name, key] = result.stdout.trim().split('|');
    expect({ name, key }).toEqual({ name: 'alice', key: 'JIRAUSER10103' });
    const lost = new Visitor(second.url);
    await lost.logIn('alice', 'alice-password');
    const answer = await lost.fillIn('recover', { recoveryCode: code });
    expect(answer.headers.location).toContain('/recovery-code');
    expect((await lost.open('/browse/DEMO-1')).status).toBe(200);
  });

  it('switches a second factor off on both gates within a second by one DELETE', async () => {
    const bob = new Visitor(first.url);
    await bob.enroll('bob', 'bob-password', Date.now());
    const elsewhere = new Visitor(second.url);
    for (const [name, value] of bob.client.cookies) elsewhere.client.cookies.set(name, value);
    // Both gates have the verified session at hand.
    expect((await bob.open('/browse/DEMO-1')).status).toBe(200);
    expect((await elsewhere.open('/browse/DEMO-1')).status).toBe(200);

    const result = await runPsql(database.url, deleteEnrollment('BOB'));
    expect(result.stdout.trim()).toBe('DELETE 1');
    const challenged = async (visitor: Visitor) =>
      (await visitor.open('/browse/DEMO-1')).headers.location?.includes('/two-step/enroll') === true;
    await waitFor(async () => (await challenged(bob)) && (await challenged(elsewhere)), 1_000, 'the DELETE');
  });

  it('leaves no row of the person in any table but the audit and what Jira knows of them', async () => {
    await new Visitor(first.url).enroll('carol', 'carol-password', Date.now());
    const guesser = new Visitor(second.url);
    await guesser.logIn('carol', 'carol-password');
    await guesser.fillIn('challenge', { code: '000000' });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
      `SELECT c.table_name, c.column_name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         AND c.data_type IN ('character varying', 'text')`,
    );
    const whatJiraKnows = ['people', 'people_groups'];
    const tablesWith = async () => {
      const found = new Set<string>();
      for (const { table_name, column_name } of columns) {
        const { rowCount } = await client.query(
          `SELECT 1 FROM "${table_name}" WHERE "${column_name}" IN ('JIRAUSER10105', 'carol')`,
        );
        if (rowCount !== 0) found.add(table_name);
      }
      return [...found].sort();
    };
    expect(await tablesWith()).toEqual([
      'AO_ED669C_TOTP_CODES',
      'AO_ED669C_TOTP_USER_ENROLLMENT',
      'app_user',
      'audit_events',
      'authenticators',
      ...whatJiraKnows,
      'second_factor_attempts',
      'totp_authenticator',
      'verified_logins',
    ]);
    await runPsql(database.url, deleteEnrollment('carol'));
    const left = ['audit_events', ...whatJiraKnows].join();
    const onlyAudited = async () => (await tablesWith()).join() === left;
    await waitFor(onlyAudited, 1_000, 'the DELETE in the audit, and nowhere else');
    const { rows } = await client.query(
      `SELECT reason, target_key FROM audit_events WHERE type = 'enrollment.changed_in_database' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0]).toEqual({ reason: 'delete', target_key: 'JIRAUSER10105' });
    await client.end();
  });

  it('takes a code on one gate only once on both, also after a restart', async () => {
    const dave = new Visitor(first.url);
    const started = Date.now();
    const { secret } = await dave.enroll('dave@example.com', 'dave-password', started - 30_000);
    const code = codeAt(secret, Date.now() + 30_000);
    const [here, there] = [new Visitor(first.url), new Visitor(second.url)];
    await here.logIn('dave@example.com', 'dave-password');
    await there.logIn('dave@example.com', 'dave-password');
    const answers = await Promise.all([
      here.fillIn('challenge', { code }),
      there.fillIn('challenge', { code }),
    ]);
    expect(answers.filter((answer) => answer.headers.location !== undefined)).toHaveLength(1);

    await second.stop();
    second = await startGateProcess({
      PORT: String(second.port),
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TSV_ENCRYPTION_KEYS: testKeys,
    });
    const late = new Visitor(second.url);
    await late.logIn('dave@example.com', 'dave-password');
    expect((await late.fillIn('challenge', { code })).headers.location).toBeUndefined();
  });
});
