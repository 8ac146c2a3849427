import { minute } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { SharedStore } from '../store/index.ts';
import type { CodesReason } from '../ui/index.ts';

const shownFor = 15 * minute;

export type ShelvedCodes = {
  /** A new recovery code. */
  readonly code?: string | undefined;
  readonly backupCodes: readonly string[];
  readonly reason: CodesReason;
};

/**
 * Keeps new codes, sealed, until their owner says that they are saved: a reload or a crashed browser must not lose
 * what is shown only once. Only the browser session that was verified with it can see them.
 */
export class RecoveryCodeShelf {
  readonly #store: SharedStore;
  readonly #box: SecretBox;
  readonly #hash: KeyedHash;

  constructor(store: SharedStore, box: SecretBox, hash: KeyedHash) {
    this.#store = store;
    this.#box = box;
    this.#hash = hash;
  }

  async put(sessionSecret: string, shelved: ShelvedCodes): Promise<void> {
    const key = this.#keyOf(sessionSecret);
    await this.#store.set(key, this.#box.seal(JSON.stringify(shelved), ['shelf', key]), shownFor);
  }

  async look(sessionSecret: string): Promise<ShelvedCodes | undefined> {
    const key = this.#keyOf(sessionSecret);
    const sealed = await this.#store.get(key);
    return sealed === undefined
      ? undefined
      : (JSON.parse(this.#box.open(sealed, ['shelf', key])) as ShelvedCodes);
  }

  clear(sessionSecret: string): Promise<void> {
    return this.#store.delete(this.#keyOf(sessionSecret));
  }

  #keyOf(sessionSecret: string): string {
    return `shelf:${this.#hash('recovery code shelf', sessionSecret)}`;
  }
}
