import { type Clock, hour, minute } from '../kernel/clock.ts';
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

const freshFor = minute;

/** The day of a time, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Counts everybody at most once a minute, over all gates: everybody who asks gets the same numbers. */
export class PeopleStatistics {
  readonly #mirror: PeopleMirror;
  readonly #days: AdoptionDays;
  readonly #clock: Clock;
  readonly #graceDays: () => number | undefined;
  #counted: { readonly counts: PeopleCounts; readonly at: number } | undefined;
  #counting: Promise<PeopleCounts> | undefined;

  /** `graceDays`: what the policy of the moment says. */
  constructor(parts: {
    mirror: PeopleMirror;
    days: AdoptionDays;
    clock: Clock;
    graceDays: () => number | undefined;
  }) {
    this.#mirror = parts.mirror;
    this.#days = parts.days;
    this.#clock = parts.clock;
    this.#graceDays = parts.graceDays;
  }

  /**
   * Everybody as of the last minute; the day's line is corrected along the way.
   * @param readAt when everybody was read from Jira: what was counted before that is old
   */
  async today(readAt?: Date): Promise<PeopleCounts> {
    const now = this.#clock();
    const known = this.#counted;
    const isFresh = known !== undefined && now >= known.at && now - known.at < freshFor;
    if (isFresh && (readAt === undefined || known.at >= readAt.getTime())) return known.counts;
    // People who open the overview together wait for one count.
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    return this.#counting;
  }

  /** The last so many days, today included, oldest first. Days on which no gate ran are left out. */
  async adoption(days: number): Promise<readonly AdoptionDay[]> {
    await this.today();
    const now = this.#clock();
    return this.#days.between(dayOf(now - (days - 1) * 24 * hour), dayOf(now));
  }

  /** Writes the line of a day on which nobody asks. */
  async keep(): Promise<void> {
    const counted = await this.#days.countedAt(dayOf(this.#clock()));
    if (counted === undefined) await this.today();
  }

  async #count(): Promise<PeopleCounts> {
    const at = this.#clock();
    const counts = await this.#mirror.counts({ now: at, graceDays: this.#graceDays() });
    this.#counted = { counts, at };
    const { active, enrolled, exempt, inGrace, locked } = counts;
    await this.#days.write({ day: dayOf(at), active, enrolled, exempt, inGrace, locked }, new Date(at));
    return counts;
  }
}
