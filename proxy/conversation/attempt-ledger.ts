/** When somebody locked out may try again: a time (ms since the epoch), or not without an administrator. */
export type LockedUntil = number | 'administrator';

export type Spending =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'locked'; readonly until: LockedUntil };

/**
 * Wrong codes of a person, over all conversations, gates and factors. Kept in the database: neither a restart nor an
 * emptied cache gives anybody new attempts.
 */
export interface AttemptLedger {
  /** Counts one attempt before it is looked at, in one atomic step. */
  spend(userKey: string, now: number): Promise<Spending>;
  /** A right code: the count starts over. */
  clear(userKey: string): Promise<void>;
  lockedUntil(userKey: string, now: number): Promise<LockedUntil | undefined>;
}

/** What administrators may set. */
export type SettableLimits = {
  readonly perWindow: number;
  readonly windowMinutes: number;
  readonly lockMinutes: number;
};

export const attemptLimits = {
  perConversation: 5,
  /** So many wrong codes within the window lock the second factor for the lock's length. */
  perWindow: 10,
  windowMinutes: 15,
  lockMinutes: 15,
  /** NIST SP 800-63B §5.2.2: at most 100 consecutive failures, then somebody has to look. */
  inARow: 100,
} as const;
