import type { ResetLink, ResetLinkRepository, StoredResetLink } from '../../proxy/user-help/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

type Row = { userKey: string; issuedAt: Date; expiresAt: Date; usedAt: Date | null };

export class KnexResetLinkRepository implements ResetLinkRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  put({ tokenHash, userKey, issuedAt, expiresAt }: ResetLink): Promise<void> {
    return guarded('keep reset link', () =>
      this.#db.transaction(async (transaction) => {
        // Two administrators who reset the same person at once: the second one's link is the one that stays.
        await transaction.raw('SELECT pg_advisory_xact_lock(733004, hashtext(?))', [userKey]);
        await transaction.raw('DELETE FROM reset_links WHERE user_key = ?', [userKey]);
        await transaction.raw(
          'INSERT INTO reset_links (token_hash, user_key, issued_at, expires_at) VALUES (?, ?, ?, ?)',
          [tokenHash, userKey, issuedAt, expiresAt],
        );
      }),
    );
  }

  find(tokenHash: string): Promise<StoredResetLink | undefined> {
    return guarded('find reset link', async () => {
      const [row] = await rows<Row>(
        this.#db,
        `SELECT user_key AS "userKey", issued_at AS "issuedAt", expires_at AS "expiresAt", used_at AS "usedAt"
         FROM reset_links WHERE token_hash = ?`,
        [tokenHash],
      );
      return row === undefined ? undefined : { ...row, tokenHash, usedAt: row.usedAt ?? undefined };
    });
  }

  consume(userKey: string, tokenHash: string, at: Date): Promise<boolean> {
    return guarded('use reset link', async () => {
      const sql = `UPDATE reset_links SET used_at = ?
         WHERE token_hash = ? AND user_key = ? AND used_at IS NULL AND expires_at > ?`;
      return (await affected(this.#db, sql, [at, tokenHash, userKey, at])) === 1;
    });
  }

  end(userKey: string, at: Date): Promise<boolean> {
    return guarded('end reset links', async () => {
      const sql = 'UPDATE reset_links SET used_at = COALESCE(used_at, ?) WHERE user_key = ?';
      return (await affected(this.#db, sql, [at, userKey])) > 0;
    });
  }
}
