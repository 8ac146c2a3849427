/**
 * Attack, or just a bad day: gates are killed at any moment and started again, the database, Redis and Jira come and go,
 * and all the while people log in, set factors up, show them and lose them. Nobody who owes a factor may see Jira, no
 * enrollment that was confirmed may get lost, none may be half there, and none may work after it was deleted.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpSecretContext } from '../../proxy/authenticators/totp/index.ts';
import { SecretBox } from '../../proxy/kernel/secret-box.ts';
import { type GateProcess, startGateProcess, testKeys, waitFor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { type Counts, PersonAtWork } from '../support/load/person-at-work.ts';
import { makeTrouble, noTrouble } from '../support/load/trouble.ts';
import { createDatabase, startRedis, type TestDatabase, type TestRedis } from '../support/servers/index.ts';
import { startWire, type Wire } from '../support/servers/wire.ts';

const people = 10;
/** Until everything has happened often enough, on a slow machine, too; in milliseconds. */
const [atLeast, atMost] = [15_000, 120_000];

describe('gates that are killed while people log in', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let redis: TestRedis;
  let wires: { postgres: Wire; redis: Wire; jira: Wire };
  let environment: Record<string, string>;
  let client: pg.Client;
  const gates: GateProcess[] = [];

  beforeAll(async () => {
    jira = await startStandInJira({ crowd: people });
    database = await createDatabase();
    redis = await startRedis();
    const databaseUrl = new URL(database.url);
    wires = {
      postgres: await startWire(Number(databaseUrl.port)),
      redis: await startWire(redis.port),
      jira: await startWire(jira.port),
    };
    databaseUrl.hostname = '127.0.0.1';
    databaseUrl.port = String(wires.postgres.port);
    environment = {
      JIRA_URL: `http://127.0.0.1:${wires.jira.port}`,
      DATABASE_URL: databaseUrl.href,
      REDIS_URL: `redis://127.0.0.1:${wires.redis.port}`,
      TSV_ENCRYPTION_KEYS: testKeys,
    };
    for (let at = 0; at < 2; at += 1) gates.push(await startGateProcess(environment));
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    for (const gate of gates) await gate.kill();
    await client?.end();
    for (const wire of Object.values(wires ?? {})) await wire.close();
    await Promise.all([jira?.close(), redis?.close()]);
    await database?.drop();
  });

  it('let nobody in who owes a factor, and lose no enrollment', { timeout: 600_000 }, async () => {
    const counts: Counts = {
      ...{ loggedIn: 0, asked: 0, enrolled: 0, verified: 0, removed: 0, notServed: 0 },
      leaked: [],
    };
    const workers = Array.from({ length: people }, (_, at) => {
      return new PersonAtWork(`user${at + 1}`, `JIRAUSER${30_001 + at}`, {
        gateUrls: gates.map(({ url }) => url),
        counts,
        deleteEnrollment: (userKey) =>
          client.query(`DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1`, [userKey]),
      });
    });
    const trouble = noTrouble();
    const started = Date.now();
    const enough = () =>
      trouble.killed > 3 &&
      (['asked', 'enrolled', 'verified', 'removed'] as const).every((kind) => counts[kind] > people);
    const isOver = () => {
      const passed = Date.now() - started;
      return passed > atMost || (passed > atLeast && enough());
    };
    await Promise.all([
      makeTrouble({ gates, environment, wires }, trouble, isOver),
      ...workers.map((worker) => worker.workUntil(isOver)),
    ]);
    process.stdout.write(`${JSON.stringify({ ...trouble, ...counts })}\n`);

    expect(counts.leaked).toEqual([]);
    expect(enough()).toBe(true);
    for (const gate of gates) await waitFor(async () => (await ask(gate.url, '/ready')).status === 200);
    const box = new SecretBox([{ id: 'test', key: Buffer.alloc(32, 7) }]);
    const { rows } = await client.query<{ key: string; secret: string; step: string | null }>(
      `SELECT "USER_KEY" AS key, "SECRET" AS secret, last_used_step AS step
       FROM "AO_ED669C_TOTP_USER_ENROLLMENT" LEFT JOIN totp_authenticator ON user_key = "USER_KEY"`,
    );
    const secrets = new Map(rows.map((row) => [row.key, box.open(row.secret, totpSecretContext(row.key))]));
    expect(rows.filter(({ step }) => step === null)).toEqual([]);
    for (const worker of workers) {
      const secret = secrets.get(worker.userKey);
      if (worker.confirmedSecret !== undefined) expect(secret).toBe(worker.confirmedSecret);
      else if (secret !== undefined) expect(worker.mayHave(secret)).toBe(true);
    }
  });
});
