import type { AuditEvent, AuditLog } from '../../proxy/audit/index.ts';
import { type Database, guarded } from '../database.ts';

export class KnexAuditLog implements AuditLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  record(event: AuditEvent): Promise<void> {
    return guarded('write audit event', async () => {
      await this.#db.raw(
        `INSERT INTO audit_events
           (type, outcome, reason, actor_key, actor_name, target_key, target_name, address, request_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          event.type,
          event.outcome,
          event.reason,
          event.actor?.userKey ?? null,
          event.actor?.username ?? null,
          event.target?.userKey ?? null,
          event.target?.username ?? null,
          event.address,
          event.requestId,
        ],
      );
    });
  }
}
