import pg from 'pg';
import { type StandInJira, type StandInJiraOptions, startStandInJira } from '../jira/index.ts';
import { sendBytes } from '../jira/raw-client.ts';
import { createDatabase, startRedis, type TestRedis } from '../servers/index.ts';
import { type GateHere, SetClock, startGateHere } from './gate-here.ts';
import { waitFor } from './gate-process.ts';

/** Two gates of one site in the test's process: one Jira, one database, one Redis, one clock that can be set. */
export type GatePair = {
  readonly jira: StandInJira;
  readonly redis: TestRedis;
  readonly databaseUrl: string;
  readonly clock: SetClock;
  readonly first: GateHere;
  readonly second: GateHere;
  /** One more gate of the site, or one that sees it differently. */
  startGate(env?: Record<string, string>): Promise<GateHere>;
  /** As a database administrator. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Empties Redis, as a restart of it does. */
  flushRedis(): Promise<unknown>;
  /** How many codes that somebody typed were looked at, right or wrong, wherever they were typed. */
  lookedAt(username: string): Promise<number>;
  /** Keeps rows locked until so many gates' transactions wait for them: then all of these go on at once. */
  holdUp<T>(rows: string, waiting: number, start: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const waiters = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

const looksAtCodes = `
  SELECT 1 FROM audit_events WHERE lower(actor_name) = lower($1) AND (
    type IN ('factor.verified', 'factor.failed', 'recovery_code.used', 'recovery_code.failed',
             'enrollment.confirmed', 'enrollment.removed')
    OR (type = 'enrollment.removal_refused' AND reason = 'wrong_code'))`;

export async function startPair(
  env: Record<string, string> = {},
  options: StandInJiraOptions = {},
): Promise<GatePair> {
  const clock = new SetClock();
  const database = await createDatabase();
  const redis = await startRedis();
  const jira = await startStandInJira(options);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const gates: GateHere[] = [];
  const site = { JIRA_URL: jira.url, DATABASE_URL: database.url, REDIS_URL: redis.url, ...env };
  const startGate = async (more: Record<string, string> = {}) => {
    const gate = await startGateHere({ ...site, ...more }, clock.read);
    gates.push(gate);
    return gate;
  };
  const query = async <Row>(sql: string, values: unknown[] = []) =>
    (await client.query(sql, values)).rows as Row[];
  return {
    ...{ jira, redis, databaseUrl: database.url, clock, startGate, query },
    first: await startGate(),
    second: await startGate(),
    flushRedis: () => sendBytes(redis.port, 'FLUSHALL\r\nQUIT\r\n'),
    lookedAt: async (username) => (await query(looksAtCodes, [username])).length,
    holdUp: async (held, waiting, start) => {
      await query(`BEGIN; ${held} FOR UPDATE`);
      const started = start();
      try {
        await waitFor(async () => {
          await query('SELECT pg_stat_clear_snapshot()');
          return (await query(waiters)).length >= waiting;
        });
      } finally {
        await query('COMMIT');
      }
      return started;
    },
    close: async () => {
      for (const gate of gates) await gate.close();
      await client.end();
      await jira.close();
      await redis.close();
      await database.drop();
    },
  };
}
