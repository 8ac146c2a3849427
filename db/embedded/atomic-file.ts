import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Returns what the file holds; when there is none, writes `content` first (mode 0600). Of several processes that do
 * this at once, exactly one writes and all return the same. A crash leaves either the whole file or none.
 */
export async function readOrCreate(path: string, content: string): Promise<string> {
  const existing = await readIfThere(path);
  if (existing !== undefined) return existing;
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${content}\n`);
    await file.sync();
    await link(draft, path).catch(ignore('EEXIST'));
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(path));
  return (await readIfThere(path)) ?? content;
}

export async function readIfThere(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(ignore('ENOENT'));
  return text?.trim();
}

/** Makes creations and renames in a directory survive a loss of power. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** A handler for `.catch()` that swallows these error codes and nothing else. */
export function ignore(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (codes.includes(errorCode(error))) return undefined;
    throw error;
  };
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
