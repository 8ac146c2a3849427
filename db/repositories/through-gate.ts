import type { Knex } from 'knex';

/** Marks a transaction as the gate's own work: the triggers leave the audit to the gate then. */
export async function throughGate(transaction: Knex.Transaction): Promise<void> {
  await transaction.raw("SELECT set_config('two_step.through_gate', 'yes', true)");
}
