import type { BreakGlassRequest, BreakGlassRequests } from '../../proxy/user-help/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

const open = 'id::text = ? AND confirmed_at IS NULL AND started_at > ?';

export class KnexBreakGlassRequests implements BreakGlassRequests {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  start({ targetKey, reason, startedBy, startedAt, sealedHalf }: BreakGlassRequest): Promise<string> {
    return guarded('start break-glass', async () => {
      const [row] = await rows<{ id: string }>(
        this.#db,
        `INSERT INTO break_glass_requests (target_key, reason, started_by, started_at, sealed_half)
         VALUES (?, ?, ?, ?, ?) RETURNING id::text`,
        [targetKey, reason, startedBy, startedAt, sealedHalf],
      );
      if (row === undefined) throw new Error('an INSERT without a row');
      return row.id;
    });
  }

  findOpen(id: string, since: Date): Promise<BreakGlassRequest | undefined> {
    return guarded('find break-glass', async () => {
      const [found] = await rows<BreakGlassRequest>(
        this.#db,
        `SELECT target_key AS "targetKey", reason, started_by AS "startedBy", started_at AS "startedAt",
           sealed_half AS "sealedHalf"
         FROM break_glass_requests WHERE ${open}`,
        [id, since],
      );
      return found;
    });
  }

  confirm(id: string, confirmedBy: string, at: Date, since: Date): Promise<boolean> {
    return guarded('confirm break-glass', async () => {
      const sql = `UPDATE break_glass_requests SET confirmed_by = ?, confirmed_at = ?, sealed_half = ''
         WHERE ${open}`;
      return (await affected(this.#db, sql, [confirmedBy, at, id, since])) === 1;
    });
  }
}
