import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Database,
  KnexAuditChain,
  KnexAuditLog,
  KnexEnrollmentRepository,
  KnexSiteDocuments,
  openDatabase,
  prepareDatabase,
} from '../../db/index.ts';
import { CheckpointSigner } from '../../proxy/audit/index.ts';
import { buildKeyRing, buildNewEnrollment } from '../support/builders/index.ts';
import { givenDatabase } from './given-database.ts';

// DATABASE_MIGRATION_URL: the tables belong to another role than the one that the gate works as.
describe('a gate whose role does not own the tables', () => {
  const given = givenDatabase();
  const role = `gate_${randomBytes(4).toString('hex')}`;
  let gate: Database;

  async function asSuperuser(...statements: string[]): Promise<void> {
    const url = new URL(inject('postgresAdminUrl'));
    url.pathname = new URL(given.url).pathname;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  beforeAll(async () => {
    await asSuperuser(`CREATE ROLE ${role} LOGIN PASSWORD 'gate'`);
    const url = new URL(given.url);
    url.username = role;
    url.password = 'gate';
    gate = openDatabase(url.href);
    const [one, two] = [openDatabase(url.href), openDatabase(url.href)];
    await Promise.all([gate, one, two].map((db) => prepareDatabase(db, given.url)));
    await Promise.all([one.destroy(), two.destroy()]);
  });
  afterAll(async () => {
    await gate.destroy();
    await asSuperuser(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
  });

  it('works: enrollments, documents, audit and checkpoints, and its own work is no work by hand', async () => {
    const enrollments = new KnexEnrollmentRepository(gate);
    await enrollments.create(buildNewEnrollment({ userKey: 'K1', username: 'alice' }));
    await enrollments.remove('K1');
    const document = { kind: 'policy', basedOn: 0, document: {}, actor: undefined } as const;
    await new KnexSiteDocuments(gate).append({ ...document, actorName: 'erin', comment: 'why' });
    await new KnexAuditLog(gate).record({
      ...{ type: 'enrollment.removed', outcome: 'success', reason: 'r', address: 'a', requestId: 'i' },
      ...{ actor: undefined, target: undefined },
    });
    const chain = new KnexAuditChain(gate);
    expect(await chain.chainStaged()).toBe(0);
    expect(await chain.prune('factor.failed', 1)).toBe(0);
    const signer = new CheckpointSigner(buildKeyRing());
    expect(await chain.addCheckpoint(0, (head) => signer.sign(head, new Date()))).toBeDefined();
    expect(await given.rows('SELECT type FROM audit_events')).toEqual([{ type: 'enrollment.removed' }]);
  });

  it('stands in the audit when it does something without saying so', async () => {
    await new KnexEnrollmentRepository(gate).create(buildNewEnrollment({ userKey: 'K2', username: 'bob' }));
    await gate.raw(`DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'K2'`);
    await new KnexAuditChain(gate).chainStaged();
    expect(await given.rows("SELECT actor_name FROM audit_events WHERE target_key = 'K2'")).toEqual([
      { actor_name: role },
    ]);
  });

  it.each([
    'DELETE FROM audit_events',
    'INSERT INTO audit_events SELECT * FROM audit_events',
    'GRANT UPDATE ON audit_events TO CURRENT_USER',
    'ALTER TABLE audit_events DISABLE TRIGGER USER',
    'INSERT INTO audit_incoming (type) VALUES (NULL)',
    'DELETE FROM site_documents',
    'DELETE FROM audit_checkpoints',
    'UPDATE audit_daily SET events = 0',
    "INSERT INTO gate_roles VALUES ('other')",
    'DROP TABLE audit_events',
  ])('may not: %s', async (statement) => {
    // A GRANT that grants nothing is a warning for PostgreSQL.
    const outcome = await gate.raw(statement).then(
      () => 'done',
      (error: Error) => error.message,
    );
    if (!statement.startsWith('GRANT')) expect(outcome).toMatch(/permission denied|must be owner/);
    await expect(gate.raw("UPDATE audit_events SET reason = ''")).rejects.toThrow('permission denied');
  });
});
