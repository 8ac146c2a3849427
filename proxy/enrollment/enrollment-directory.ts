import { LRUCache } from 'lru-cache';
import { type Clock, minute, second } from '../kernel/clock.ts';

/** Since when a person is enrolled, or `undefined`. Throws when the database does not answer. */
export type FindEnrolledSince = (userKey: string) => Promise<string | undefined>;

type Known = { readonly since: string | undefined; readonly loadedAt: number; readonly epoch: number };

/** With the database's notifications coming in, a change is known at once; this is for the one that got lost. */
const freshWhileListening = minute;
/** Without them nothing tells of a change. */
const freshWhileDeaf = 2 * second;
/** While the database is away nobody can unenroll anybody: who was enrolled is believed to be so, for a while. */
const believedWithoutDatabase = 5 * minute;
const retryAfterFailure = second;

/**
 * Who has a second factor, kept in this process. "Is enrolled" may outlive the database for some minutes, so that
 * verified people go on working; "is not enrolled" never does, since it is what lets somebody in.
 */
export class EnrollmentDirectory {
  readonly #find: FindEnrolledSince;
  readonly #clock: Clock;
  readonly #known: LRUCache<string, Known>;
  #epoch = 0;
  #listening = false;
  #lastFailure: { readonly at: number; readonly error: unknown } | undefined;
  #forgotten = 0;

  constructor(find: FindEnrolledSince, clock: Clock) {
    this.#find = find;
    this.#clock = clock;
    this.#known = new LRUCache({ max: 100_000 });
  }

  async enrolledSince(userKey: string): Promise<string | undefined> {
    const known = this.#known.get(userKey);
    const now = this.#clock();
    if (known !== undefined && known.epoch === this.#epoch && now - known.loadedAt < this.#freshFor()) {
      return known.since;
    }
    try {
      return await this.#load(userKey);
    } catch (error) {
      if (known?.since !== undefined && now - known.loadedAt < believedWithoutDatabase) return known.since;
      throw error;
    }
  }

  forget(userKey: string): void {
    this.#forgotten += 1;
    this.#known.delete(userKey);
  }

  forgetAll(): void {
    this.#forgotten += 1;
    this.#known.clear();
  }

  /** Whether the database's notifications arrive. Each change of it makes everything known be asked again. */
  setListening(listening: boolean): void {
    this.#listening = listening;
    this.#epoch += 1;
    this.#lastFailure = undefined;
  }

  async #load(userKey: string): Promise<string | undefined> {
    const failure = this.#lastFailure;
    if (failure !== undefined && this.#clock() - failure.at < retryAfterFailure) throw failure.error;
    const [epoch, forgotten] = [this.#epoch, this.#forgotten];
    try {
      const since = await this.#find(userKey);
      this.#lastFailure = undefined;
      // What was read before somebody's change was announced is not kept.
      if (forgotten === this.#forgotten) this.#known.set(userKey, { since, loadedAt: this.#clock(), epoch });
      return since;
    } catch (error) {
      this.#lastFailure = { at: this.#clock(), error };
      throw error;
    }
  }

  #freshFor(): number {
    return this.#listening ? freshWhileListening : freshWhileDeaf;
  }
}
