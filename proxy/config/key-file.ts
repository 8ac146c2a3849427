import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  const [id = '', key = ''] = readFileSync(file, 'utf8').trim().split(':');
  const bytes = Buffer.from(key, 'base64');
  if (id === '' || bytes.length !== 32) throw new Error(`${file} does not hold a key`);
  return [{ id, key: bytes }];
}
