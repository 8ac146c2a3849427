import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import type { Binaries } from './binaries.ts';
import { freeLoopbackPort } from './free-loopback-port.ts';
import { readPostmasterFile } from './postmaster.ts';
import { type Account, bareEnvironment } from './run-program.ts';

/** A small server: one gate with a dozen connections, a few ten thousand enrollments. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  huge_pages: 'off',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'two_step_gate',
  max_logical_replication_workers: '0',
  logging_collector: 'off',
  log_checkpoints: 'off',
  // Statements and the values in their errors may hold what must not be in a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

export type LaunchOptions = {
  binaries: Binaries;
  cluster: string;
  account: Account | undefined;
  socketDirectory: string;
  logFile: string;
};

/** A server that was started, or tried to. */
export type LaunchedPostmaster = { isAlive(): boolean };

/**
 * Starts a server process and does not wait for it. PostgreSQL itself sees to it that there is only one for a cluster:
 * the loser of a race ends at once.
 */
export async function launchPostmaster(options: LaunchOptions): Promise<LaunchedPostmaster> {
  const { binaries, cluster, account, socketDirectory } = options;
  const stale = (await readPostmasterFile(cluster))?.pid;
  const port = await freeLoopbackPort();
  const args = ['-D', cluster, '-p', String(port), '-k', socketDirectory];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const log = await open(options.logFile, 'a', 0o600);
  try {
    await log.truncate(0);
    const child = spawn(binaries.postgres, args, {
      cwd: '/',
      // A session of its own: neither Ctrl-C in the gate's terminal nor the gate's death reaches the database.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      // The caller has made sure that the pid in a left-over postmaster.pid is not a server of this cluster; after a
      // reboot it may be any process of the same user, and PostgreSQL would take it for one. This variable, pg_ctl's
      // own, names one pid that is not to be taken for a server. All other interlocks stay in force.
      env: { ...bareEnvironment(), ...(stale === undefined ? {} : { PG_GRANDPARENT_PID: String(stale) }) },
      ...account,
    });
    await once(child, 'spawn');
    child.unref();
    return { isAlive: () => child.exitCode === null && child.signalCode === null };
  } finally {
    await log.close();
  }
}

export type LaunchFailure = 'again' | { failed: string };

/** Why a launched server ended: something that another attempt gets round, or what its log says. */
export async function explainEnd(logFile: string): Promise<LaunchFailure> {
  const log = (await readFile(logFile, 'utf8')).slice(-4096).trim();
  return passing.some((pattern) => pattern.test(log)) ? 'again' : { failed: log };
}

const passing = [
  // Somebody was faster: to the port, to the cluster.
  /could not create any TCP\/IP sockets/,
  /lock file ".*" already exists/,
  // The sessions of a killed server have not all noticed yet.
  /shared memory block .*is still in use/s,
  // Stopped by another process that did not know of us.
  /received \w+ shutdown request/,
];
