/** Somebody whose account is active, as policies see them. */
export type PolicyPerson = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  /** Empty where Jira has none. */
  readonly email: string;
  /** Of Jira (`de_DE`); empty where it is not known. */
  readonly locale: string;
  readonly groups: readonly string[];
  readonly enrolled: boolean;
  /** Of the factors that they have and that are not blocked. */
  readonly methods: readonly string[];
  /** ms since the epoch; may be over */
  readonly exemptUntil?: number | undefined;
  /** ms since the epoch */
  readonly graceStartedAt?: number | undefined;
};

/** Everybody whom a policy could be about. */
export interface PeopleSource {
  /**
   * Everybody once, in batches; the next one comes when the one before was dealt with.
   * @throws AppError `store_unavailable`
   */
  forEachActive(each: (batch: readonly PolicyPerson[]) => void | Promise<void>): Promise<void>;
}
