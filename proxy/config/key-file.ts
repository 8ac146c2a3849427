import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '../kernel/secret-box.ts';

/** The embedded default's key: made at the first start, kept beside the database in a file only the owner reads. */
export function loadOrCreateKeyFile(dataDirectory: string): KeyRing {
  const file = join(dataDirectory, 'encryption-key');
  if (!existsSync(file)) {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    // `wx`: of two processes that start at once, one writes and the other reads what was written.
    try {
      writeFileSync(file, `generated:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const ring = readFileSync(file, 'utf8').trim().split(',').map(readEntry);
  if (ring.some(({ id, key }) => id === '' || key.length !== 32))
    throw new Error(`${file} does not hold a key`);
  return ring;
}

/** In the place of the ring that stands there: whole or not at all. @throws when it cannot be written */
export function writeKeyFile(dataDirectory: string, ring: KeyRing): void {
  const file = join(dataDirectory, 'encryption-key');
  const draft = `${file}.${process.pid}`;
  const text = ring.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
  writeFileSync(draft, `${text}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function readEntry(entry: string): KeyRing[number] {
  const [id = '', key = ''] = entry.trim().split(':');
  return { id, key: Buffer.from(key, 'base64') };
}
