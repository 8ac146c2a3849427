import pg from 'pg';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { KnexAuditLog, KnexSiteDocuments } from '../../db/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();

async function asSuperuser(statement: string): Promise<pg.QueryResult> {
  const url = new URL(inject('postgresAdminUrl'));
  url.pathname = new URL(given.url).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const statements = [
  "UPDATE audit_events SET reason = 'nothing'",
  'DELETE FROM audit_events',
  'TRUNCATE audit_events',
  'DELETE FROM audit_checkpoints',
  'UPDATE audit_checkpoints SET seq = 0',
  'TRUNCATE audit_checkpoints',
  "UPDATE site_documents SET comment = ''",
  'DELETE FROM site_documents',
  'TRUNCATE site_documents',
  "UPDATE audit_incoming SET reason = ''",
  'DELETE FROM audit_incoming',
  'TRUNCATE audit_incoming',
  // As if it had been pruned, but with something kept.
  'UPDATE audit_events SET pruned_at = now()',
];

describe('what is written down once', () => {
  beforeAll(async () => {
    const document = { basedOn: 0, document: {}, actor: undefined, actorName: 'erin', comment: 'why' };
    await new KnexAuditLog(given.db).record({
      ...{ type: 'factor.failed', outcome: 'failure', reason: 'r', address: 'a', requestId: 'i' },
      ...{ actor: undefined, target: undefined },
    });
    await new KnexSiteDocuments(given.db).append({ kind: 'policy', ...document });
    await given.rows("INSERT INTO grace_periods VALUES ('K1', now())");
    await given.rows("INSERT INTO audit_checkpoints VALUES (1, '\\x00', now(), 'key', '\\x00')");
  });

  it.each(statements)("stays for the gate's own role: %s", async (statement) => {
    await expect(given.rows(statement)).rejects.toThrow(/permission denied|append-only/);
  });

  it.each(statements)('stays for a superuser who leaves the triggers alone: %s', async (statement) => {
    await expect(asSuperuser(statement)).rejects.toThrow('append-only');
  });

  it('and stays where somebody gives the rights back to themselves', async () => {
    await given.rows('GRANT UPDATE, DELETE ON audit_events TO two_step_gate');
    await expect(given.rows('DELETE FROM audit_events')).rejects.toThrow('append-only');
    await expect(given.rows("UPDATE audit_events SET type = 'x'")).rejects.toThrow('append-only');
  });
});
