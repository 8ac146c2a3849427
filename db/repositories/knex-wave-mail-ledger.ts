import type { SentWaveMail, WaveMailKind, WaveMailLedger } from '../../proxy/wave-mails/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

export class KnexWaveMailLedger implements WaveMailLedger {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  sentTo(ruleId: string, userKeys: readonly string[]): Promise<readonly SentWaveMail[]> {
    return guarded('read wave mails', async () => {
      const found = await rows<{ userKey: string; kind: WaveMailKind; sentAt: Date }>(
        this.#db,
        `SELECT user_key AS "userKey", kind, sent_at AS "sentAt" FROM wave_mails
         WHERE rule_id = ? AND user_key = ANY (?)`,
        [ruleId, [...userKeys]],
      );
      return found.map((row) => ({ ...row, sentAt: row.sentAt.getTime() }));
    });
  }

  claim(ruleId: string, userKey: string, kind: WaveMailKind, at: Date): Promise<boolean> {
    return guarded('claim wave mail', async () => {
      const sql = `INSERT INTO wave_mails (rule_id, user_key, kind, sent_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`;
      return (await affected(this.#db, sql, [ruleId, userKey, kind, at])) === 1;
    });
  }

  release(ruleId: string, userKey: string, kind: WaveMailKind): Promise<void> {
    return guarded('release wave mail', async () => {
      const sql = 'DELETE FROM wave_mails WHERE rule_id = ? AND user_key = ? AND kind = ?';
      await this.#db.raw(sql, [ruleId, userKey, kind]);
    });
  }

  forget(before: Date, but: readonly string[]): Promise<void> {
    return guarded('forget wave mails', async () => {
      const sql = 'DELETE FROM wave_mails WHERE sent_at < ? AND rule_id <> ALL (?)';
      await this.#db.raw(sql, [before, [...but]]);
    });
  }
}
