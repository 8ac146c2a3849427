import { LRUCache } from 'lru-cache';
import { type Clock, minute } from '../kernel/clock.ts';
import type { Revocation } from './revocation.ts';
import type { VerifiedSession } from './verified-session.ts';

const mostKept = 50_000;

/**
 * What was revoked within the last minute, in the order in which it was heard: an answer of the store that was asked for
 * before that must not count after it.
 */
export class RevokedLately {
  readonly #revoked: LRUCache<string, number>;
  #ticks = 0;

  constructor(clock: Clock) {
    this.#revoked = new LRUCache({ max: mostKept, ttl: minute, perf: { now: clock }, ttlResolution: 0 });
  }

  /** Now, in this order. */
  tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }

  user(userKey: string): void {
    this.#revoked.set(`user ${userKey}`, this.tick());
  }

  note(revocation: Revocation): void {
    if (revocation.kind === 'user') this.user(revocation.userKey);
    if (revocation.kind === 'login') this.#revoked.set(`login ${revocation.family}`, this.tick());
    if (revocation.kind === 'verification') this.#revoked.set(`key ${revocation.key}`, this.tick());
  }

  /** Whether neither the person nor the login nor the record was revoked since. @param asOf of `tick` */
  standsSince(asOf: number, { userKey, family }: VerifiedSession, key: string): boolean {
    const names = [`user ${userKey}`, `login ${family}`, `key ${key}`];
    return names.every((name) => asOf > (this.#revoked.get(name) ?? 0));
  }
}
