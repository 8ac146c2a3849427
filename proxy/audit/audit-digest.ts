import { createHash } from 'node:crypto';
import type { AuditRow } from './audit-row.ts';

/** What the first row follows. */
export const noHash = '00'.repeat(32);

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** Length in bytes, a colon, the text, a comma: no two lists of values give the same text. Nothing is `-,`. */
function net(value: string | null): string {
  return value === null ? '-,' : `${Buffer.byteLength(value, 'utf8')}:${value},`;
}

/** Of what pruning takes away: everything that says who, from where and why. As `two_step_audit_body` in the database. */
export function bodyDigest(
  row: Omit<AuditRow, 'seq' | 'at' | 'type' | 'bodyDigest' | 'hash' | 'prunedAt'>,
): string {
  const { salt, outcome, reason, actorKey, actorName, targetKey, targetName, address, requestId } = row;
  const values = [salt, outcome, reason, actorKey, actorName, targetKey, targetName, address, requestId];
  return sha256(values.map(net).join(''));
}

/** The hash of a row that follows one with the hash `previous`. As `two_step_audit_hash` in the database. */
export function chainHash(
  row: Pick<AuditRow, 'seq' | 'type' | 'at' | 'bodyDigest'>,
  previous: string,
): string {
  const digest = sha256([String(row.seq), row.type, row.at, row.bodyDigest].map(net).join(''));
  return sha256(Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(digest, 'hex')]));
}
