import { type Clock, dayOf, hour, minute } from '../kernel/clock.ts';
import type { JudgedPerson, PeopleSource } from './people-source.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { WaveDay, WaveDays } from './wave-days.ts';
import { countWaves, type Wave, type WaveCount, type WaveRule, waveState, wavesOf } from './waves.ts';

export type WaveProgressParts = {
  /** Absent where nobody knows who there is. */
  readonly people: PeopleSource<JudgedPerson> | undefined;
  readonly days: WaveDays;
  readonly clock: Clock;
  readonly steadyClock: Clock;
};

const day = 24 * hour;

/** Of so many days administrators see how far a wave had come. */
export const waveDaysShown = 90;

/** How far the steps of a roll-out are, and how they came there. */
export class WaveProgress {
  readonly #parts: WaveProgressParts;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(parts: WaveProgressParts) {
    this.#parts = parts;
  }

  /**
   * The waves of a policy with their people; the lines of the day are corrected along the way.
   * @throws AppError `store_unavailable`
   */
  async list(document: PolicyDocument): Promise<readonly Wave[]> {
    const rules = wavesOf(document);
    const counted = rules.length === 0 ? undefined : await this.#count(rules);
    return this.#told(rules, (id) => counted?.get(id));
  }

  /**
   * The waves of a policy as they were counted last: an hour ago at most, where that is done at all.
   * @throws AppError `store_unavailable`
   */
  async latest(document: PolicyDocument): Promise<readonly Wave[]> {
    const rules = wavesOf(document);
    const days = rules.length === 0 ? undefined : await this.history(document, 2);
    return this.#told(rules, (id) => days?.get(id)?.at(-1));
  }

  /**
   * The lines of so many days, today included, by the waves' ids; oldest first.
   * @throws AppError `store_unavailable`
   */
  history(document: PolicyDocument, days: number): Promise<ReadonlyMap<string, readonly WaveDay[]>> {
    const first = dayOf(this.#parts.clock() - (days - 1) * day);
    const rules = wavesOf(document).map(({ id }) => id);
    return this.#parts.days.since(first, rules);
  }

  /** Counts where nobody has for an hour, on any gate. */
  async keep(document: PolicyDocument): Promise<void> {
    const { days, clock } = this.#parts;
    const rules = wavesOf(document);
    const ids = rules.map(({ id }) => id);
    if (rules.length > 0 && !(await days.countedSince(new Date(clock() - hour), ids)))
      await this.#count(rules);
  }

  #told(rules: readonly WaveRule[], countOf: (id: string) => WaveCount | undefined): readonly Wave[] {
    const now = this.#parts.clock();
    return rules.map((rule) => {
      const count = countOf(rule.id);
      return { rule, count, state: waveState(rule, count, now) };
    });
  }

  async #count(rules: readonly WaveRule[]) {
    const { people, days, steadyClock } = this.#parts;
    if (people === undefined) return undefined;
    const { at, all, counts } = await countWaves(rules, people, steadyClock);
    // A site that has not read its people yet would begin its lines with nobody.
    if (all > 0 && Math.abs(at - this.#writtenAt) >= minute) {
      await days.write(dayOf(at), counts, new Date(at));
      this.#writtenAt = at;
    }
    return counts;
  }
}
