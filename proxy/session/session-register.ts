/** A verified session, as its owner sees it in a list. */
export type RegisteredSession = {
  /** The record's key in the shared store. */
  readonly key: string;
  /** The same for all ids that one login had, where Jira changed the id on the way. */
  readonly family: string;
  readonly userKey: string;
  readonly method: string;
  readonly browser: string;
  readonly address: string;
  readonly verifiedAt: Date;
  readonly expiresAt: Date;
};

/**
 * Which verified sessions a person may have. Only a register: whether one is alive, the shared store says.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface SessionRegister {
  /** Does nothing for a person who is not enrolled (any more). */
  add(session: RegisteredSession): Promise<void>;
  /** Latest first, without those that are too old. */
  list(userKey: string, at: Date): Promise<readonly RegisteredSession[]>;
  /** The keys of one login, however many Jira made of it; they are gone from the register. */
  removeFamily(userKey: string, family: string): Promise<readonly string[]>;
  /** What ended is not listed any more. */
  remove(key: string): Promise<void>;
}
