export type Activity = {
  readonly id: string;
  readonly type: string;
  readonly outcome: string;
  /** As the audit has it: for some events the method that they are about. */
  readonly reason: string;
  readonly at: Date;
  readonly address: string;
};

/** What people may see of the audit: what happened to themselves. */
export interface ActivityReader {
  /** Latest first. Throws AppError `store_unavailable` when the database does not answer. */
  recent(userKey: string, most: number): Promise<readonly Activity[]>;
}
