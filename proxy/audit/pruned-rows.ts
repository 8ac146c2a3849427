import type { AuditRow } from './audit-row.ts';

/** As `two_step_prune_audit` writes it. */
const statement = /^type=(\S+) before=(\S+) count=\d+$/;

/** Whether what is empty was emptied as the audit says: per type, so that millions of rows need no memory. */
export class PrunedRows {
  /** The youngest emptied row of a type that no event has covered yet. */
  readonly #pending = new Map<string, { readonly seq: number; readonly at: string }>();
  count = 0;

  /** Answers what is wrong with a row, if something is. */
  see(row: AuditRow): string | undefined {
    if (row.prunedAt !== null) return this.#seePruned(row);
    if (row.type === 'audit.pruned') this.#cover(row.reason);
    return undefined;
  }

  #seePruned({ seq, at, type, prunedAt, salt, ...rest }: AuditRow): string | undefined {
    this.count += 1;
    const youngest = this.#pending.get(type);
    if (youngest === undefined || at > youngest.at) this.#pending.set(type, { seq, at });
    if (type === 'audit.pruned') return `row ${seq} (audit.pruned) was emptied, which never happens`;
    const { outcome, reason, actorKey, actorName, targetKey, targetName, address, requestId } = rest;
    const left = [salt, actorKey, actorName, targetKey, targetName].some((value) => value !== null);
    if (left || `${outcome}${reason}${address}${requestId}` !== '') {
      return `row ${seq} (${type}) says that it was emptied on ${prunedAt}, and is not empty`;
    }
    return undefined;
  }

  #cover(reason: string): void {
    const [, type = '', before = ''] = statement.exec(reason) ?? [];
    const youngest = this.#pending.get(type);
    // Both are UTC text of one length.
    if (youngest !== undefined && youngest.at < before) this.#pending.delete(type);
  }

  uncovered(): readonly { readonly type: string; readonly seq: number }[] {
    return [...this.#pending].map(([type, { seq }]) => ({ type, seq }));
  }
}
