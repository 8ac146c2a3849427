import type { AuditChain, AuditHead, AuditRow, Checkpoint } from '../../proxy/audit/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import { auditColumns, type StoredAuditRow, toAuditRow } from './audit-rows.ts';

/** Any number that nothing else takes: who holds it writes checkpoints. */
const checkpointLock = 733_004;
const pruneAtOnce = 2_000;

export const checkpointColumns = `seq, encode(hash, 'hex') AS hash, key_id AS "keyId", encode(signature, 'base64') AS signature,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;
export type StoredCheckpoint = Omit<Checkpoint, 'seq'> & { readonly seq: string };
export const toCheckpoint = (stored: StoredCheckpoint): Checkpoint => ({
  ...stored,
  seq: Number(stored.seq),
  signature: stored.signature.replace(/\s/g, ''),
});

export class KnexAuditChain implements AuditChain {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  chainStaged(): Promise<number> {
    return guarded('chain audit', async () => {
      const [row] = await rows<{ moved: number }>(this.#db, 'SELECT two_step_chain_audit() AS moved');
      return row?.moved ?? 0;
    });
  }

  hashAt(seq: number): Promise<string | undefined> {
    return guarded('read audit', async () => {
      const sql = "SELECT encode(hash, 'hex') AS hash FROM audit_events WHERE id = ?";
      const [row] = await rows<{ hash: string }>(this.#db, sql, [seq]);
      return row?.hash;
    });
  }

  latestCheckpoint(): Promise<Checkpoint | undefined> {
    return guarded('read checkpoint', async () => {
      const sql = `SELECT ${checkpointColumns} FROM audit_checkpoints ORDER BY seq DESC, at DESC LIMIT 1`;
      const [row] = await rows<StoredCheckpoint>(this.#db, sql);
      return row && toCheckpoint(row);
    });
  }

  addCheckpoint(minimumAge: number, sign: (head: AuditHead) => Checkpoint): Promise<Checkpoint | undefined> {
    return guarded('write checkpoint', () =>
      this.#db.transaction(async (transaction) => {
        const [head] = await rows<{ seq: string; hash: string }>(
          transaction,
          `SELECT e.id AS seq, encode(e.hash, 'hex') AS hash FROM audit_events e
           WHERE pg_try_advisory_xact_lock(?) AND NOT EXISTS (
             SELECT 1 FROM audit_checkpoints c
             WHERE c.seq >= e.id OR c.at > clock_timestamp() - ? * interval '1 millisecond')
           AND e.id = (SELECT max(id) FROM audit_events)`,
          [checkpointLock, minimumAge],
        );
        if (head === undefined) return undefined;
        const checkpoint = sign({ seq: Number(head.seq), hash: head.hash });
        const { seq, hash, at, keyId, signature } = checkpoint;
        await transaction.raw(
          `INSERT INTO audit_checkpoints (seq, hash, at, key_id, signature)
           VALUES (?, decode(?, 'hex'), ?::timestamptz, ?, decode(?, 'base64')) ON CONFLICT DO NOTHING`,
          [seq, hash, at, keyId, signature],
        );
        return checkpoint;
      }),
    );
  }

  types(): Promise<readonly string[]> {
    return guarded('read audit types', async () => {
      const found = await rows<{ type: string }>(
        this.#db,
        'SELECT DISTINCT type FROM audit_daily ORDER BY type',
      );
      return found.map(({ type }) => type);
    });
  }

  prune(type: string, days: number): Promise<number> {
    return guarded('prune audit', async () => {
      const [row] = await rows<{ emptied: number }>(
        this.#db,
        'SELECT two_step_prune_audit(?, ?, ?) AS emptied',
        [type, days, pruneAtOnce],
      );
      return row?.emptied ?? 0;
    });
  }

  async deliverNext(
    stream: string,
    most: number,
    deliver: (rows: readonly AuditRow[]) => Promise<void>,
  ): Promise<number | undefined> {
    // A new receiver hears of what happens from now on.
    await guarded('open audit stream', () =>
      this.#db.raw(
        `INSERT INTO audit_streams (name, seq) SELECT ?, COALESCE(max(id), 0) FROM audit_events
         ON CONFLICT DO NOTHING`,
        [stream],
      ),
    );
    return this.#db.transaction(async (transaction) => {
      const next = await guarded('read audit stream', async () => {
        const sql = 'SELECT seq FROM audit_streams WHERE name = ? FOR UPDATE SKIP LOCKED';
        const [cursor] = await rows<{ seq: string }>(transaction, sql, [stream]);
        if (cursor === undefined) return undefined;
        return rows<StoredAuditRow>(
          transaction,
          `SELECT ${auditColumns} FROM audit_events e WHERE e.id > ? ORDER BY e.id LIMIT ?`,
          [cursor.seq, most],
        );
      });
      const last = next?.at(-1);
      if (next === undefined || last === undefined) return next?.length;
      await deliver(next.map(toAuditRow));
      await guarded('move audit stream', () =>
        transaction.raw('UPDATE audit_streams SET seq = ? WHERE name = ?', [last.seq, stream]),
      );
      return next.length;
    });
  }
}
