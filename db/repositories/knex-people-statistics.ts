import type { ActivityDay, ActivityStatistics, AdoptionDay, AdoptionDays } from '../../proxy/people/index.ts';
import { type Database, guarded, rows } from '../database.ts';

export class KnexAdoptionDays implements AdoptionDays {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The later count stays, whichever gate writes last. */
  write(day: AdoptionDay, countedAt: Date): Promise<void> {
    return guarded('write adoption', async () => {
      await this.#db.raw(
        `INSERT INTO adoption_daily AS known (day, active, enrolled, exempt, in_grace, locked, counted_at)
         VALUES (:day::date, :active, :enrolled, :exempt, :inGrace, :locked, :countedAt)
         ON CONFLICT (day) DO UPDATE SET active = EXCLUDED.active, enrolled = EXCLUDED.enrolled,
           exempt = EXCLUDED.exempt, in_grace = EXCLUDED.in_grace, locked = EXCLUDED.locked,
           counted_at = EXCLUDED.counted_at
         WHERE known.counted_at <= EXCLUDED.counted_at`,
        { ...day, countedAt },
      );
    });
  }

  countedAt(day: string): Promise<Date | undefined> {
    return guarded('read adoption', async () => {
      const sql = 'SELECT counted_at FROM adoption_daily WHERE day = ?::date';
      const [found] = await rows<{ counted_at: Date }>(this.#db, sql, [day]);
      return found?.counted_at;
    });
  }

  between(first: string, last: string): Promise<readonly AdoptionDay[]> {
    return guarded('read adoption', () =>
      rows<AdoptionDay>(
        this.#db,
        `SELECT day::text, active, enrolled, exempt, in_grace AS "inGrace", locked FROM adoption_daily
         WHERE day BETWEEN ?::date AND ?::date ORDER BY day`,
        [first, last],
      ),
    );
  }
}

/** Reads what the audit counts (`audit_daily`); where nothing is counted yet, there is nothing to show. */
export class KnexActivityStatistics implements ActivityStatistics {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  perDay(types: readonly string[], days: number, now: Date): Promise<readonly ActivityDay[]> {
    return guarded('read activity', async () => {
      const [table] = await rows<{ exists: boolean }>(
        this.#db,
        `SELECT to_regclass('audit_daily') IS NOT NULL AS exists`,
      );
      if (table?.exists !== true) return [];
      return rows<ActivityDay>(
        this.#db,
        `SELECT day::text, type, outcome, sum(events)::float8 AS events FROM audit_daily
         WHERE type IN (SELECT jsonb_array_elements_text(:types::jsonb))
           AND day > (:now::timestamptz AT TIME ZONE 'UTC')::date - :days::integer
           AND day <= (:now::timestamptz AT TIME ZONE 'UTC')::date
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
        { types: JSON.stringify(types), days, now },
      );
    });
  }
}
