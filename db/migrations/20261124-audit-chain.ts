import type { Knex } from 'knex';
import { chainExisting, chaining, digests } from './audit-chain/functions.ts';
import { protection, staging } from './audit-chain/protection.ts';
import { indexes, tables } from './audit-chain/tables.ts';

/** A batch has to end within the time that a statement has. */
const batch = 2_000;

type Chained = { readonly new_id: string; readonly new_hash: Buffer | null; readonly chained: number };

/**
 * The audit becomes a chain: each row carries the hash of the one before it, so that a row that was changed, taken out
 * or moved shows (docs/adr/0015-the-audit-is-a-chain.md).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(tables);
  await knex.raw(digests);
  await knex.raw(chainExisting);
  let last: Chained = { new_id: '0', new_hash: null, chained: batch };
  while (last.chained === batch) {
    const sql = 'SELECT * FROM two_step_chain_existing(?::bigint, ?::bytea, ?)';
    const { rows } = await knex.raw(sql, [last.new_id, last.new_hash as Buffer, batch]);
    last = rows[0];
  }
  await knex.raw(`
    DROP FUNCTION two_step_chain_existing(bigint, bytea, integer);
    INSERT INTO audit_daily (day, type, outcome, events)
      SELECT (at AT TIME ZONE 'UTC')::date, type, outcome, count(*) FROM audit_events GROUP BY 1, 2, 3;
    ALTER TABLE audit_events ALTER COLUMN body_digest SET NOT NULL, ALTER COLUMN hash SET NOT NULL;
  `);
  await knex.raw(indexes);
  await knex.raw(chaining);
  await knex.raw(staging);
  await knex.raw(protection);
}

/** There is no way back: a chain that could be taken apart by a command would prove nothing. */
export async function down(): Promise<void> {
  throw new Error('the audit stays a chain; restore a backup for an older version');
}
