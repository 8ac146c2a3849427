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

/** As much of somebody as a policy looks at. */
export type JudgedPerson = Omit<PolicyPerson, 'displayName' | 'email' | 'locale'>;

/** Everybody whom a policy could be about. */
export interface PeopleSource<Person extends JudgedPerson = PolicyPerson> {
  /**
   * Everybody once, in batches; the next one comes when the one before was dealt with. Answers of when that is (ms since
   * the epoch).
   * @throws AppError `store_unavailable`
   */
  forEachActive(each: (batch: readonly Person[]) => void | Promise<void>): Promise<number>;
}
