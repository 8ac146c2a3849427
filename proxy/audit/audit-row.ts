/**
 * A row of the audit as it stands in the chain, with every value as the text that it is hashed as. What was pruned is
 * empty, but for what the chain needs.
 */
export type AuditRow = {
  /** The place in the chain: from 1, without a gap. */
  readonly seq: number;
  /** UTC with microseconds: `2026-11-22T08:45:29.123456Z`. Of rows by hand: when it was done, not when it was committed. */
  readonly at: string;
  readonly type: string;
  readonly outcome: string;
  readonly reason: string;
  readonly actorKey: string | null;
  readonly actorName: string | null;
  readonly targetKey: string | null;
  readonly targetName: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Keeps what was pruned from being guessed out of `bodyDigest`. */
  readonly salt: string | null;
  /** Hexadecimal, as `hash` is. */
  readonly bodyDigest: string;
  readonly hash: string;
  readonly prunedAt: string | null;
};

/** Where the chain ended at some time. */
export type AuditHead = { readonly seq: number; readonly hash: string };
