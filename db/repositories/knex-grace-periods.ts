import type { GracePeriods } from '../../proxy/policy/index.ts';
import { affected, type Database, guarded } from '../database.ts';
import { throughGate } from './through-gate.ts';

export class KnexGracePeriods implements GracePeriods {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  begin(userKey: string, at: Date): Promise<boolean> {
    return guarded('begin grace period', () =>
      this.#db.transaction(async (transaction) => {
        await throughGate(transaction);
        const sql = 'INSERT INTO grace_periods (user_key, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING';
        return (await affected(transaction, sql, [userKey, at])) === 1;
      }),
    );
  }
}
