import { minute, type RandomBytes } from '../../../proxy/kernel/clock.ts';
import type { SharedStore } from '../../../proxy/store/index.ts';

/** Longer than any proof is fresh. */
const remembered = 60 * minute;

/** Forms that do something once, however often the browser sends them: by a second click, or by a reload. */
export class OneTimeForms {
  readonly #store: SharedStore;
  readonly #randomBytes: RandomBytes;

  constructor(store: SharedStore, randomBytes: RandomBytes) {
    this.#store = store;
    this.#randomBytes = randomBytes;
  }

  /** What a form carries. */
  issue(): string {
    return this.#randomBytes(16).toString('base64url');
  }

  /**
   * Of any number of requests with one mark one gets `true`.
   * @throws when the store does not answer
   */
  async spend(mark: string): Promise<boolean> {
    if (!/^[\w-]{22}$/.test(mark)) return false;
    const mine = this.#randomBytes(16).toString('base64url');
    return (await this.#store.getOrSet(`console-form:${mark}`, mine, remembered)) === mine;
  }
}
