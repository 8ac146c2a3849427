/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface FactorPreferences {
  /** The method that the person wants to be asked for first. */
  find(userKey: string): Promise<string | undefined>;
  /** Does nothing for a person who is not enrolled (any more). */
  set(userKey: string, method: string): Promise<void>;
}
