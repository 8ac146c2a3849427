import type { JiraPerson } from './person-record.ts';

/** `refused`: these credentials may not ask. `unknown`: there is no such user or group. */
export type DirectoryAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unknown' };

/**
 * Jira's users and groups, a page at a time.
 * Every method throws AppError `jira_unavailable` when Jira does not answer, or answers nonsense.
 */
export interface DirectoryReader<Credentials> {
  mayReadEverybody(credentials: Credentials): Promise<boolean>;
  users(
    text: string,
    startAt: number,
    credentials: Credentials,
  ): Promise<DirectoryAnswer<readonly JiraPerson[]>>;
  userByKey(userKey: string, credentials: Credentials): Promise<DirectoryAnswer<JiraPerson>>;
  groups(
    text: string,
    credentials: Credentials,
  ): Promise<DirectoryAnswer<{ readonly total: number; readonly names: readonly string[] }>>;
  members(
    group: string,
    startAt: number,
    credentials: Credentials,
  ): Promise<DirectoryAnswer<{ readonly isLast: boolean; readonly values: readonly JiraPerson[] }>>;
}
