import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, givenPlace, readServerPid, runPsql } from '../support/servers/embedded-postgres.ts';
import { createDatabase } from '../support/servers/index.ts';

const program = fileURLToPath(new URL('../../db/psql.ts', import.meta.url));

describe('npm run psql', () => {
  const place = givenPlace();

  beforeAll(async () => {
    const { code } = await place.runPsql(['-c', 'CREATE TABLE kept (word text)']);
    expect(code).toBe(0);
  });
  afterAll(place.close);

  it('starts the embedded database when it does not run, and stops it afterwards', async () => {
    const { code, stdout } = await place.runPsql(['-c', 'SELECT count(*) FROM kept']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '0' });
    expect(readServerPid(place.cluster)).toBeUndefined();
  });

  it('uses the embedded database that runs, and leaves it running', async () => {
    const postgres = await place.start();
    const { stdout } = await place.runPsql(['-c', `INSERT INTO kept VALUES ('x') RETURNING word`]);
    expect(stdout).toContain('x');
    expect(await ask(postgres.connectionString, 'SELECT word FROM kept')).toBe('x');
    await postgres.stop();
  });

  it('keeps the password off the command line', async () => {
    const { stdout } = await place.runPsql(['-c', `\\! tr '\\0' ' ' < /proc/$PPID/cmdline`]);
    expect(stdout).toMatch(/--dbname postgres:\/\/two_step_gate@127\.0\.0\.1:\d+\/two_step_gate /);
  });

  it('passes on files, variables and the exit code', async () => {
    const file = join(place.root, 'query.sql');
    writeFileSync(file, `SELECT :'word' || '!';`);
    expect(await place.runPsql(['-v', `word=it's`, '-f', file])).toMatchObject({ code: 0, stdout: `it's!` });
    expect(
      await place.runPsql(['-v', 'ON_ERROR_STOP=1', '-f', join(place.root, 'absent.sql')]),
    ).toMatchObject({ code: 1 });
    expect(await place.runPsql(['-c', 'SELECT 1/0'])).toMatchObject({ code: 1 });
  });

  it('leaves Ctrl-C to psql, which cancels the query, and still stops what it started', async () => {
    const psql = spawn(process.execPath, [program, '-c', 'SELECT pg_sleep(60)'], {
      env: { ...process.env, TSV_DATA_DIR: place.dataDirectory },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    psql.stderr.on('data', (text) => {
      stderr += text;
    });
    while (!stderr.includes('started in')) await sleep(20);
    await sleep(300);
    process.kill(-(psql.pid ?? 0), 'SIGINT');
    const [code] = await once(psql, 'close');
    expect(stderr).toContain('canceling statement due to user request');
    expect(code).toBe(1);
    expect(readServerPid(place.cluster)).toBeUndefined();
  });

  it('opens the database of DATABASE_URL, or of the file that DATABASE_URL_FILE names', async () => {
    const database = await createDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const file = join(place.root, 'database-url');
    writeFileSync(file, `${database.url}?application_name=dba\n`);
    const args = ['-c', `SELECT current_database(), current_setting('application_name')`];
    expect(await runPsql(args, { DATABASE_URL: database.url })).toMatchObject({ stdout: `${name}|psql` });
    expect(await runPsql(args, { DATABASE_URL_FILE: file })).toMatchObject({ stdout: `${name}|dba` });
    await database.drop();
  });

  it('says how to install psql where it is missing', async () => {
    const child = spawn(process.execPath, [program], { env: { PATH: '/nonexistent' }, stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(stderr).toContain('apt-get install postgresql-client');
  });
});
