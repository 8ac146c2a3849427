import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ROLE } from './create-cluster.ts';
import { findPostmaster } from './postmaster.ts';

/** Recovery after a crash takes as long as it takes; this is only an end for what hangs. */
const LONGEST_START_MS = 10 * 60_000;
const REPORT_EVERY_MS = 10_000;

export type ReadyServer = { pid: number; port: number; socketDirectory: string; connectionString: string };

/**
 * Waits for a server that is there, or coming, to take connections. undefined when there is none, or it ends (or is
 * ending) instead.
 */
export async function waitUntilReady(
  cluster: string,
  password: string,
  log: (line: string) => void,
  isComing: () => boolean = () => false,
): Promise<ReadyServer | undefined> {
  const began = performance.now();
  let reported = began;
  for (;;) {
    const server = await findPostmaster(cluster);
    if (!server && !isComing()) return undefined;
    const { pid, port, socketDirectory, status } = server ?? { status: 'starting' };
    if (pid && status === 'ready' && port && socketDirectory) {
      const connectionString = `postgres://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}`;
      // Looked at twice: a server may be told to stop while we connect.
      if ((await accepts(connectionString)) && (await findPostmaster(cluster))?.status === 'ready') {
        return { pid, port, socketDirectory, connectionString };
      }
    }
    const now = performance.now();
    if (now - began > LONGEST_START_MS)
      throw new Error(`PostgreSQL (pid ${pid}) is ${status} and does not get ready.`);
    if (now - reported > REPORT_EVERY_MS) {
      log(`embedded PostgreSQL: still ${status} after ${Math.round((now - began) / 1000)} s`);
      reported = now;
    }
    await sleep(20);
  }
}

/** 28…: the server does not take the password; waiting would not help. Everything else is "not yet". */
async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith('28')) {
      throw new Error('The password file does not belong to this PostgreSQL cluster.', { cause: error });
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
