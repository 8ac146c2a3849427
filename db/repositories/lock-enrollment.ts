import type { Knex } from 'knex';
import { affected } from '../database.ts';

/**
 * Holds the enrollment as it is until the transaction ends; `false` where there is none. To be called before any row
 * that goes with an enrollment is touched: a DELETE of the enrollment takes these after it, and two transactions that
 * lock in different orders wait for each other until PostgreSQL ends one.
 */
export async function lockEnrollment(transaction: Knex.Transaction, userKey: string): Promise<boolean> {
  const found = await affected(
    transaction,
    'SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = ? FOR KEY SHARE',
    [userKey],
  );
  return found === 1;
}
