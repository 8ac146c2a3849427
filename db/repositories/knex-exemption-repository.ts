import type { Knex } from 'knex';
import type { Exemption, ExemptionRepository } from '../../proxy/user-help/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { throughGate } from './through-gate.ts';

export class KnexExemptionRepository implements ExemptionRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  grant({ userKey, endsAt, reason, grantedAt, grantedBy }: Exemption): Promise<void> {
    return this.#throughGate('grant exemption', async (transaction) => {
      await transaction.raw(
        `INSERT INTO exemptions (user_key, ends_at, reason, granted_at, granted_by) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (user_key) DO UPDATE SET ends_at = EXCLUDED.ends_at, reason = EXCLUDED.reason,
           granted_at = EXCLUDED.granted_at, granted_by = EXCLUDED.granted_by`,
        [userKey, endsAt, reason, grantedAt, grantedBy],
      );
    });
  }

  end(userKey: string, at: Date): Promise<boolean> {
    return this.#throughGate('end exemption', async (transaction) => {
      const sql = 'UPDATE exemptions SET ends_at = ? WHERE user_key = ? AND ends_at > ?';
      return (await affected(transaction, sql, [at, userKey, at])) === 1;
    });
  }

  find(userKey: string, at: Date): Promise<Exemption | undefined> {
    return guarded('find exemption', async () => {
      const [found] = await rows<Exemption>(
        this.#db,
        `SELECT user_key AS "userKey", ends_at AS "endsAt", reason, granted_at AS "grantedAt",
           granted_by AS "grantedBy"
         FROM exemptions WHERE user_key = ? AND ends_at > ?`,
        [userKey, at],
      );
      return found;
    });
  }

  /** One transaction that says whose work it is, for the table's trigger. */
  #throughGate<T>(what: string, work: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
    return guarded(what, () =>
      this.#db.transaction(async (transaction) => {
        await throughGate(transaction);
        return work(transaction);
      }),
    );
  }
}
