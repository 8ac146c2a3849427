import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Need, needs } from './needs.ts';

/** The path of a command that the tests need. Throws when it is not there; `npm test` installs it. */
export function getNeed(command: string): string {
  const need = needs.find((candidate) => candidate.command === command);
  const path = need && findNeed(need);
  if (path === undefined) throw new Error(`${command} is not installed. Run npm test, which sees to it.`);
  return path;
}

export function findNeed(need: Need): string | undefined {
  const directories = searchedDirectories();
  const candidates = [need.command, ...(need.aliases ?? [])].flatMap((name) =>
    directories.map((directory) => join(directory, name)),
  );
  return [...candidates, ...(need.path ? [need.path] : [])].find(isExecutable);
}

/** PATH, and where Debian keeps what is not for everybody's PATH. */
export function searchedDirectories(): string[] {
  const postgres = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  return [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    '/usr/local/bin',
    '/usr/bin',
    '/usr/sbin',
    ...postgres,
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
