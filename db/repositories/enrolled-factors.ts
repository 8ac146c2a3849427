import type { Knex } from 'knex';
import type { NewFactor } from '../../proxy/authenticators/index.ts';
import type { CountingMethods, RemovalOutcome } from '../../proxy/enrollment/index.ts';
import { affected, rows } from '../database.ts';
import { insertAuthenticator } from './knex-authenticator-repository.ts';
import { insertUsedStep } from './knex-totp-repository.ts';

const table = '"AO_ED669C_TOTP_USER_ENROLLMENT"';

/** The one id that no row has: the authenticator app lives in the enrollment itself. */
const appId = 'app';

/** Inside the transaction that holds the enrollment. `false` where the factor is somebody's, or there is an app already. */
export async function keepFactor(
  transaction: Knex.Transaction,
  userKey: string,
  factor: NewFactor,
  at: Date,
): Promise<boolean> {
  if (factor.kind === 'row') return insertAuthenticator(transaction, userKey, factor, at);
  const changed = await affected(
    transaction,
    `UPDATE ${table} SET "SECRET" = ?, "MODIFIED_AT" = ?::timestamptz AT TIME ZONE 'UTC'
     WHERE "USER_KEY" = ? AND "SECRET" = ''`,
    [factor.sealedSecret, at, userKey],
  );
  return changed === 1 && keepApp(transaction, userKey, factor, at);
}

/** The same for an enrollment that was made just now, with the app's secret in it. */
export function keepFirst(
  transaction: Knex.Transaction,
  userKey: string,
  first: NewFactor,
  at: Date,
): Promise<boolean> {
  return first.kind === 'app'
    ? keepApp(transaction, userKey, first, at)
    : insertAuthenticator(transaction, userKey, first, at);
}

/** Starts an app's record anew: the steps that were used belong to the secret that is gone. */
export async function keepApp(
  transaction: Knex.Transaction,
  userKey: string,
  { name, confirmedWith }: Extract<NewFactor, { kind: 'app' }>,
  at: Date,
): Promise<boolean> {
  await forgetApp(transaction, userKey);
  const kept = await insertUsedStep(transaction, userKey, confirmedWith, at);
  await transaction.raw('UPDATE totp_authenticator SET name = ? WHERE user_key = ?', [name, userKey]);
  return kept;
}

async function forgetApp(transaction: Knex.Transaction, userKey: string): Promise<void> {
  await transaction.raw('DELETE FROM totp_authenticator WHERE user_key = ?', [userKey]);
  await transaction.raw('DELETE FROM "AO_ED669C_TOTP_CODES" WHERE "USER_KEY" = ?', [userKey]);
}

async function removeApp(transaction: Knex.Transaction, userKey: string): Promise<boolean> {
  const changed = await affected(
    transaction,
    `UPDATE ${table} SET "SECRET" = '', "MODIFIED_AT" = clock_timestamp() AT TIME ZONE 'UTC'
     WHERE "USER_KEY" = ? AND "SECRET" <> ''`,
    [userKey],
  );
  if (changed === 1) await forgetApp(transaction, userKey);
  return changed === 1;
}

/** Two removals at once wait for each other at the enrollment's row: one of the last two factors stays. */
export async function removeUnlessLast(
  transaction: Knex.Transaction,
  userKey: string,
  id: string,
  { primary, allowed }: CountingMethods,
): Promise<RemovalOutcome> {
  const [enrollment] = await rows<{ SECRET: string }>(
    transaction,
    `SELECT "SECRET" FROM ${table} WHERE "USER_KEY" = ? FOR UPDATE`,
    [userKey],
  );
  if (enrollment === undefined) return 'not_found';
  const owned = await rows<{ id: string; method: string; blocked: boolean }>(
    transaction,
    'SELECT id, method, blocked_at IS NOT NULL AS blocked FROM authenticators WHERE user_key = ?',
    [userKey],
  );
  if (enrollment.SECRET !== '') owned.push({ id: appId, method: 'TOTP', blocked: false });
  const wanted = owned.find((one) => one.id === id);
  if (wanted === undefined) return 'not_found';
  const others = owned.filter((one) => one.id !== id && !one.blocked && allowed.includes(one.method));
  if (primary.includes(wanted.method) && others.length === 0) return 'last';
  if (id === appId) await removeApp(transaction, userKey);
  else await transaction.raw('DELETE FROM authenticators WHERE id = ? AND user_key = ?', [id, userKey]);
  return 'removed';
}

export async function renameFactor(
  transaction: Knex.Transaction,
  userKey: string,
  id: string,
  name: string,
): Promise<boolean> {
  const [sql, bindings] =
    id === appId
      ? ['UPDATE totp_authenticator SET name = ? WHERE user_key = ?', [name, userKey]]
      : ['UPDATE authenticators SET name = ? WHERE user_key = ? AND id::text = ?', [name, userKey, id]];
  return (await affected(transaction, sql as string, bindings as string[])) === 1;
}
