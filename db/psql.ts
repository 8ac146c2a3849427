/**
 * `npm run psql [-- arguments of psql]`: opens psql on the database that is in use. That is DATABASE_URL (or what
 * DATABASE_URL_FILE holds); without either it is the embedded one in TSV_DATA_DIR, started for the occasion if it does
 * not run.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as os } from 'node:os';
import { delimiter, join } from 'node:path';
import { openDatabaseInUse } from './database-in-use.ts';

function findPsql(): string {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(directory, 'psql');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this directory.
    }
  }
  throw new Error(
    'psql is not installed. Debian, Ubuntu: apt-get install postgresql-client. ' +
      'Red Hat: dnf install postgresql. macOS: brew install libpq.',
  );
}

/** Takes the password out of a connection URL: everybody on the machine may read a command line. */
function withoutPassword(url: string): { url: string; password: string | undefined } {
  const [, scheme, user, secret, rest] = /^(\w+:\/\/)([^:@/?#]*)(?::([^@/?#]*))?(@.*)$/s.exec(url) ?? [];
  const [address = '', query] = (rest === undefined ? url : `${scheme}${user}${rest}`).split('?', 2);
  const parameters = new URLSearchParams(query);
  const password = secret === undefined ? parameters.get('password') : decodeURIComponent(secret);
  parameters.delete('password');
  // Two words that the gate's driver knows and psql does not.
  parameters.delete('uselibpqcompat');
  if (parameters.get('sslmode') === 'no-verify') parameters.set('sslmode', 'require');
  return {
    url: parameters.size > 0 ? `${address}?${parameters}` : address,
    password: password ?? undefined,
  };
}

/** Runs psql on this terminal and returns its exit code, as a shell would tell it. */
function runPsql(psql: string, database: string, args: readonly string[]): Promise<number> {
  const { url, password } = withoutPassword(database);
  const child = spawn(psql, ['--dbname', url, ...args], {
    stdio: 'inherit',
    env: password === undefined ? process.env : { ...process.env, PGPASSWORD: password },
  });
  // The terminal sends Ctrl-C to both of us, and psql knows what to do with it: cancel the query, clear the line.
  process.on('SIGINT', () => undefined);
  process.on('SIGQUIT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? os.signals[signal] : 0)));
  });
}

try {
  const psql = findPsql();
  const database = await openDatabaseInUse();
  try {
    process.exitCode = await runPsql(psql, database.url, process.argv.slice(2));
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
