import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { KnexAuditSearch, openDatabase } from '../../db/index.ts';
import * as enrollmentTables from '../../db/migrations/20261101-enrollment-tables.ts';
import * as enrollmentTrigger from '../../db/migrations/20261102-enrollment-trigger.ts';
import * as authenticators from '../../db/migrations/20261122-authenticators.ts';
import * as administration from '../../db/migrations/20261123-administration.ts';
import * as auditChain from '../../db/migrations/20261124-audit-chain.ts';
import { verifyChain } from '../../proxy/audit/index.ts';

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresAdminUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

it('what an older version wrote, gaps in its numbers included, becomes a chain without a gap', async () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name} OWNER two_step_gate`);
  const url = new URL(inject('postgresAdminUrl'));
  url.username = 'two_step_gate';
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { poolSize: 2 });
  try {
    for (const { up } of [enrollmentTables, enrollmentTrigger, authenticators, administration]) await up(db);
    await db.raw(
      `INSERT INTO audit_events (id, type, outcome, reason, address, request_id, target_name)
       SELECT 3 * n, 'factor.verified', 'success', 'r' || n, 'a', 'i', NULLIF('n' || n % 3, 'n0')
       FROM generate_series(1, 4500) AS n ORDER BY random()`,
    );
    await db.transaction((transaction) => auditChain.up(transaction));
    const rows = new KnexAuditSearch(db).chain({ firstSeq: 1 });
    const report = await verifyChain({ rows, checkpoints: [], publicKeys: [], toEnd: true });
    expect(report).toMatchObject({ findings: [], rows: 4_500, head: { seq: 4_500 } });
    const misplaced = "SELECT 1 FROM audit_events WHERE reason <> 'r' || id";
    expect((await db.raw(misplaced)).rows).toEqual([]);
    const counted = await db.raw('SELECT sum(events)::int AS events FROM audit_daily');
    expect(counted.rows).toEqual([{ events: 4_500 }]);
  } finally {
    await db.destroy();
    await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});
