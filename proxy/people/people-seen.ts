import { LRUCache } from 'lru-cache';
import { type Clock, minute } from '../kernel/clock.ts';
import type { PeopleMirror } from './people-mirror.ts';

/** Somebody whom Jira has just vouched for. */
export type SeenPerson = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly groups: readonly string[];
};

const tellEvery = 10 * minute;
const mostRemembered = 100_000;

/**
 * Keeps the mirror current with the people who use Jira, whether there are synchronizations or not. Never in the way:
 * nobody waits for it, and what cannot be written is written the next time.
 */
export class PeopleSeen {
  readonly #mirror: PeopleMirror;
  readonly #onTrouble: (error: Error) => void;
  /** What was written of whom, so that a person is not written at each click. */
  readonly #written: LRUCache<string, string>;
  readonly #clock: Clock;
  readonly #underWay = new Set<Promise<void>>();

  constructor(mirror: PeopleMirror, clock: Clock, onTrouble: (error: Error) => void) {
    this.#mirror = mirror;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
    this.#written = new LRUCache({
      max: mostRemembered,
      ttl: tellEvery,
      perf: { now: clock },
      ttlResolution: 0,
    });
  }

  saw({ userKey, username, displayName, email, groups }: SeenPerson): void {
    const person = { userKey, username, displayName, email, active: true };
    const fingerprint = JSON.stringify([person, groups]);
    if (this.#written.get(userKey) === fingerprint) return;
    this.#written.set(userKey, fingerprint);
    const writing = this.#mirror
      .met(person, groups, new Date(this.#clock()))
      .catch((error: Error) => {
        this.#written.delete(userKey);
        this.#onTrouble(error);
      })
      .finally(() => this.#underWay.delete(writing));
    this.#underWay.add(writing);
  }

  /** Waits until what was seen is written. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
