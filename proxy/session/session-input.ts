import type { Clock, RandomBytes } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SharedStore } from '../store/index.ts';
import type { SessionRegister } from './session-register.ts';
import type { VerifiedSession } from './verified-session.ts';

export type IssueInput = {
  readonly sessionId: string;
  readonly userKey: string;
  readonly username: string;
  readonly method: string;
  /** Where a remembered browser opens it: the method that it is remembered for, and since when (ms since the epoch). */
  readonly trustedFor?: string;
  readonly trustedAt?: number;
  readonly generation: string;
  readonly enrolledSince: string;
  /** Where it was verified, for the person's own list. */
  readonly place: SessionPlace;
  /** When the factor was shown, where that was before now: a session that only goes on is no younger for it. */
  readonly since?: Pick<VerifiedSession, 'verifiedAt' | 'expiresAt'>;
};

export type SessionPlace = { readonly browser: string; readonly address: string };

export type VerifiedSessionParts = {
  readonly store: SharedStore;
  readonly register: SessionRegister;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Milliseconds without a request after which a session has to be verified again. */
  readonly idleLimit: () => number;
};
