/**
 * Attack: wait for (or bring about) a day on which a store is there but not well. Redis full, read-only after a failover,
 * emptied, or with values that somebody else wrote; stores and Jira missing when the gate starts. Whoever could not be
 * judged does not get in; a store that lost everything has everybody verify again.
 */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  codeAt,
  type GateHere,
  runGateToEnd,
  SetClock,
  startGateHere,
  startGateProcess,
  testKeys,
  Visitor,
  waitFor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import {
  createDatabase,
  freePort,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../support/servers/index.ts';

let jira: StandInJira;
let database: TestDatabase;
let redis: TestRedis;
beforeAll(async () => {
  [jira, database, redis] = await Promise.all([startStandInJira(), createDatabase(), startRedis()]);
});
afterAll(async () => {
  await jira?.close();
  await redis?.close();
  await database?.drop();
});

describe('a Redis that is not well', () => {
  const clock = new SetClock();
  let gate: GateHere;
  let admin: Redis;
  let secret: string;
  beforeAll(async () => {
    const environment = { JIRA_URL: jira.url, DATABASE_URL: database.url, REDIS_URL: redis.url };
    gate = await startGateHere(environment, clock.read);
    admin = new Redis(redis.url);
    ({ secret } = await new Visitor(gate.url).enroll('alice', 'alice-password', clock.now));
  });
  afterAll(async () => {
    await gate?.close();
    admin?.disconnect();
  });
  afterEach(async () => {
    await admin.config('SET', 'maxmemory', '0');
    await admin.replicaof('NO', 'ONE');
  });

  async function verified(): Promise<Visitor> {
    clock.pass(60_000);
    const visitor = new Visitor(gate.url);
    await visitor.logInWithCode('alice', 'alice-password', codeAt(secret, clock.now));
    expect((await visitor.open('/browse/DEMO-1')).headers['x-ausername']).toBe('alice');
    return visitor;
  }

  /** The password is right, and the code would be. */
  async function expectNobodyGetsIn(): Promise<void> {
    clock.pass(60_000);
    const visitor = new Visitor(gate.url);
    await visitor.logIn('alice', 'alice-password');
    const page = await visitor.open('/plugins/servlet/two-step/challenge');
    expect(page.status).toBe(503);
    const looked = await visitor.open('/browse/DEMO-1');
    expect(looked.headers['x-ausername']).toBeUndefined();
    expect([302, 503]).toContain(looked.status);
  }

  it.each([
    ['full', () => admin.config('SET', 'maxmemory', '1')],
    ['read-only', () => admin.replicaof('127.0.0.1', '1')],
  ])('lets nobody new in while it is %s, and those go on who had shown their factor', async (_, trouble) => {
    const before = await verified();
    await trouble();
    await expectNobodyGetsIn();
    expect((await before.open('/browse/DEMO-1')).headers['x-ausername']).toBe('alice');
  });

  it('that was emptied has everybody verify again', async () => {
    const before = await verified();
    await admin.flushall();
    clock.pass(4_000);
    const answer = await before.open('/browse/DEMO-1');
    expect(answer.headers.location).toContain('/two-step/challenge');
    await verified();
  });

  it.each(['nonsense', '{}', '[]', 'null', '{"userKey":"JIRAUSER10103"}', ''])(
    'that holds %j instead of what was written lets nobody in',
    async (value) => {
      const before = await verified();
      const pending = new Visitor(gate.url);
      await pending.logIn('alice', 'alice-password');
      const page = await pending.open('/plugins/servlet/two-step/challenge');
      for (const key of await admin.keys('two-step:*')) await admin.set(key, value, 'KEEPTTL');
      clock.pass(60_000);
      const answer = await before.open('/browse/DEMO-1');
      expect(answer.headers['x-ausername']).toBeUndefined();
      const tried = await pending.answerForm(page, { code: codeAt(secret, clock.now) });
      expect(tried.status).not.toBe(200);
      expect((await pending.open('/browse/DEMO-1')).headers['x-ausername']).toBeUndefined();
      await admin.flushall();
    },
  );
});

describe('a gate that starts', () => {
  it.each(['DATABASE_URL', 'REDIS_URL'])('without what %s names says so, and ends', async (name) => {
    const port = await freePort();
    const { code, output } = await runGateToEnd({
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TSV_ENCRYPTION_KEYS: testKeys,
      [name]: name === 'REDIS_URL' ? `redis://127.0.0.1:${port}` : `postgres://x:y@127.0.0.1:${port}/x`,
    });
    expect(code).toBe(1);
    expect(output).toMatch(/cannot start/);
  });

  it('before Jira answers nobody, and everybody as soon as Jira is there', async () => {
    const port = await freePort();
    const gate = await startGateProcess({
      JIRA_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: database.url,
      TSV_ENCRYPTION_KEYS: testKeys,
    });
    try {
      const page = await ask(gate.url, '/browse/DEMO-1', { headers: { cookie: 'JSESSIONID=A' } });
      expect(page.status).toBe(503);
      const late = await startStandInJira({ port });
      await waitFor(async () => (await ask(gate.url, '/ready')).status === 200);
      expect((await ask(gate.url, '/login.jsp')).status).toBe(200);
      await late.close();
    } finally {
      await gate.stop();
    }
  });
});
