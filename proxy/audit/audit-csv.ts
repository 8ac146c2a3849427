import { csvLine } from '../kernel/csv.ts';
import type { AuditRow } from './audit-row.ts';

const columns: readonly (readonly [string, keyof AuditRow])[] = [
  ['id', 'seq'],
  ['at', 'at'],
  ['type', 'type'],
  ['outcome', 'outcome'],
  ['reason', 'reason'],
  ['actor_key', 'actorKey'],
  ['actor_name', 'actorName'],
  ['target_key', 'targetKey'],
  ['target_name', 'targetName'],
  ['address', 'address'],
  ['request_id', 'requestId'],
  ['hash', 'hash'],
  ['pruned_at', 'prunedAt'],
];

/** Rows for a spreadsheet. */
export async function* auditCsv(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  yield csvLine(columns.map(([title]) => title));
  for await (const row of rows) yield csvLine(columns.map(([, name]) => String(row[name] ?? '')));
}
