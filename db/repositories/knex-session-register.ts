import type { RegisteredSession, SessionRegister } from '../../proxy/session/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import { lockEnrollment } from './lock-enrollment.ts';

type Row = {
  session_key: string;
  family: string;
  user_key: string;
  method: string;
  browser: string;
  address: string;
  verified_at: Date;
  expires_at: Date;
};

/** More than anybody has at once; what is older is only not listed any more. */
const mostListed = 50;

export class KnexSessionRegister implements SessionRegister {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(session: RegisteredSession): Promise<void> {
    const { key, family, userKey, method, browser, address, verifiedAt, expiresAt } = session;
    return guarded('register session', () =>
      this.#db.transaction(async (transaction) => {
        if (!(await lockEnrollment(transaction, userKey))) return;
        await transaction.raw('DELETE FROM verified_logins WHERE user_key = ? AND expires_at <= ?', [
          userKey,
          verifiedAt,
        ]);
        await transaction.raw(
          `INSERT INTO verified_logins
             (session_key, family, user_key, method, browser, address, verified_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_key) DO NOTHING`,
          [key, family, userKey, method, browser, address, verifiedAt, expiresAt],
        );
      }),
    );
  }

  list(userKey: string, at: Date): Promise<readonly RegisteredSession[]> {
    return guarded('list sessions', async () => {
      const found = await rows<Row>(
        this.#db,
        `SELECT * FROM verified_logins WHERE user_key = ? AND expires_at > ?
         ORDER BY verified_at DESC, session_key LIMIT ?`,
        [userKey, at, mostListed],
      );
      return found.map((row) => ({
        key: row.session_key,
        family: row.family,
        userKey: row.user_key,
        method: row.method,
        browser: row.browser,
        address: row.address,
        verifiedAt: row.verified_at,
        expiresAt: row.expires_at,
      }));
    });
  }

  removeFamily(userKey: string, family: string): Promise<readonly string[]> {
    return guarded('unregister login', async () => {
      const removed = await rows<{ session_key: string }>(
        this.#db,
        'DELETE FROM verified_logins WHERE user_key = ? AND family = ? RETURNING session_key',
        [userKey, family],
      );
      return removed.map(({ session_key }) => session_key);
    });
  }

  remove(key: string): Promise<void> {
    return guarded('unregister session', async () => {
      await this.#db.raw('DELETE FROM verified_logins WHERE session_key = ?', [key]);
    });
  }
}
