import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './atomic-file.ts';
import { identifyProcess } from './process-identity.ts';

/**
 * Who uses the server of a data directory. Several processes may (two gates, a gate and psql), and only the last one to
 * leave may stop the server. One file per holder, named after its pid; the files of the dead do not count.
 */
export type Holder = {
  /** Leaves. True when nobody else is left. */
  release(): Promise<boolean>;
};

export async function registerHolder(dataDirectory: string): Promise<Holder> {
  const directory = join(dataDirectory, 'postgres-holders');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(file, (await identifyProcess(process.pid)) ?? '', { mode: 0o600 });
  return {
    release: async () => {
      await rm(file, { force: true });
      return (await countLiving(directory)) === 0;
    },
  };
}

async function countLiving(directory: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(directory)) {
    const file = join(directory, name);
    const identity = await readIfThere(file);
    if (identity === undefined) continue;
    // An empty file is one that is just being written.
    if (identity === '' || identity === (await identifyProcess(Number.parseInt(name, 10)))) living += 1;
    else await rm(file, { force: true });
  }
  return living;
}
