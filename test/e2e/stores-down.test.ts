import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/index.ts';
import {
  codeAt,
  type GateProcess,
  startGateProcess,
  testKeys,
  Visitor,
  waitFor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { startRedis, type TestRedis } from '../support/servers/index.ts';
import { startWire, type Wire } from '../support/servers/wire.ts';

/** Real servers that are really killed; the wires only keep the address the same. */
describe('a gate whose stores go away', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stores-down-'));
  let jira: StandInJira;
  let postgres: EmbeddedPostgres;
  let redis: TestRedis;
  let wires: { postgres: Wire; redis: Wire; jira: Wire };
  let gate: GateProcess;
  let alice: Visitor;
  let unverified: Visitor;
  let secret: string;
  let used = 0;

  beforeAll(async () => {
    jira = await startStandInJira();
    postgres = await startEmbeddedPostgres({ dataDirectory: directory });
    redis = await startRedis();
    wires = {
      postgres: await startWire(postgres.port),
      redis: await startWire(redis.port),
      jira: await startWire(jira.port),
    };
    const databaseUrl = new URL(postgres.connectionString);
    databaseUrl.hostname = '127.0.0.1';
    databaseUrl.port = String(wires.postgres.port);
    gate = await startGateProcess({
      JIRA_URL: `http://127.0.0.1:${wires.jira.port}`,
      DATABASE_URL: databaseUrl.href,
      REDIS_URL: `redis://127.0.0.1:${wires.redis.port}`,
      TSV_ENCRYPTION_KEYS: testKeys,
    });
    alice = new Visitor(gate.url);
    secret = (await alice.enroll('alice', 'alice-password', Date.now() - 30_000)).secret;
    used = Math.floor(Date.now() / 30_000) - 1;
    unverified = new Visitor(gate.url);
    await unverified.logIn('alice', 'alice-password');
  });
  afterAll(async () => {
    await gate?.stop();
    await jira?.close();
    await redis?.close();
    await postgres?.stop();
    for (const wire of Object.values(wires)) await wire.close();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await waitFor(async () => (await ask(gate.url, '/ready')).status === 200, 15_000, 'readiness');
  });

  const page = (visitor: Visitor) => visitor.open('/browse/DEMO-1');
  const secretsSeen = (text: string) => /Alice Archer/.test(text);

  /** A code of a step that was not used yet; waits for one where the window has none left. */
  const verifyAgain = async () => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn('alice', 'alice-password');
    await waitFor(() => used < Math.floor(Date.now() / 30_000) + 1, 40_000, 'the next time step');
    used = Math.max(used + 1, Math.floor(Date.now() / 30_000));
    const answer = await visitor.fillIn('challenge', { code: codeAt(secret, used * 30_000) });
    expect((await visitor.follow(answer)).status).toBe(200);
    return visitor;
  };

  it('goes on for verified people without the database, refuses all else, and recovers by itself', async () => {
    expect((await page(alice)).status).toBe(200);
    await postgres.stop();
    wires.postgres.cut();
    for (let round = 0; round < 10; round += 1) {
      expect((await page(alice)).status).toBe(200);
      const refused = await page(unverified);
      expect([302, 503]).toContain(refused.status);
      expect(secretsSeen(refused.text)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    const challenge = await unverified.open('/plugins/servlet/two-step/challenge');
    expect(challenge.status).toBe(503);
    expect(challenge.text).toContain('Reference');
    expect((await ask(gate.url, '/ready')).status).toBe(503);
    expect((await ask(gate.url, '/health')).status).toBe(200);

    postgres = await startEmbeddedPostgres({ dataDirectory: directory });
    wires.postgres.restore(postgres.port);
    await waitFor(async () => (await ask(gate.url, '/ready')).status === 200, 15_000, 'recovery');
    expect((await page(alice)).status).toBe(200);
    await verifyAgain();
  });

  it('answers 503 within seconds while the database does not answer at all', async () => {
    wires.postgres.stall();
    const stranger = new Visitor(gate.url);
    await stranger.logIn('bob', 'bob-password');
    const started = Date.now();
    const answer = await page(stranger);
    expect(answer.status).toBe(503);
    expect(Date.now() - started).toBeLessThan(15_000);
    wires.postgres.restore();
  });

  it('lets nobody in without Redis who was not let in seconds before, and recovers by itself', async () => {
    const again = await verifyAgain();
    expect((await page(again)).status).toBe(200);
    await redis.kill();
    wires.redis.cut();
    await waitFor(async () => (await page(again)).status === 503, 6_000, 'the end of what is remembered');
    for (let round = 0; round < 5; round += 1) {
      for (const visitor of [again, unverified]) {
        const refused = await page(visitor);
        expect([302, 503]).toContain(refused.status);
        expect(secretsSeen(refused.text)).toBe(false);
      }
    }
    const rest = await again.client.ask('/rest/api/2/myself', { headers: { accept: 'application/json' } });
    expect(rest.status).toBe(503);
    expect(rest.json()).toMatchObject({ code: 'store_unavailable' });
    const anonymous = await ask(gate.url, '/rest/api/2/serverInfo', {
      headers: { accept: 'application/json' },
    });
    expect(anonymous.status).toBe(200);

    redis = await startRedis();
    wires.redis.restore(redis.port);
    await waitFor(async () => (await ask(gate.url, '/ready')).status === 200, 15_000, 'recovery');
    // Redis came back empty: what was verified has to be verified again, and can be.
    expect((await page(again)).headers.location).toContain('/two-step/challenge');
    await verifyAgain();
  });

  it('says so when Jira is away, to pages and to programs', async () => {
    wires.jira.cut();
    const down = await page(new Visitor(gate.url));
    expect(down.status).toBe(503);
    expect(down.headers['content-type']).toContain('text/html');
    const rest = await ask(gate.url, '/rest/api/2/serverInfo');
    expect(rest.status).toBe(503);
    expect(rest.json()).toMatchObject({ code: 'jira_unavailable' });
    wires.jira.restore();
    await waitFor(async () => (await ask(gate.url, '/status')).status === 200, 5_000, 'Jira');
  });

  it.each(['nonsense', 'html', 500, 503] as const)(
    'lets nobody in while Jira answers with %s',
    async (fault) => {
      const visitor = new Visitor(gate.url);
      await visitor.logIn('carol', 'carol-password');
      jira.control.failWith(fault);
      const answer = await page(visitor);
      jira.control.failWith(null);
      expect(answer.status).toBe(503);
    },
  );
});
