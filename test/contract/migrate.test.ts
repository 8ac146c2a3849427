import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, KnexEnrollmentRepository, migrate, openDatabase } from '../../db/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresAdminUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe('bringing a database up to date', () => {
  let name: string;
  let opened: Database[];
  const open = () => {
    const url = new URL(inject('postgresAdminUrl'));
    url.username = 'two_step_gate';
    url.pathname = `/${name}`;
    const db = openDatabase(url.href);
    opened.push(db);
    return db;
  };
  const applied = async (db: Database) =>
    (await db.raw('SELECT name FROM schema_migrations ORDER BY id')).rows;

  beforeEach(async () => {
    opened = [];
    name = `test_${randomBytes(6).toString('hex')}`;
    await asSuperuser(`CREATE DATABASE ${name} OWNER two_step_gate`);
  });
  afterEach(async () => {
    await Promise.all(opened.map((db) => db.destroy()));
    await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  it('makes all tables in an empty one', async () => {
    const db = open();
    await migrate(db);
    const since = await new KnexEnrollmentRepository(db).create(buildNewEnrollment());
    expect(since).toBeDefined();
  });

  it('changes nothing the second time, and loses nobody', async () => {
    const db = open();
    await migrate(db);
    const before = await applied(db);
    expect(before.length).toBeGreaterThan(0);
    await new KnexEnrollmentRepository(db).create(buildNewEnrollment({ userKey: 'K1' }));
    await migrate(db);
    await migrate(open());
    expect(await applied(db)).toEqual(before);
    expect(await new KnexEnrollmentRepository(db).find('K1')).toBeDefined();
  });

  it('is done once by five gates that start at once', async () => {
    const gates = Array.from({ length: 5 }, open);
    await Promise.all(gates.map(migrate));
    const names = (await applied(open())).map((row: { name: string }) => row.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is not held up by a gate that died in the middle of it', async () => {
    const db = open();
    await migrate(db);
    await db.raw('UPDATE schema_migrations_lock SET is_locked = 1');
    await migrate(open());
    expect((await db.raw('SELECT is_locked FROM schema_migrations_lock')).rows).toEqual([{ is_locked: 0 }]);
  });

  it('leaves nothing half done when a step of it fails', async () => {
    const db = open();
    await db.raw('CREATE TABLE audit_events (id int)');
    await expect(migrate(db)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect((await db.raw("SELECT to_regclass('app_user') AS made")).rows).toEqual([{ made: null }]);
    await db.raw('DROP TABLE audit_events');
    await migrate(db);
  });
});
