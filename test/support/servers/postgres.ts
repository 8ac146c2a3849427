import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAccount } from '../../../db/embedded/account.ts';
import { findBinaries } from '../../../db/embedded/binaries.ts';
import { createCluster, ROLE } from '../../../db/embedded/create-cluster.ts';
import { placeBinaries } from '../../../db/embedded/place-binaries.ts';
import { SHARED_DIRECTORY } from '../../../db/embedded/placement.ts';
import { waitUntilReady } from '../../../db/embedded/readiness.ts';
import { freePort } from './free-port.ts';
import { startOnLeash } from './leash.ts';
import { prepareTemplateDatabase } from './test-database.ts';

export type TestPostgres = {
  /** Of the superuser, for the database `postgres`. */
  adminUrl: string;
  close(): Promise<void>;
};

const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  .concat('shared_buffers=128MB', 'listen_addresses=127.0.0.1', 'timezone=UTC', 'io_method=sync')
  .concat('max_logical_replication_workers=0', 'log_error_verbosity=verbose');

/**
 * Starts a throw-away PostgreSQL, the one that the gate embeds, for a whole test run. `prepareTemplate` gets the URL of
 * the database that all test databases are copies of.
 */
export async function startPostgres(
  prepareTemplate: (url: string) => Promise<void> = async () => undefined,
): Promise<TestPostgres> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'postgres-')));
  // The server runs as another user than root and has to pass through here.
  chmodSync(directory, 0o711);
  const cluster = join(directory, 'cluster');
  const account = await findAccount(cluster);
  const binaries = await placeBinaries(await findBinaries(), account, SHARED_DIRECTORY);
  const password = randomBytes(16).toString('hex');
  await createCluster({ cluster, binaries, account, password, durable: false });
  const port = await freePort();
  const logFile = join(directory, 'postgres.log');
  const output = openSync(logFile, 'a');
  const args = ['-D', cluster, '-p', String(port), '-k', cluster, ...settings.flatMap((s) => ['-c', s])];
  const server = await startOnLeash(binaries.postgres, args, { endSignal: 'INT', output, account }).finally(
    () => closeSync(output),
  );
  const close = async () => {
    await server.end();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    if (!(await waitUntilReady(cluster, password, () => undefined, server.isAlive))) {
      throw new Error(`The test PostgreSQL does not start: ${readFileSync(logFile, 'utf8')}`);
    }
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await prepareTemplateDatabase(adminUrl, ROLE, prepareTemplate);
    return { adminUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
