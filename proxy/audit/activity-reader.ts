export type Activity = {
  readonly id: string;
  readonly type: string;
  readonly outcome: string;
  /** As the audit has it: for some events the method that they are about. */
  readonly reason: string;
  readonly at: Date;
  readonly address: string;
  /** Who did it, by name, where somebody did. */
  readonly actor: string | null;
};

/** What people may see of the audit: what happened to themselves. */
export interface ActivityReader {
  /**
   * Latest first. Throws AppError `store_unavailable` when the database does not answer.
   * @param before the id of an entry: only what is older than that
   */
  recent(userKey: string, most: number, before?: string): Promise<readonly Activity[]>;
}
