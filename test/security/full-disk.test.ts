/**
 * Attack, or a bad night: the database's disk is full. First the tables cannot grow, so that nothing can be counted or
 * audited; then nothing at all can be written, and PostgreSQL gives up. A limit on the size of its files does what a
 * full disk does. Nobody gets in who could not be judged, and every enrollment that was confirmed is there afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/index.ts';
import { codeAt, type GateHere, SetClock, startGateHere, Visitor, waitFor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { limitFileSize } from '../support/servers/file-size-limit.ts';
import { startWire, type Wire } from '../support/servers/wire.ts';

const megabytes = 1024 * 1024;

describe('a gate whose database has a full disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const clock = new SetClock();
  let jira: StandInJira;
  let postgres: EmbeddedPostgres;
  let wire: Wire;
  let gate: GateHere;
  let alice: Visitor;
  let secret: string;
  beforeAll(async () => {
    jira = await startStandInJira();
    postgres = await startEmbeddedPostgres({ dataDirectory: directory });
    wire = await startWire(postgres.port);
    const databaseUrl = new URL(postgres.connectionString);
    databaseUrl.hostname = '127.0.0.1';
    databaseUrl.port = String(wire.port);
    gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: databaseUrl.href }, clock.read);
    alice = new Visitor(gate.url);
    ({ secret } = await alice.enroll('alice', 'alice-password', clock.now));
  });
  afterAll(async () => {
    await gate?.close();
    await wire?.close();
    await postgres?.stop();
    await jira?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Until not even a small row has room. */
  async function fillAudit(): Promise<void> {
    const client = new pg.Client({ connectionString: postgres.connectionString });
    await client.connect();
    for (const count of [20_000, 2_000, 200, 20, 1]) {
      const insert = () =>
        client.query(
          `INSERT INTO audit_events (id, at, type, outcome, reason, address, request_id, body_digest, hash)
           SELECT (SELECT max(id) FROM audit_events) + one, now(), 'x', 'x', 'x', 'x', 'x', '', ''
           FROM generate_series(1, $1) AS one`,
          [count],
        );
      let error: unknown;
      while (error === undefined) await insert().catch((thrown) => (error = thrown));
      expect(String(error)).toMatch(/could not extend file/);
    }
    await client.end();
  }

  const refused = async () => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn('alice', 'alice-password');
    const page = await visitor.open('/plugins/servlet/two-step/challenge');
    const answer =
      page.status === 200 ? await visitor.answerForm(page, { code: codeAt(secret, clock.now) }) : page;
    expect(answer.status).toBe(503);
    expect((await visitor.open('/browse/DEMO-1')).headers['x-ausername']).toBeUndefined();
  };

  it('lets nobody in whose attempt cannot be written down', async () => {
    const unlimit = await limitFileSize(postgres.connectionString, 16 * megabytes);
    try {
      await fillAudit();
      clock.pass(60_000);
      await refused();
      expect((await alice.open('/browse/DEMO-1')).headers['x-ausername']).toBe('alice');
    } finally {
      unlimit();
    }
  });

  it('refuses, and has every enrollment afterwards, where nothing can be written at all', async () => {
    await limitFileSize(postgres.connectionString, 8 * 1024);
    clock.pass(60_000);
    await refused();
    await waitFor(async () => (await ask(gate.url, '/ready')).status === 503, 10_000, 'unreadiness');

    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataDirectory: directory });
    wire.restore(postgres.port);
    await waitFor(async () => (await ask(gate.url, '/ready')).status === 200, 15_000, 'readiness');
    clock.pass(60_000);
    const visitor = new Visitor(gate.url);
    const back = await visitor.logInWithCode('alice', 'alice-password', codeAt(secret, clock.now));
    expect(back.status).toBe(200);
  });
});
