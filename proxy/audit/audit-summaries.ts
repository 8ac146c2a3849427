export type WatchedRule = {
  /** Its id. */
  readonly rule: string;
  readonly people: number;
  /** Some of them. */
  readonly some: readonly { readonly userKey: string; readonly username: string }[];
};

export type WatchedRules = {
  readonly rules: readonly WatchedRule[];
  /** Whether there was more than is looked at: the numbers are at least these. */
  readonly isCut: boolean;
};

/**
 * What the overview wants to know of the audit. Reads a bounded number of rows, however long the audit is.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface AuditSummaries {
  /** Whom rules that are only watched would have stopped since then, by rule. */
  watchedSince(since: Date): Promise<WatchedRules>;
  /** How many different people opened the console since then, 100 at most. */
  administratorsSince(since: Date): Promise<number>;
}
