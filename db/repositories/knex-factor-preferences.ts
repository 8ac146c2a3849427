import type { FactorPreferences } from '../../proxy/enrollment/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import { lockEnrollment } from './lock-enrollment.ts';

export class KnexFactorPreferences implements FactorPreferences {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(userKey: string): Promise<string | undefined> {
    return guarded('find preference', async () => {
      const [row] = await rows<{ default_method: string }>(
        this.#db,
        'SELECT default_method FROM second_factor_preferences WHERE user_key = ?',
        [userKey],
      );
      return row?.default_method;
    });
  }

  set(userKey: string, method: string): Promise<void> {
    return guarded('set preference', () =>
      this.#db.transaction(async (transaction) => {
        if (!(await lockEnrollment(transaction, userKey))) return;
        await transaction.raw(
          `INSERT INTO second_factor_preferences (user_key, default_method) VALUES (?, ?)
           ON CONFLICT (user_key) DO UPDATE SET default_method = EXCLUDED.default_method`,
          [userKey, method],
        );
      }),
    );
  }
}
