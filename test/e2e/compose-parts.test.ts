import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDirectory, readComposeFile } from '../support/compose/compose-file.ts';
import { codeAt, SetClock, startGateHere, testKeys, Visitor, waitFor } from '../support/gate/index.ts';
import { startStandInJira } from '../support/jira/index.ts';
import { getNeed } from '../support/needs/index.ts';
import { freePort, startPostgres } from '../support/servers/index.ts';
import { startOnLeash } from '../support/servers/leash.ts';

/**
 * What compose starts, started without Docker: a PostgreSQL prepared by the script that is mounted into it, a Redis with
 * the command line and the rights that it gets, and a gate with their URLs.
 */
describe('a gate with the rights that compose gives it', () => {
  const secrets = mkdtempSync(join(tmpdir(), 'secrets-'));
  const closers: (() => Promise<unknown> | unknown)[] = [
    () => rmSync(secrets, { recursive: true, force: true }),
  ];
  const secret = (name: string) => readFileSync(join(secrets, name), 'utf8').trim();
  let databaseUrl: string;
  let redisUrl: string;

  beforeAll(async () => {
    const made = spawnSync(join(projectDirectory, 'docker/make-secrets.sh'), [secrets], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    databaseUrl = await preparePostgres();
    redisUrl = await startComposeRedis();
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  async function preparePostgres(): Promise<string> {
    const server = await startPostgres();
    closers.push(() => server.close());
    const { hostname, port, username, password } = new URL(server.adminUrl);
    // The cluster of the tests has a role and a database of this name already.
    const client = new pg.Client({ connectionString: server.adminUrl });
    await client.connect();
    await client.query('DROP DATABASE two_step_gate');
    await client.query('ALTER ROLE two_step_gate RENAME TO somebody_else');
    await client.end();
    const script = readFileSync(join(projectDirectory, 'docker/postgres/create-gate-database.sh'), 'utf8');
    const result = spawnSync('/bin/sh', ['-c', script.replaceAll('/run/secrets/', `${secrets}/`)], {
      encoding: 'utf8',
      env: { ...process.env, PGHOST: hostname, PGPORT: port, PGPASSWORD: password, POSTGRES_USER: username },
    });
    if (result.status !== 0) throw new Error(result.stderr);
    return secret('gate_database_url').replace('@postgres:5432/', `@${hostname}:${port}/`);
  }

  async function startComposeRedis(): Promise<string> {
    const directory = mkdtempSync(join(tmpdir(), 'redis-'));
    chmodSync(directory, 0o755);
    copyFileSync(join(secrets, 'redis_users.acl'), join(directory, 'redis_users'));
    const port = await freePort();
    const [, ...given] = readComposeFile().services.redis?.command ?? [];
    const args = given.map((argument) => argument.replace('/run/secrets', directory));
    const output = openSync(join(directory, 'output'), 'a');
    const server = await startOnLeash(
      getNeed('redis-server'),
      [...args, '--port', String(port), '--bind', '127.0.0.1', '--dir', directory],
      { endSignal: 'TERM', output },
    ).finally(() => closeSync(output));
    closers.push(async () => {
      await server.end();
      rmSync(directory, { recursive: true, force: true });
    });
    await waitFor(() =>
      readFileSync(join(directory, 'output'), 'utf8').includes('Ready to accept connections'),
    );
    return secret('gate_redis_url').replace('@redis:6379', `@127.0.0.1:${port}`);
  }

  it('migrates, enrolls somebody and lets them in, with a role that is no superuser', async () => {
    const jira = await startStandInJira();
    closers.push(() => jira.close());
    const clock = new SetClock();
    const env = {
      JIRA_URL: jira.url,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      TSV_ENCRYPTION_KEYS: testKeys,
    };
    const gate = await startGateHere(env, clock.read);
    closers.push(() => gate.close());
    const ready = await fetch(`http://127.0.0.1:${gate.port}/ready`);
    expect(await ready.json()).toMatchObject({ status: 'up', database: 'up', store: 'up', jira: 'up' });

    const alice = ['alice', 'alice-password'] as const;
    const { secret: totp } = await new Visitor(gate.url).enroll(...alice, clock.now);
    clock.pass(60_000);
    const arrived = await new Visitor(gate.url).logInWithCode(...alice, codeAt(totp, clock.now));
    expect(arrived.text).toContain('<title>System Dashboard');

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      'SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
    );
    await client.end();
    expect(rows).toEqual([
      { rolname: 'two_step_gate', rolsuper: false, rolcreatedb: false, rolcreaterole: false },
    ]);
  });
});
