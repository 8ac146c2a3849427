import type { Activity, ActivityReader, AuditEvent, AuditLog } from '../../proxy/audit/index.ts';
import { type Database, guarded, rows } from '../database.ts';

export class KnexAuditLog implements AuditLog, ActivityReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  record(event: AuditEvent): Promise<void> {
    return guarded('write audit event', async () => {
      await this.#db.raw('SELECT two_step_record_audit(?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        event.type,
        event.outcome,
        event.reason,
        // Empty: somebody at the server's console, who is nobody that Jira knows.
        event.actor?.userKey || null,
        event.actor?.username ?? null,
        event.target?.userKey ?? null,
        event.target?.username ?? null,
        event.address,
        event.requestId,
      ]);
    });
  }

  recent(userKey: string, most: number, before?: string): Promise<readonly Activity[]> {
    const older = before === undefined ? '' : 'AND id < :before::bigint';
    return guarded('read activity', () =>
      rows<Activity>(
        this.#db,
        `SELECT id::text, type, outcome, reason, at, address, actor_name AS actor FROM audit_events
         WHERE target_key = :userKey ${older} ORDER BY id DESC LIMIT :most`,
        { userKey, most, ...(before === undefined ? {} : { before }) },
      ),
    );
  }
}
