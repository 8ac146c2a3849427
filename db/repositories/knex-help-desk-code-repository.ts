import type { HelpDeskCode, HelpDeskCodeRepository } from '../../proxy/user-help/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

const columns = `user_key AS "userKey", code_hash AS "codeHash", kind, issued_at AS "issuedAt",
  expires_at AS "expiresAt", issued_by AS "issuedBy"`;

export class KnexHelpDeskCodeRepository implements HelpDeskCodeRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  put({ userKey, codeHash, kind, issuedAt, expiresAt, issuedBy }: HelpDeskCode): Promise<void> {
    return guarded('keep help-desk code', async () => {
      await this.#db.raw(
        `INSERT INTO help_desk_codes (user_key, code_hash, kind, issued_at, expires_at, issued_by)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (user_key) DO UPDATE SET code_hash = EXCLUDED.code_hash, kind = EXCLUDED.kind,
           issued_at = EXCLUDED.issued_at, expires_at = EXCLUDED.expires_at, issued_by = EXCLUDED.issued_by,
           used_at = NULL, tries = 0`,
        [userKey, codeHash, kind, issuedAt, expiresAt, issuedBy],
      );
    });
  }

  find(userKey: string): Promise<HelpDeskCode | undefined> {
    return guarded('find help-desk code', async () => {
      const sql = `SELECT ${columns} FROM help_desk_codes WHERE user_key = ?`;
      const [found] = await rows<HelpDeskCode>(this.#db, sql, [userKey]);
      return found;
    });
  }

  spend(userKey: string, most: number, at: Date): Promise<HelpDeskCode | undefined> {
    return guarded('try help-desk code', async () => {
      const [found] = await rows<HelpDeskCode>(
        this.#db,
        `UPDATE help_desk_codes SET tries = tries + 1
         WHERE user_key = ? AND used_at IS NULL AND expires_at > ? AND tries < ? RETURNING ${columns}`,
        [userKey, at, most],
      );
      return found;
    });
  }

  consume(userKey: string, codeHash: string, at: Date): Promise<boolean> {
    return guarded('use help-desk code', async () => {
      const sql = `UPDATE help_desk_codes SET used_at = ?
         WHERE user_key = ? AND code_hash = ? AND used_at IS NULL AND expires_at > ?`;
      return (await affected(this.#db, sql, [at, userKey, codeHash, at])) === 1;
    });
  }

  remove(userKey: string, at: Date): Promise<boolean> {
    return guarded('remove help-desk code', async () => {
      const sql = `DELETE FROM help_desk_codes WHERE user_key = ?
         RETURNING used_at IS NULL AND expires_at > ? AS live`;
      const [removed] = await rows<{ live: boolean }>(this.#db, sql, [userKey, at]);
      return removed?.live === true;
    });
  }
}
