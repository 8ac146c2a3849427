import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KnexAuditLog, openDatabase } from '../../db/index.ts';
import { type GateProcess, startGateProcess, testKeys, Visitor, waitFor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { startAuditWebhook, type TestAuditWebhook } from '../support/servers/audit-webhook.ts';
import { createDatabase, startRedis, type TestDatabase, type TestRedis } from '../support/servers/index.ts';
import { startSyslog, type TestSyslog } from '../support/servers/syslog.ts';

describe('copies of the audit, from two gates', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let redis: TestRedis;
  let webhook: TestAuditWebhook;
  let syslog: TestSyslog;
  let gates: GateProcess[] = [];
  const secret = randomBytes(24);
  const start = async () => {
    const env = {
      ...{ JIRA_URL: jira.url, DATABASE_URL: database.url, REDIS_URL: redis.url },
      ...{ TSV_ENCRYPTION_KEYS: testKeys, TSV_AUDIT_SYSLOG: syslog.url.href },
      ...{ TSV_AUDIT_WEBHOOK: webhook.url.href, TSV_AUDIT_WEBHOOK_SECRET: secret.toString('base64') },
    };
    gates = await Promise.all([startGateProcess(env), startGateProcess(env)]);
  };
  const stop = () => Promise.all(gates.map((gate) => gate.stop()));
  beforeAll(async () => {
    database = await createDatabase();
    redis = await startRedis();
    jira = await startStandInJira();
    webhook = await startAuditWebhook(secret);
    syslog = await startSyslog('tcp');
    await start();
  });
  afterAll(async () => {
    await stop();
    for (const one of [webhook, syslog, jira, redis]) await one?.close();
    await database?.drop();
  });

  const received = () => webhook.batches.flatMap(({ rows }) => rows.map(({ seq }) => seq));
  const firstOf = (numbers: readonly number[]) => [...new Set(numbers)];
  const record = async (count: number) => {
    const db = openDatabase(database.url, { poolSize: 1 });
    for (let at = 0; at < count; at += 1) {
      await new KnexAuditLog(db).record({
        ...{ type: 'factor.failed', outcome: 'failure', reason: 'r', address: 'a', requestId: 'i' },
        ...{ actor: undefined, target: undefined },
      });
    }
    await db.destroy();
  };
  const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

  it('have what happens within seconds, each row once while nothing breaks', async () => {
    await new Visitor(gates[0]?.url ?? '').enroll('alice', 'alice-password', Date.now());
    await waitFor(() => received().length > 0 && syslog.messages.length > 0);
    expect(webhook.batches.flatMap(({ rows }) => rows.map(({ type }) => type))).toContain(
      'enrollment.confirmed',
    );
  });

  it('miss nothing, in order, while the receiver is away and the gates are restarted', async () => {
    webhook.answer(503);
    await record(120);
    const asked = webhook.asked();
    await waitFor(() => webhook.asked() > asked);
    await stop();
    webhook.answer(200);
    await record(5);
    await start();
    const last = async () => {
      const db = openDatabase(database.url, { poolSize: 1 });
      const { rows } = await db.raw('SELECT max(id)::int AS last FROM audit_events');
      await db.destroy();
      return rows[0].last as number;
    };
    const end = await last();
    await waitFor(() => received().includes(end), 15_000, 'the last row');
    expect(firstOf(received())).toEqual(upTo(end));
    await waitFor(() => syslog.messages.length >= end, 15_000, 'the last message');
    const sequence = syslog.messages.map((message) => Number(/ seq="(\d+)"/.exec(message)?.[1]));
    expect(firstOf(sequence)).toEqual(upTo(end));
  });
});
