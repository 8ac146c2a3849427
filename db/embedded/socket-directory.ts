import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from './run-program.ts';

/** sun_path holds 108 bytes on Linux and 104 elsewhere, the closing zero included. */
const longestPath = process.platform === 'linux' ? 107 : 103;
const prefix = 'two-step-gate-';

/** The cluster itself, which only its owner may enter; a private temporary directory where its path is too long. */
export async function openSocketDirectory(cluster: string, account: Account | undefined): Promise<string> {
  if (fits(cluster)) return cluster;
  const parent = fits(join(tmpdir(), `${prefix}XXXXXX`)) ? tmpdir() : '/tmp';
  const directory = await mkdtemp(join(parent, prefix));
  if (account) await chown(directory, account.uid, account.gid);
  return directory;
}

/** Removes it unless it is the cluster. */
export async function closeSocketDirectory(directory: string, cluster: string): Promise<void> {
  if (directory === cluster || !basename(directory).startsWith(prefix)) return;
  await rm(directory, { recursive: true, force: true });
}

function fits(directory: string): boolean {
  return Buffer.byteLength(join(directory, '.s.PGSQL.65535')) <= longestPath;
}
