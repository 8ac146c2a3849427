import type { NewRow } from './new-factor.ts';

/** A row of the table that holds every factor but the authenticator app. */
export type StoredAuthenticator = {
  readonly id: string;
  readonly method: string;
  readonly name: string;
  /** What the factor wrote, and nobody else reads. */
  readonly data: string;
  /** Goes up with every change of `data`. */
  readonly version: number;
  readonly blocked: boolean;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | undefined;
};

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface AuthenticatorRepository {
  /** Oldest first. */
  list(userKey: string, method: string): Promise<readonly StoredAuthenticator[]>;
  /** The same of many people at once, by their keys; whoever has none is left out. */
  listOf(
    userKeys: readonly string[],
    method: string,
  ): Promise<ReadonlyMap<string, readonly StoredAuthenticator[]>>;
  /** Puts a row in the place of whatever the person had of this method. */
  replaceAll(userKey: string, row: NewRow, at: Date): Promise<boolean>;
  /**
   * Notes a use and changes the data, only while it is still the version that was read: of any number of callers one
   * gets `true`.
   */
  use(userKey: string, read: StoredAuthenticator, data: string, at: Date): Promise<boolean>;
  /** From now on it opens nothing. */
  block(userKey: string, id: string, at: Date): Promise<void>;
}
