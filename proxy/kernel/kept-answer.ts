import { type Clock, minute } from './clock.ts';

export type KeptAnswerParts<T> = {
  /** Finds the answer out; a failure is the failure of whoever waits for it. */
  readonly ask: () => Promise<T>;
  readonly clock: Clock;
  readonly steadyClock: Clock;
  /** For how long a quick answer is given again (ms); 0 asks anew each time. */
  readonly freshFor: number;
};

export type Kept<T> = {
  readonly answer: T;
  /** As of when (ms since the epoch). */
  readonly at: number;
};

/** Whoever looks at a page waits so long without a thought (ms). */
const quick = 250;
/** A slow answer is not asked for more often (ms). */
const slowFreshFor = minute;
/** Nobody is shown anything older, and nothing is remembered for longer when nobody asks (ms). */
const keptFor = 10 * minute;

/**
 * The answer to a question that is dear where there are many people. A quick one is found out when it is wanted. A slow
 * one is given as it was known last, and found out anew behind, so that whoever asks again never waits.
 */
export class KeptAnswer<T> {
  readonly #parts: KeptAnswerParts<T>;
  #known: (Kept<T> & { readonly took: number }) | undefined;
  #asking: { readonly at: number; readonly answer: Promise<Kept<T>> } | undefined;
  #forgetting: NodeJS.Timeout | undefined;

  constructor(parts: KeptAnswerParts<T>) {
    this.#parts = parts;
  }

  /**
   * People who ask together wait for one answer.
   * @param since no answer will do that is from before then (ms since the epoch)
   */
  async get(since = 0): Promise<Kept<T>> {
    const known = this.#known;
    // Another gate's clock may be ahead of this one: what is still to come would be asked for each time.
    const wanted = since > this.#parts.clock() ? 0 : since;
    if (known === undefined || known.at < wanted) return this.#ask(wanted);
    const { took, at } = known;
    const age = this.#parts.clock() - at;
    // Clocks are set back at times.
    if (age < 0) return this.#ask();
    if (age < (took < quick ? this.#parts.freshFor : slowFreshFor)) return known;
    if (took < quick || age >= keptFor) return this.#ask();
    // Whoever asks after `keptFor` hears of a failure that lasts.
    this.#ask().catch(() => undefined);
    return known;
  }

  /** One at a time; what is under way already does only where it began late enough. */
  async #ask(since = 0): Promise<Kept<T>> {
    if (this.#asking !== undefined && this.#asking.at < since)
      await this.#asking.answer.catch(() => undefined);
    this.#asking ??= {
      at: this.#parts.clock(),
      answer: this.#find().finally(() => {
        this.#asking = undefined;
      }),
    };
    return this.#asking.answer;
  }

  async #find(): Promise<Kept<T>> {
    const { ask, clock, steadyClock } = this.#parts;
    const [at, began] = [clock(), steadyClock()];
    const answer = await ask();
    this.#known = { answer, at, took: steadyClock() - began };
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => {
      this.#known = undefined;
    }, keptFor).unref();
    return this.#known;
  }
}
