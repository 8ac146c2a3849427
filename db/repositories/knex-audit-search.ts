import {
  type AuditFilter,
  type AuditHead,
  type AuditPage,
  type AuditRange,
  type AuditRow,
  type AuditSearch,
  type Checkpoint,
  isAddressFilter,
  typeMatcher,
} from '../../proxy/audit/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import { type AuditConditions, auditQuery } from './audit-query.ts';
import { auditColumns, type StoredAuditRow, toAuditRow } from './audit-rows.ts';
import { checkpointColumns, type StoredCheckpoint, toCheckpoint } from './knex-audit-chain.ts';

/** So that a batch is read well within the time that a statement has. */
const batch = 2_000;

export class KnexAuditSearch implements AuditSearch {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  search(filter: AuditFilter, limit: number, beforeId?: number): Promise<AuditPage> {
    return guarded('search audit', async () => {
      const conditions = await this.#conditions(filter);
      if (conditions === undefined) return { rows: [], next: undefined };
      const found = await this.#read(conditions, { order: 'DESC', limit: limit + 1, from: beforeId });
      const page = found.slice(0, limit);
      return { rows: page, next: found.length > limit ? page.at(-1)?.seq : undefined };
    });
  }

  async *stream(filter: AuditFilter): AsyncGenerator<AuditRow> {
    const conditions = await guarded('search audit', () => this.#conditions(filter));
    if (conditions === undefined) return;
    yield* inBatches((from) => this.#read(conditions, { order: 'ASC', limit: batch, from }));
  }

  async *chain({ firstSeq, lastSeq }: AuditRange): AsyncGenerator<AuditRow> {
    yield* inBatches(
      (from) =>
        guarded('read audit', async () => {
          const found = await rows<StoredAuditRow>(
            this.#db,
            `SELECT ${auditColumns} FROM audit_events e WHERE e.id > ? AND e.id <= ?::bigint ORDER BY e.id LIMIT ?`,
            [from, lastSeq ?? Number.MAX_SAFE_INTEGER, batch],
          );
          return found.map(toAuditRow);
        }),
      firstSeq - 1,
    );
  }

  rangeOf(from: Date | undefined, to: Date | undefined): Promise<AuditRange> {
    return guarded('read audit', async () => {
      const [row] = await rows<{ first: string | null; last: string | null; after: string }>(
        this.#db,
        `SELECT (SELECT min(id) FROM (SELECT id FROM audit_events WHERE at >= ?::timestamptz
                   ORDER BY at LIMIT 1000) nearest) AS first,
                (SELECT max(id) FROM (SELECT id FROM audit_events WHERE at < ?::timestamptz
                   ORDER BY at DESC LIMIT 1000) nearest) AS last,
                (SELECT COALESCE(max(id), 0) + 1 FROM audit_events) AS after`,
        [from?.toISOString() ?? null, to?.toISOString() ?? null],
      );
      return {
        firstSeq: from === undefined ? 1 : Number(row?.first ?? row?.after),
        lastSeq: to === undefined ? undefined : Number(row?.last ?? 0),
      };
    });
  }

  find(seq: number): Promise<AuditHead | undefined> {
    return this.#head('e.id = ?', [seq]);
  }

  head(): Promise<AuditHead | undefined> {
    return this.#head('true', []);
  }

  #head(condition: string, bindings: readonly number[]): Promise<AuditHead | undefined> {
    return guarded('read audit', async () => {
      const sql = `SELECT e.id AS seq, encode(e.hash, 'hex') AS hash FROM audit_events e
                   WHERE ${condition} ORDER BY e.id DESC LIMIT 1`;
      const [row] = await rows<{ seq: string; hash: string }>(this.#db, sql, bindings);
      return row && { seq: Number(row.seq), hash: row.hash };
    });
  }

  checkpoints({ firstSeq, lastSeq }: AuditRange): Promise<readonly Checkpoint[]> {
    return guarded('read checkpoints', async () => {
      const found = await rows<StoredCheckpoint>(
        this.#db,
        `SELECT ${checkpointColumns} FROM audit_checkpoints c
         WHERE c.seq >= ? AND c.seq <= ?::bigint ORDER BY c.seq, c.key_id`,
        [firstSeq, lastSeq ?? Number.MAX_SAFE_INTEGER],
      );
      return found.map(toCheckpoint);
    });
  }

  enrolled(): Promise<ReadonlySet<string>> {
    return guarded('read enrollments', async () => {
      const sql = 'SELECT "USER_KEY" AS key FROM "AO_ED669C_TOTP_USER_ENROLLMENT"';
      return new Set((await rows<{ key: string }>(this.#db, sql)).map(({ key }) => key));
    });
  }

  /** Undefined where nothing can be found. */
  async #conditions(filter: AuditFilter): Promise<AuditConditions | undefined> {
    if (filter.address !== undefined && !isAddressFilter(filter.address)) return undefined;
    if (filter.type === undefined) return { filter, types: undefined };
    const all = await rows<{ type: string }>(this.#db, 'SELECT DISTINCT type FROM audit_daily');
    const types = all.map(({ type }) => type).filter(typeMatcher(filter.type));
    return types.length === 0 ? undefined : { filter, types };
  }

  #read(
    conditions: AuditConditions,
    page: { readonly order: 'ASC' | 'DESC'; readonly limit: number; readonly from?: number | undefined },
  ): Promise<AuditRow[]> {
    return guarded('search audit', async () => {
      const { sql, bindings } = auditQuery(conditions, page);
      return (await rows<StoredAuditRow>(this.#db, sql, bindings)).map(toAuditRow);
    });
  }
}

async function* inBatches(
  read: (from: number) => Promise<readonly AuditRow[]>,
  start = 0,
): AsyncGenerator<AuditRow> {
  let from = start;
  for (;;) {
    const found = await read(from);
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < batch) return;
    from = last.seq;
  }
}
