import { type Clock, dayOf, hour, minute } from '../kernel/clock.ts';
import { type Kept, KeptAnswer } from '../kernel/kept-answer.ts';
import type { PeopleMirror } from './people-mirror.ts';
import type { PeopleCounts } from './person-record.ts';

/** How far people had come on a day, among active accounts. */
export type AdoptionDay = {
  /** `2026-11-22`, in UTC. */
  readonly day: string;
  readonly active: number;
  readonly enrolled: number;
  readonly exempt: number;
  readonly inGrace: number;
  readonly locked: number;
};

/**
 * One line a day.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface AdoptionDays {
  /** Writes the line of a day, or corrects it. */
  write(day: AdoptionDay, countedAt: Date): Promise<void>;
  countedAt(day: string): Promise<Date | undefined>;
  /** Oldest first, both ends included; days without a line are left out. */
  between(first: string, last: string): Promise<readonly AdoptionDay[]>;
}

export type ActivityDay = {
  readonly day: string;
  readonly type: string;
  readonly outcome: string;
  readonly events: number;
};

/** How many events of the audit there were on each day. */
export interface ActivityStatistics {
  /**
   * Of these types, oldest first, over so many days up to and with that of `now` (UTC); days without any are left out.
   * Throws AppError `store_unavailable` when the database does not answer.
   */
  perDay(types: readonly string[], days: number, now: Date): Promise<readonly ActivityDay[]>;
}

type StatisticsParts = {
  readonly mirror: PeopleMirror;
  readonly days: AdoptionDays;
  readonly clock: Clock;
  readonly steadyClock: Clock;
  /** What the policy of the moment says. */
  readonly graceDays: () => number | undefined;
};

/** Counts everybody at most once a minute: everybody who asks gets the same numbers. */
export class PeopleStatistics {
  readonly #parts: StatisticsParts;
  readonly #counted: KeptAnswer<PeopleCounts>;

  constructor(parts: StatisticsParts) {
    this.#parts = parts;
    this.#counted = new KeptAnswer({ ...parts, freshFor: minute, ask: () => this.#count() });
  }

  /**
   * Everybody as of the last minute, or where counting takes long, as of when it was done last.
   * @param readAt when everybody was read from Jira: what was counted before that is old
   */
  today(readAt?: Date): Promise<Kept<PeopleCounts>> {
    return this.#counted.get(readAt?.getTime());
  }

  /** The last so many days, today included, oldest first. Days on which no gate ran are left out. */
  async adoption(days: number, readAt?: Date): Promise<readonly AdoptionDay[]> {
    await this.today(readAt);
    const now = this.#parts.clock();
    return this.#parts.days.between(dayOf(now - (days - 1) * 24 * hour), dayOf(now));
  }

  /** Writes the line of a day on which nobody asks. */
  async keep(): Promise<void> {
    const { days, clock } = this.#parts;
    const counted = await days.countedAt(dayOf(clock()));
    if (counted === undefined) await this.today();
  }

  /** The day's line is corrected along the way. */
  async #count(): Promise<PeopleCounts> {
    const { mirror, days, clock, graceDays } = this.#parts;
    const at = clock();
    const counts = await mirror.counts({ now: at, graceDays: graceDays() });
    const { active, enrolled, exempt, inGrace, locked } = counts;
    await days.write({ day: dayOf(at), active, enrolled, exempt, inGrace, locked }, new Date(at));
    return counts;
  }
}
