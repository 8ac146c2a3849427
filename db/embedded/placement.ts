import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lchown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { errorCode, ignore, readIfThere, readOrCreate } from './atomic-file.ts';
import { type Account, succeeds } from './run-program.ts';

/** Where root puts what the unprivileged user cannot reach otherwise. */
export const SHARED_DIRECTORY = '/var/lib/two-step-gate';

/** Creates the data directory where there is none, and returns its real path: servers are recognised by it. */
export async function openDataDirectory(path: string): Promise<string> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await mkdir(path, { mode: 0o700 }).catch(ignore('EEXIST'));
  return realpath(path);
}

/** Where the cluster of a data directory is: beside everything else, unless a pointer file says otherwise. */
export async function locateCluster(dataDirectory: string): Promise<string> {
  return (await readIfThere(pointerOf(dataDirectory))) ?? join(dataDirectory, 'postgres');
}

/**
 * Decides where a new cluster goes, and makes an old one reachable. Only root has anything to decide: a project cloned
 * under /root is closed to the user that PostgreSQL runs as, whatever the modes further down.
 */
export async function placeCluster(
  dataDirectory: string,
  account: Account | undefined,
  sharedDirectory: string,
): Promise<string> {
  const cluster = await locateCluster(dataDirectory);
  if (!account || cluster !== join(dataDirectory, 'postgres')) return cluster;
  await admit(dataDirectory, account);
  if (await canEnter(dataDirectory, account)) return cluster;
  if (await exists(cluster)) {
    throw new Error(
      `The user ${account.uid} that PostgreSQL runs as cannot reach ${cluster}. ` +
        'Open the directories above it to that user (chmod o+x), or set DATABASE_URL.',
    );
  }
  await openSharedDirectory(sharedDirectory);
  // Random besides the hash: a data directory that was deleted and made anew must not meet its old cluster.
  const hash = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 8);
  const place = join(sharedDirectory, `${hash}-${randomBytes(4).toString('hex')}`);
  return readOrCreate(pointerOf(dataDirectory), place);
}

/** Made by root for all to pass through. Somebody else's directory of that name is not to be trusted. */
export async function openSharedDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o755 });
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${path} must be a directory that only its owner, root, may write to.`);
  }
  await chmod(path, 0o755);
}

/** Lets the user pass through, not look into, a data directory that is closed to all but root. */
async function admit(dataDirectory: string, account: Account): Promise<void> {
  const { uid, mode } = await stat(dataDirectory);
  if (uid !== 0 || (mode & 0o777) !== 0o700 || dataDirectory === homedir()) return;
  await chown(dataDirectory, 0, account.gid);
  await chmod(dataDirectory, 0o710);
}

/** Asked of the kernel rather than worked out from modes: access lists and security modules have a say as well. */
function canEnter(directory: string, account: Account): Promise<boolean> {
  return succeeds('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], account);
}

/** A cluster that was copied or restored by root belongs to root, and PostgreSQL refuses it. */
export async function giveTo(cluster: string, account: Account | undefined): Promise<void> {
  if (!account || (await stat(cluster)).uid === account.uid) return;
  for (const name of await readdir(cluster, { recursive: true })) {
    await lchown(join(cluster, name), account.uid, account.gid);
  }
  await lchown(cluster, account.uid, account.gid);
}

function pointerOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres-location');
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
