import type { Clock } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { SharedStore } from '../store/index.ts';

type Kept = { readonly value: string; readonly expiresAt: number };

/**
 * What a factor has to remember between asking and hearing: a challenge, a code that was sent, a secret that was
 * offered. Sealed, for minutes, seen by every gate of the site; gone with the store, and then nothing is right.
 */
export class FactorMemory {
  readonly #store: SharedStore;
  readonly #box: SecretBox;
  readonly #hash: KeyedHash;
  readonly #clock: Clock;

  constructor(store: SharedStore, box: SecretBox, hash: KeyedHash, clock: Clock) {
    this.#store = store;
    this.#box = box;
    this.#hash = hash;
    this.#clock = clock;
  }

  /** @param slot what it is and whose: the same slot holds one value, the last one put there */
  async put(slot: readonly string[], value: string, ttl: number): Promise<void> {
    const key = this.#keyOf(slot);
    const kept: Kept = { value, expiresAt: this.#clock() + ttl };
    await this.#store.set(key, this.#box.seal(JSON.stringify(kept), ['factor memory', key]), ttl);
  }

  async look(slot: readonly string[]): Promise<string | undefined> {
    const key = this.#keyOf(slot);
    return this.#open(key, await this.#store.get(key));
  }

  /** Of any number of callers one gets the value. */
  async take(slot: readonly string[]): Promise<string | undefined> {
    const key = this.#keyOf(slot);
    return this.#open(key, await this.#store.take(key));
  }

  /** Counts up, over a window of so many milliseconds that the first one opens. Answers how many there were. */
  count(slot: readonly string[], window: number): Promise<number> {
    return this.#store.increment(`${this.#keyOf(slot)}:count`, window);
  }

  /** Starts the count over. */
  forgetCount(slot: readonly string[]): Promise<void> {
    return this.#store.delete(`${this.#keyOf(slot)}:count`);
  }

  #open(key: string, sealed: string | undefined): string | undefined {
    if (sealed === undefined) return undefined;
    const kept = JSON.parse(this.#box.open(sealed, ['factor memory', key])) as Kept;
    return kept.expiresAt > this.#clock() ? kept.value : undefined;
  }

  #keyOf(slot: readonly string[]): string {
    return `factor:${this.#hash('factor memory', ...slot)}`;
  }
}
