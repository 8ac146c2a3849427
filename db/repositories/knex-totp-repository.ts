import type { Knex } from 'knex';
import type { StoredApp, TotpRepository, UsedStep } from '../../proxy/authenticators/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

export class KnexTotpRepository implements TotpRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  findApp(userKey: string): Promise<StoredApp | undefined> {
    return guarded('find app', async () => {
      const [row] = await rows<{ name: string | null; added_at: Date; last_used_at: Date | null }>(
        this.#db,
        `SELECT t.name, COALESCE(t.added_at, e."CREATED_AT" AT TIME ZONE 'UTC') AS added_at, t.last_used_at
         FROM "AO_ED669C_TOTP_USER_ENROLLMENT" e LEFT JOIN totp_authenticator t ON t.user_key = e."USER_KEY"
         WHERE e."USER_KEY" = ? AND e."SECRET" <> ''`,
        [userKey],
      );
      if (row === undefined) return undefined;
      return { name: row.name ?? '', addedAt: row.added_at, lastUsedAt: row.last_used_at ?? undefined };
    });
  }

  findSealedSecret(userKey: string): Promise<string | undefined> {
    return guarded('find secret', async () => {
      const [row] = await rows<{ SECRET: string }>(
        this.#db,
        'SELECT "SECRET" FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = ?',
        [userKey],
      );
      return row === undefined || row.SECRET === '' ? undefined : row.SECRET;
    });
  }

  consumeStep(userKey: string, used: UsedStep, at: Date): Promise<boolean> {
    return guarded('use up code', () =>
      this.#db.transaction(async (transaction) => {
        // Taken away since the code was looked at: then it was the code of nothing.
        const hasApp = await affected(
          transaction,
          `SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = ? AND "SECRET" <> '' FOR KEY SHARE`,
          [userKey],
        );
        if (hasApp !== 1) return false;
        return insertUsedStep(transaction, userKey, used, at);
      }),
    );
  }
}

/** Both guards decide by the number of rows they changed: the same code, and a code of an earlier step. */
export async function insertUsedStep(
  transaction: Knex.Transaction,
  userKey: string,
  used: UsedStep,
  at: Date,
): Promise<boolean> {
  const later = await affected(
    transaction,
    `INSERT INTO totp_authenticator (user_key, last_used_step, added_at, last_used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_key) DO UPDATE
       SET last_used_step = EXCLUDED.last_used_step, last_used_at = EXCLUDED.last_used_at
       WHERE totp_authenticator.last_used_step < EXCLUDED.last_used_step`,
    [userKey, used.step, at, at],
  );
  if (later !== 1) return false;
  await transaction.raw(
    'DELETE FROM "AO_ED669C_TOTP_CODES" WHERE "USER_KEY" = ? AND "EXPIRY_TIMESTAMP" < ?',
    [userKey, at.getTime()],
  );
  const first = await affected(
    transaction,
    `INSERT INTO "AO_ED669C_TOTP_CODES" ("USER_KEY", "TOTP_CODE_HASH", "EXPIRY_TIMESTAMP") VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [userKey, used.hash, used.expiresAt.getTime()],
  );
  return first === 1;
}
