import type { AuditRow } from './audit-row.ts';

export type EnrollmentDifference = {
  readonly kind: 'gone_without_audit' | 'there_without_audit';
  readonly userKey: string;
  readonly name: string | undefined;
  /** The last row of the audit about it. */
  readonly seq: number | undefined;
};

type Known = {
  readonly exists: boolean | undefined;
  readonly name: string | undefined;
  readonly seq: number;
};

/**
 * Who has a second factor, as the audit tells it: an enrollment that went while the triggers were switched off is
 * still there for the audit.
 */
export class AuditedEnrollments {
  readonly #known = new Map<string, Known>();
  /** Whoever is not told of: nobody, or unknown where the beginning was pruned. */
  #others: boolean | undefined = false;

  see(row: AuditRow): void {
    if (row.prunedAt !== null) {
      this.#seePruned(row);
      return;
    }
    const exists = existsAfter(row);
    if (exists === 'same') return;
    if (row.targetKey === null) {
      if (row.reason === 'truncate') this.#forgetAll();
      return;
    }
    this.#known.set(row.targetKey, { exists, name: row.targetName ?? undefined, seq: row.seq });
  }

  /** Nobody knows whom it was about. */
  #seePruned({ type }: AuditRow): void {
    if (!type.startsWith('enrollment.')) return;
    this.#others = undefined;
    for (const [key, known] of this.#known) this.#known.set(key, { ...known, exists: undefined });
  }

  #forgetAll(): void {
    this.#known.clear();
    this.#others = false;
  }

  differences(enrolled: ReadonlySet<string>): readonly EnrollmentDifference[] {
    const found: EnrollmentDifference[] = [];
    for (const [userKey, { exists, name, seq }] of this.#known) {
      if (exists === true && !enrolled.has(userKey))
        found.push({ kind: 'gone_without_audit', userKey, name, seq });
    }
    for (const userKey of enrolled) {
      const known = this.#known.get(userKey);
      if ((known === undefined ? this.#others : known.exists) !== false) continue;
      found.push({ kind: 'there_without_audit', userKey, name: known?.name, seq: known?.seq });
    }
    return found;
  }
}

function existsAfter({ type, outcome, reason }: AuditRow): boolean | 'same' {
  if (outcome !== 'success') return 'same';
  switch (type) {
    case 'enrollment.confirmed':
      return true;
    case 'enrollment.removed':
      return false;
    case 'enrollment.reset':
      // Of everything, or of one factor beside others.
      return reason.startsWith('all: ') ? false : 'same';
    case 'enrollment.changed_in_database':
      return reason === 'delete' || reason === 'truncate' ? false : reason === 'insert' ? true : 'same';
    default:
      return 'same';
  }
}
