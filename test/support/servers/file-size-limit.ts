import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import pg from 'pg';

/**
 * Lets no file of a PostgreSQL grow beyond so many bytes: to it, that is a full disk. Holds for all its processes and
 * for those that it starts later. Answers how to take the limit away.
 */
export async function limitFileSize(databaseUrl: string, bytes: number): Promise<() => void> {
  const server = await findServer(databaseUrl);
  limit(server, String(bytes));
  return () => limit(server, 'unlimited');
}

/** The process that starts all others of the server. */
async function findServer(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = statusOf(rows[0]?.pid ?? 0, 'PPid');
  await client.end();
  return server;
}

function limit(server: number, bytes: string): void {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ');
  // As the server's own user: root may not do this to others everywhere.
  const account = { uid: statusOf(server, 'Uid'), gid: statusOf(server, 'Gid') };
  for (const pid of [String(server), ...children.filter((one) => one !== '')]) {
    const { status, stderr } = spawnSync('prlimit', ['--pid', pid, `--fsize=${bytes}:unlimited`], {
      encoding: 'utf8',
      ...account,
    });
    // A process of the server may have ended meanwhile; the server itself has to be there.
    if (status !== 0 && pid === String(server)) throw new Error(stderr);
  }
}

function statusOf(pid: number, field: 'PPid' | 'Uid' | 'Gid'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
}
