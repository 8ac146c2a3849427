import { createHash, randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ignore } from './atomic-file.ts';
import { type Binaries, describeBinaries } from './binaries.ts';
import { openSharedDirectory } from './placement.ts';
import { type Account, runProgram, succeeds } from './run-program.ts';

/**
 * Returns binaries that the account can run: those of the package, or a copy that root makes where everybody can
 * read. Throws when the machine cannot run them at all (another libc, for instance).
 */
export async function placeBinaries(
  packaged: Binaries,
  account: Account | undefined,
  sharedDirectory: string,
): Promise<Binaries> {
  await expectToRun(packaged);
  if (!account || (await canRun(packaged, account))) return packaged;
  await openSharedDirectory(sharedDirectory);
  const copy = await copyFor(packaged, sharedDirectory);
  if (await canRun(copy, account)) return copy;
  throw new Error(
    `The user ${account.uid} can run PostgreSQL neither from ${packaged.root} nor from ${copy.root}. ` +
      'Start the gate as another user than root, or set DATABASE_URL.',
  );
}

function canRun(binaries: Binaries, account: Account): Promise<boolean> {
  return succeeds(binaries.postgres, ['--version'], account);
}

async function expectToRun({ postgres }: Binaries): Promise<void> {
  const failed = 'The embedded PostgreSQL does not run on this machine; set DATABASE_URL to a server.';
  const result = await runProgram(postgres, ['--version']).catch((cause: unknown) => {
    throw new Error(failed, { cause });
  });
  if (result.code !== 0) throw new Error(`${failed} ${result.stderr.trim()}`);
}

/** One copy for each packaged tree and version. It appears in one rename, so a copy that is there is whole. */
async function copyFor(packaged: Binaries, sharedDirectory: string): Promise<Binaries> {
  const hash = createHash('sha256').update(`${packaged.root} ${packaged.version}`).digest('hex').slice(0, 8);
  const place = join(sharedDirectory, `postgresql-${packaged.version}-${hash}`);
  if (!(await lstat(place).catch(ignore('ENOENT')))) {
    const draft = `${place}.new-${randomBytes(4).toString('hex')}`;
    try {
      await copyTree(packaged.root, draft);
      await rename(draft, place).catch(ignore('ENOTEMPTY', 'EEXIST'));
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return describeBinaries(place);
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
  });
  await openToAll(to);
}

/** Whatever umask the package was installed with. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(directory) === 'bin' ? 0o755 : 0o644);
  }
}
