import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ignore, syncDirectory } from './atomic-file.ts';
import type { Binaries } from './binaries.ts';
import { identifyProcess } from './process-identity.ts';
import { type Account, type ProgramOptions, runProgram } from './run-program.ts';

export const ROLE = 'two_step_gate';

export type ClusterOptions = {
  cluster: string;
  binaries: Binaries;
  account: Account | undefined;
  /** Hexadecimal: it is put into SQL as it is. */
  password: string;
  /** false: for a cluster that need not outlive a loss of power. */
  durable?: boolean;
};

const accessRules = [
  '# Nobody gets in without the password, not over the Unix socket either.',
  'local all all scram-sha-256',
  'host all all 127.0.0.1/32 scram-sha-256',
  '',
].join('\n');

export async function isCluster(directory: string): Promise<boolean> {
  return (await stat(join(directory, 'PG_VERSION')).catch(ignore('ENOENT'))) !== undefined;
}

/**
 * Creates the cluster with its role and database. It is built beside its place and appears there in one rename, so a
 * crash leaves no half of it and of two processes that create it at once one wins.
 */
export async function createCluster(options: ClusterOptions): Promise<void> {
  const { cluster, account } = options;
  await removeAbandoned(cluster);
  const draft = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(draft, { mode: 0o700 });
  try {
    if (account) await chown(draft, account.uid, account.gid);
    await initialise(draft, options);
    await rename(draft, cluster).catch(ignore('ENOTEMPTY', 'EEXIST'));
    await syncDirectory(dirname(cluster));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  if (!(await isCluster(cluster))) {
    throw new Error(`${cluster} holds something that is not a PostgreSQL cluster. Move it away.`);
  }
}

/**
 * PostgreSQL's built-in C.UTF-8 sorts and folds alike on every machine, whatever locales it has. Everything is written
 * first and flushed to the disk once, at the end.
 */
async function initialise(draft: string, options: ClusterOptions): Promise<void> {
  const { binaries, account, password, durable = true } = options;
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await expectSuccess(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      '--auth=reject',
      '--no-sync',
      '--no-instructions',
      ...locale,
    ],
    { account },
  );
  await writeFile(join(draft, 'pg_hba.conf'), accessRules);
  // A stand-alone backend: the passwords arrive on standard input, not on a command line or in a file, and nobody can
  // connect before they are set.
  const said = await expectSuccess(
    binaries.postgres,
    ['--single', '-F', '-D', draft, '-c', 'log_min_error_statement=panic', 'postgres'],
    {
      account,
      input: [
        `ALTER ROLE postgres PASSWORD '${password}'`,
        `CREATE ROLE ${ROLE} LOGIN PASSWORD '${password}'`,
        `CREATE DATABASE ${ROLE} OWNER ${ROLE}`,
        '',
      ].join('\n'),
    },
  );
  if (/\b(ERROR|FATAL|PANIC):/.test(said)) throw new Error(`PostgreSQL cannot be set up: ${said}`);
  if (durable) await expectSuccess(binaries.initdb, ['--sync-only', `--pgdata=${draft}`], { account });
}

async function expectSuccess(file: string, args: string[], options: ProgramOptions): Promise<string> {
  const { code, stdout, stderr } = await runProgram(file, args, options);
  if (code !== 0) throw new Error(`${basename(file)} failed (${code}): ${(stderr || stdout).trim()}`);
  return stderr;
}

/** Drafts whose makers were killed. */
async function removeAbandoned(cluster: string): Promise<void> {
  const prefix = `${basename(cluster)}.new-`;
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(prefix)) continue;
    if (await identifyProcess(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(join(dirname(cluster), name), { recursive: true, force: true });
  }
}
