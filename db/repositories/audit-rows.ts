import type { AuditRow } from '../../proxy/audit/index.ts';

/** Everything as the text that it is hashed as. */
export const auditColumns = `e.id AS seq, two_step_utc(e.at) AS at, e.type, e.outcome, e.reason,
  e.actor_key AS "actorKey", e.actor_name AS "actorName", e.target_key AS "targetKey", e.target_name AS "targetName",
  e.address, e.request_id AS "requestId", e.salt::text AS salt, encode(e.body_digest, 'hex') AS "bodyDigest",
  encode(e.hash, 'hex') AS hash, two_step_utc(e.pruned_at) AS "prunedAt"`;

/** The driver gives 64-bit numbers as text. */
export type StoredAuditRow = Omit<AuditRow, 'seq'> & { readonly seq: string };

export const toAuditRow = (stored: StoredAuditRow): AuditRow => ({ ...stored, seq: Number(stored.seq) });
