import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinaries } from '../../db/embedded/binaries.ts';
import { ask, givenPlace, makePrivateDirectory } from '../support/servers/embedded-postgres.ts';

describe('an embedded PostgreSQL in a directory with a long name', () => {
  const place = givenPlace();
  afterAll(place.close);

  it('has its socket in a private temporary directory, for as long as it runs', async () => {
    const long = join(place.root, 'long'.repeat(25));
    const postgres = await place.start({ dataDirectory: long });
    const { socketDirectory, port } = postgres;
    expect(statSync(socketDirectory).mode & 0o777).toBe(0o700);
    expect(existsSync(join(socketDirectory, `.s.PGSQL.${port}`))).toBe(true);
    await postgres.stop();
    expect(existsSync(socketDirectory)).toBe(false);
  });
});

// Nobody but root changes users, so for nobody else there is a place that the database cannot reach.
if (process.getuid?.() === 0) {
  describe('an embedded PostgreSQL of a project that only root can enter', () => {
    const place = givenPlace();
    const closed = makePrivateDirectory(join(place.root, 'closed'));
    const dataDirectory = join(closed, 'data');
    const binariesRoot = join(closed, 'node_modules', 'native');

    beforeAll(async () => {
      const { root } = await findBinaries();
      cpSync(root, binariesRoot, { recursive: true, verbatimSymlinks: true });
    });
    afterAll(place.close);

    const start = () => place.start({ dataDirectory, binariesRoot });
    const locate = () => readFileSync(join(dataDirectory, 'postgres-location'), 'utf8').trim();

    it('runs from the shared directory, and says so', async () => {
      const postgres = await start();
      expect(await ask(postgres.connectionString, 'SELECT 1')).toBe(1);
      await ask(postgres.connectionString, 'CREATE TABLE kept ()');
      await postgres.stop();
      expect(locate().startsWith(`${place.sharedDirectory}/`)).toBe(true);
      expect(place.lines.at(0)).toContain(locate());
      expect(place.lines.at(0)).toContain(join(place.sharedDirectory, 'postgresql-'));
      expect(statSync(closed).mode & 0o777).toBe(0o700);
      expect(statSync(locate()).mode & 0o777).toBe(0o700);
    });

    it('finds its cluster there again', async () => {
      const postgres = await start();
      expect(await ask(postgres.connectionString, 'SELECT count(*)::int FROM kept')).toBe(0);
      await postgres.stop();
    });

    it('does not meet the cluster of a data directory that was deleted', async () => {
      const old = locate();
      rmSync(dataDirectory, { recursive: true });
      const postgres = await start();
      expect(locate()).not.toBe(old);
      expect(await ask(postgres.connectionString, `SELECT to_regclass('kept')`)).toBeNull();
      await postgres.stop();
    });
  });
}
