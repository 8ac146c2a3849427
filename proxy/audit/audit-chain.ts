import type { AuditHead, AuditRow } from './audit-row.ts';
import type { Checkpoint } from './checkpoint.ts';

/** What keeps the chain going. Everything may be asked by all gates at once. */
export interface AuditChain {
  /** Chains what is staged and committed; answers how many rows that were, 1000 at most. */
  chainStaged(): Promise<number>;
  hashAt(seq: number): Promise<string | undefined>;
  latestCheckpoint(): Promise<Checkpoint | undefined>;
  /**
   * Has the head signed, if it is newer than the last checkpoint and that is older than `minimumAge` (milliseconds).
   * One gate at a time; answers what was written.
   */
  addCheckpoint(minimumAge: number, sign: (head: AuditHead) => Checkpoint): Promise<Checkpoint | undefined>;
  /** All types that ever were. */
  types(): Promise<readonly string[]>;
  /** Empties some rows of a type that are older; answers how many, 0 when all are. */
  prune(type: string, days: number): Promise<number>;
  /**
   * Hands rows that a receiver has not had to `deliver`, in order, and remembers how far it came once that is through.
   * One gate at a time: answers undefined when another one is at it, else how many rows.
   *
   * @throws what `deliver` throws; the rows come again then
   */
  deliverNext(
    stream: string,
    most: number,
    deliver: (rows: readonly AuditRow[]) => Promise<void>,
  ): Promise<number | undefined>;
}
