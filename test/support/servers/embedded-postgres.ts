import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../db/embedded/index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A place for embedded clusters, and the ways in which tests start and look at them. */
export function givenPlace() {
  const root = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(root, 0o711);
  const dataDirectory = join(root, 'data');
  const sharedDirectory = join(root, 'shared');
  const lines: string[] = [];
  return {
    root,
    dataDirectory,
    sharedDirectory,
    cluster: join(dataDirectory, 'postgres'),
    lines,
    start: (extra: { binariesRoot?: string; dataDirectory?: string } = {}) =>
      startEmbeddedPostgres({ dataDirectory, sharedDirectory, log: (line) => lines.push(line), ...extra }),
    startOwner: () => startOwner(dataDirectory, sharedDirectory),
    runPsql: (args: string[]) => runPsql(args, { TSV_DATA_DIR: dataDirectory }),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type Owner = { process: ChildProcess; url: string; end(signal: NodeJS.Signals): Promise<void> };

async function startOwner(dataDirectory: string, sharedDirectory: string): Promise<Owner> {
  const owner = spawn(
    process.execPath,
    [here('embedded-postgres-owner.ts'), dataDirectory, sharedDirectory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const end = async (signal: NodeJS.Signals) => {
    owner.kill(signal);
    await once(owner, 'exit');
  };
  return { process: owner, url: line.toString().trim(), end };
}

export type PsqlResult = { code: number; stdout: string; stderr: string };

export function runPsql(args: string[], env: Record<string, string>): Promise<PsqlResult> {
  const { DATABASE_URL: _, DATABASE_URL_FILE: __, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [here('../../../db/psql.ts'), '--no-psqlrc', '--tuples-only', '--no-align', ...args],
      { env: { ...inherited, ...env } },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, stdout: stdout.trim(), stderr });
      },
    );
    child.stdin?.end();
  });
}

/** Runs one statement and returns the first column of its first row. */
export async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** The pid that postmaster.pid names; undefined after a clean stop. */
export function readServerPid(cluster: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

/** The real user id of a process. */
export function readUid(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

export function makePrivateDirectory(path: string): string {
  mkdirSync(path, { mode: 0o700 });
  return path;
}
