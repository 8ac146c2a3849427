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

/**
 * Rows for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front
 * (OWASP, "CSV injection"): names of people are chosen by others.
 */
export async function* auditCsv(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  yield `${columns.map(([title]) => title).join(',')}\r\n`;
  for await (const row of rows) {
    yield `${columns.map(([, name]) => cell(String(row[name] ?? ''))).join(',')}\r\n`;
  }
}

function cell(text: string): string {
  const defused = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
