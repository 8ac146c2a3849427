import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadOrCreateKeyFile } from '../../../proxy/config/index.ts';

describe('the generated key', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'key-file-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made once, and the same at every later start', () => {
    const first = loadOrCreateKeyFile(directory);
    expect(first).toHaveLength(1);
    expect(first[0]?.key).toHaveLength(32);
    expect(loadOrCreateKeyFile(directory)).toEqual(first);
  });

  it('differs from directory to directory', () => {
    expect(loadOrCreateKeyFile(join(directory, 'a'))).not.toEqual(loadOrCreateKeyFile(join(directory, 'b')));
  });

  it('can be read by its owner alone', () => {
    loadOrCreateKeyFile(join(directory, 'new'));
    expect(statSync(join(directory, 'new', 'encryption-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'new')).mode & 0o777).toBe(0o700);
  });

  it.each(['', 'generated:', 'generated:c2hvcnQ=', `:${Buffer.alloc(32).toString('base64')}`])(
    'is not replaced when the file holds "%s" instead: what it sealed would be lost',
    (content) => {
      writeFileSync(join(directory, 'encryption-key'), content);
      expect(() => loadOrCreateKeyFile(directory)).toThrow('does not hold a key');
    },
  );
});
