import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, lchownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRunningEmbeddedPostgres } from '../../db/embedded/index.ts';
import { ask, givenPlace, readServerPid, readUid } from '../support/servers/embedded-postgres.ts';

describe('the embedded PostgreSQL', () => {
  const place = givenPlace();

  beforeAll(async () => {
    const postgres = await place.start();
    await ask(postgres.connectionString, 'CREATE TABLE kept (word text)');
    await postgres.stop();
  });
  afterAll(place.close);

  const words = async (url: string) => ask(url, `SELECT coalesce(string_agg(word, ' '), '') FROM kept`);
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  it('tells how long the first start took', () => {
    expect(place.lines.join('\n')).toMatch(/created and started in \d+\.\d\d s on port \d+$/m);
  });

  it('gives the gate a role that owns its database and is no superuser', async () => {
    const postgres = await place.start();
    const url = postgres.connectionString;
    expect(await ask(url, 'SELECT current_user::text')).toBe('two_step_gate');
    expect(await ask(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toBe(false);
    await ask(url, 'CREATE SCHEMA own');
    await postgres.stop();
  });

  it('runs with settings that keep what is committed', async () => {
    const postgres = await place.start();
    const url = postgres.connectionString;
    expect(await ask(url, 'SHOW fsync')).toBe('on');
    expect(await ask(url, 'SHOW synchronous_commit')).toBe('on');
    expect(await ask(url, 'SHOW data_checksums')).toBe('on');
    expect(await ask(url, 'SHOW timezone')).toBe('UTC');
    await postgres.stop();
  });

  it('is closed to other users of the machine, over the socket too', async () => {
    const postgres = await place.start();
    expect(modeOf(join(place.dataDirectory, 'postgres-password'))).toBe(0o600);
    expect(modeOf(join(place.dataDirectory, 'postgres.log'))).toBe(0o600);
    expect(modeOf(place.cluster)).toBe(0o700);
    expect(modeOf(place.dataDirectory) & 0o067).toBe(0);
    const bySocket = `postgres://postgres@/postgres?host=${postgres.socketDirectory}&port=${postgres.port}`;
    await expect(ask(bySocket, 'SELECT 1')).rejects.toThrow(/password/);
    await postgres.stop();
  });

  it('keeps its data over a stop and a start', async () => {
    const first = await place.start();
    await ask(first.connectionString, `INSERT INTO kept VALUES ('stopped')`);
    await first.stop();
    expect(readServerPid(place.cluster)).toBeUndefined();
    const second = await place.start();
    expect(await words(second.connectionString)).toBe('stopped');
    await second.stop();
  });

  it('survives a kill -9 of its owner, and the next start adopts it', async () => {
    const owner = await place.startOwner();
    await ask(owner.url, `INSERT INTO kept VALUES ('killed')`);
    const pid = readServerPid(place.cluster);
    await owner.end('SIGKILL');
    const postgres = await place.start();
    expect(readServerPid(place.cluster)).toBe(pid);
    expect(place.lines.at(-1)).toContain(`found running (pid ${pid})`);
    expect(await words(postgres.connectionString)).toBe('stopped killed');
    await postgres.stop();
    expect(readServerPid(place.cluster)).toBeUndefined();
  });

  it('recovers what was committed when the server was killed as well', async () => {
    const owner = await place.startOwner();
    await ask(owner.url, `INSERT INTO kept VALUES ('crashed')`);
    const pid = readServerPid(place.cluster) ?? 0;
    await owner.end('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const postgres = await place.start();
    expect(readServerPid(place.cluster)).not.toBe(pid);
    expect(await words(postgres.connectionString)).toBe('stopped killed crashed');
    await postgres.stop();
  });

  it('starts although the pid in a stale postmaster.pid is now another process of its user', async () => {
    const before = await place.start();
    const file = join(place.cluster, 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    const { uid, gid } = statSync(place.cluster);
    await before.stop();
    const other = spawn('sleep', ['60'], { uid, gid });
    try {
      writeFileSync(file, [String(other.pid), ...lines.slice(1)].join('\n'), { mode: 0o600 });
      chownSync(file, uid, gid);
      expect(await findRunningEmbeddedPostgres(place.dataDirectory)).toBeUndefined();
      const postgres = await place.start();
      expect(await words(postgres.connectionString)).toBe('stopped killed crashed');
      await postgres.stop();
      expect(other.signalCode).toBeNull();
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
  });

  it('never runs as root', async () => {
    const postgres = await place.start();
    const uid = readUid(readServerPid(place.cluster) ?? 0);
    expect(uid).not.toBe(0);
    expect(uid).toBe(statSync(place.cluster).uid);
    await postgres.stop();
  });

  it('takes a cluster that a restore left to root', async () => {
    const { uid } = statSync(place.cluster);
    const own = process.getuid?.() ?? 0;
    for (const file of readdirSync(place.cluster, { recursive: true, encoding: 'utf8' })) {
      lchownSync(join(place.cluster, file), own, -1);
    }
    lchownSync(place.cluster, own, -1);
    const postgres = await place.start();
    expect(await words(postgres.connectionString)).toBe('stopped killed crashed');
    expect(statSync(place.cluster).uid).toBe(uid);
    await postgres.stop();
  });

  it('is found by those who only want to look, and not started for them', async () => {
    expect(await findRunningEmbeddedPostgres(place.dataDirectory)).toBeUndefined();
    const postgres = await place.start();
    const found = await findRunningEmbeddedPostgres(place.dataDirectory);
    expect(found?.connectionString).toBe(postgres.connectionString);
    await postgres.stop();
  });

  it('does not run without its binaries, and says what to do instead', async () => {
    const start = place.start({ binariesRoot: '/nonexistent' });
    await expect(start).rejects.toThrow(/set DATABASE_URL/);
    // A refused start holds nothing: the next owner's stop is a stop.
    const postgres = await place.start();
    await postgres.stop();
    expect(readServerPid(place.cluster)).toBeUndefined();
  });
});

describe('two processes that start the embedded PostgreSQL at once', () => {
  const place = givenPlace();
  afterAll(place.close);

  it('share one server, which ends with the last of them', async () => {
    const [first, second] = await Promise.all([place.startOwner(), place.startOwner()]);
    expect(second.url).toBe(first.url);
    await first.end('SIGTERM');
    await sleep(100);
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    await second.end('SIGTERM');
    expect(readServerPid(place.cluster)).toBeUndefined();
  });
});
