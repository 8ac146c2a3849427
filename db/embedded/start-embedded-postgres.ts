import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findAccount } from './account.ts';
import { ignore, readIfThere, readOrCreate } from './atomic-file.ts';
import { findBinaries } from './binaries.ts';
import { createCluster, isCluster } from './create-cluster.ts';
import { registerHolder } from './holders.ts';
import { explainEnd, type LaunchOptions, launchPostmaster } from './launch.ts';
import { placeBinaries } from './place-binaries.ts';
import { giveTo, locateCluster, openDataDirectory, placeCluster, SHARED_DIRECTORY } from './placement.ts';
import { findPostmaster } from './postmaster.ts';
import { type ReadyServer, waitUntilReady } from './readiness.ts';
import { closeSocketDirectory, openSocketDirectory } from './socket-directory.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type RunningPostgres = {
  /** postgres://… over the loopback port, password included: not for a log. */
  connectionString: string;
  socketDirectory: string;
  port: number;
};

export type EmbeddedPostgres = RunningPostgres & {
  /** Stops the server, unless another process uses it as well. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  dataDirectory: string;
  log?: (line: string) => void;
  /** The tree with bin/, lib/ and share/; by default that of the npm package. */
  binariesRoot?: string;
  /** Where root puts what the unprivileged user cannot reach; by default /var/lib/two-step-gate. */
  sharedDirectory?: string;
};

type Log = (line: string) => void;
const ATTEMPTS = 100;

/**
 * Starts the private PostgreSQL of a data directory, creating it first where there is none, or adopts one that runs
 * already: left by a process that was killed, or started by another one a moment ago.
 *
 * Throws with advice to set DATABASE_URL where this cannot work.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined } = options;
  const dataDirectory = await openDataDirectory(options.dataDirectory);
  // Registered before looking: who stops the server meanwhile sees that somebody has come.
  const holder = await registerHolder(dataDirectory);
  try {
    const password = await readOrCreate(passwordFile(dataDirectory), randomBytes(24).toString('hex'));
    const { server, cluster } = await startOrAdopt(dataDirectory, password, options, log);
    const stop = async () => {
      if (!(await holder.release())) return;
      await stopPostmaster(server.pid, cluster);
      await closeSocketDirectory(server.socketDirectory, cluster);
    };
    const { connectionString, socketDirectory, port } = server;
    return { connectionString, socketDirectory, port, stop: once(stop) };
  } catch (error) {
    await holder.release();
    throw error;
  }
}

/** The server of a data directory if one runs, whoever started it; the caller does not own it. */
export async function findRunningEmbeddedPostgres(
  dataDirectory: string,
): Promise<RunningPostgres | undefined> {
  const real = await realpath(dataDirectory).catch(ignore('ENOENT'));
  const password = real && (await readIfThere(passwordFile(real)));
  if (!password) return undefined;
  const server = await waitUntilReady(await locateCluster(real), password, () => undefined);
  if (!server) return undefined;
  const { connectionString, socketDirectory, port } = server;
  return { connectionString, socketDirectory, port };
}

async function startOrAdopt(
  dataDirectory: string,
  password: string,
  { binariesRoot, sharedDirectory = SHARED_DIRECTORY }: EmbeddedPostgresOptions,
  log: Log,
): Promise<{ server: ReadyServer; cluster: string }> {
  const began = performance.now();
  const known = await locateCluster(dataDirectory);
  if (await findPostmaster(known)) {
    const server = await waitUntilReady(known, password, log);
    if (server) {
      log(`embedded PostgreSQL: found running (pid ${server.pid}) on port ${server.port}`);
      return { server, cluster: known };
    }
  }
  const account = await findAccount(known);
  const packaged = await findBinaries(binariesRoot);
  const binaries = await placeBinaries(packaged, account, sharedDirectory);
  const cluster = await placeCluster(dataDirectory, account, sharedDirectory);
  if (binaries !== packaged || cluster !== join(dataDirectory, 'postgres')) {
    log(
      `embedded PostgreSQL: user ${account?.uid} cannot reach all of this directory; ` +
        `programs in ${binaries.root}, data in ${cluster}`,
    );
  }
  const isNew = !(await isCluster(cluster));
  if (isNew) await createCluster({ cluster, binaries, account, password });
  await giveTo(cluster, account);
  const socketDirectory = await openSocketDirectory(cluster, account);
  const logFile = join(dataDirectory, 'postgres.log');
  let server: ReadyServer | undefined;
  try {
    server = await bringUp({ binaries, cluster, account, socketDirectory, logFile }, password, log);
  } finally {
    if (server?.socketDirectory !== socketDirectory) await closeSocketDirectory(socketDirectory, cluster);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  log(`embedded PostgreSQL: ${isNew ? 'created and ' : ''}started in ${seconds} s on port ${server.port}`);
  return { server, cluster };
}

async function bringUp(options: LaunchOptions, password: string, log: Log): Promise<ReadyServer> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const launched = (await findPostmaster(options.cluster)) ? undefined : await launchPostmaster(options);
    const server = await waitUntilReady(options.cluster, password, log, launched?.isAlive);
    if (server) return server;
    const end = launched ? await explainEnd(options.logFile) : 'again';
    if (end !== 'again') throw new Error(`The embedded PostgreSQL does not start: ${end.failed}`);
    await sleep(100);
  }
  throw new Error(`The embedded PostgreSQL does not stay up. See ${options.logFile}.`);
}

function passwordFile(dataDirectory: string): string {
  return join(dataDirectory, 'postgres-password');
}

/** However often it is called, it happens once. */
function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action();
    return running;
  };
}
