import { LRUCache } from 'lru-cache';
import { type Clock, minute, second } from '../kernel/clock.ts';

/** What a policy asks about a person. */
export type PersonFacts = {
  /** Since when they are enrolled; `undefined` for who is not. */
  readonly since: string | undefined;
  /** Of the factors that they have and that are not blocked. */
  readonly methods: readonly string[];
  /** ms since the epoch; may be over */
  readonly exemptUntil?: number | undefined;
  /** ms since the epoch */
  readonly graceStartedAt?: number | undefined;
};

/** Throws when the database does not answer. */
export type FindPersonFacts = (userKey: string) => Promise<PersonFacts>;

type Known = { readonly facts: PersonFacts; readonly loadedAt: number; readonly epoch: number };

/** With the database's notifications coming in, a change is known at once; this is for the one that got lost. */
const freshWhileListening = minute;
/** Without them nothing tells of a change. */
const freshWhileDeaf = 2 * second;
/** While the database is away nobody can unenroll anybody: who was enrolled is believed to be so, for a while. */
const believedWithoutDatabase = 5 * minute;
const retryAfterFailure = second;

/**
 * Who has a second factor, and who was let off it, kept in this process. "Is enrolled" may outlive the database for
 * some minutes, so that verified people go on working; "is not enrolled" and "is exempt" never do, since they are what
 * lets somebody in.
 */
export class EnrollmentDirectory {
  readonly #find: FindPersonFacts;
  readonly #clock: Clock;
  readonly #known: LRUCache<string, Known>;
  #epoch = 0;
  #listening = false;
  #lastFailure: { readonly at: number; readonly error: unknown } | undefined;
  #forgotten = 0;

  constructor(find: FindPersonFacts, clock: Clock) {
    this.#find = find;
    this.#clock = clock;
    this.#known = new LRUCache({ max: 100_000 });
  }

  async enrolledSince(userKey: string): Promise<string | undefined> {
    return (await this.facts(userKey)).since;
  }

  async facts(userKey: string): Promise<PersonFacts> {
    const known = this.#known.get(userKey);
    const now = this.#clock();
    if (known !== undefined && known.epoch === this.#epoch && now - known.loadedAt < this.#freshFor()) {
      return known.facts;
    }
    try {
      return await this.#load(userKey);
    } catch (error) {
      const { facts } = known ?? {};
      const believed = known !== undefined && now - known.loadedAt < believedWithoutDatabase;
      if (believed && facts?.since !== undefined) return { since: facts.since, methods: facts.methods };
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

  async #load(userKey: string): Promise<PersonFacts> {
    const failure = this.#lastFailure;
    if (failure !== undefined && this.#clock() - failure.at < retryAfterFailure) throw failure.error;
    const [epoch, forgotten] = [this.#epoch, this.#forgotten];
    try {
      const facts = await this.#find(userKey);
      this.#lastFailure = undefined;
      // What was read before somebody's change was announced is not kept.
      if (forgotten === this.#forgotten) this.#known.set(userKey, { facts, loadedAt: this.#clock(), epoch });
      return facts;
    } catch (error) {
      this.#lastFailure = { at: this.#clock(), error };
      throw error;
    }
  }

  #freshFor(): number {
    return this.#listening ? freshWhileListening : freshWhileDeaf;
  }
}
