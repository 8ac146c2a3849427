import type { WaveCount, WaveDay, WaveDays } from '../../proxy/policy/index.ts';
import { type Database, guarded, rows } from '../database.ts';

export class KnexWaveDays implements WaveDays {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  write(day: string, counts: ReadonlyMap<string, WaveCount>, countedAt: Date): Promise<void> {
    return guarded('write days of waves', async () => {
      const lines = [...counts].map(([rule, { people, enrolled }]) => ({ rule, people, enrolled }));
      await this.#db.raw(
        `INSERT INTO wave_days AS known (rule_id, day, people, enrolled, counted_at)
         SELECT rule, :day::date, people, enrolled, :countedAt
         FROM jsonb_to_recordset(:lines::jsonb) AS lines (rule text, people integer, enrolled integer)
         ORDER BY rule
         ON CONFLICT (rule_id, day) DO UPDATE SET people = EXCLUDED.people, enrolled = EXCLUDED.enrolled,
           counted_at = EXCLUDED.counted_at
         WHERE known.counted_at <= EXCLUDED.counted_at`,
        { day, countedAt, lines: JSON.stringify(lines) },
      );
    });
  }

  countedSince(at: Date, rules: readonly string[]): Promise<boolean> {
    return guarded('read days of waves', async () => {
      const [found] = await rows<{ missing: boolean }>(
        this.#db,
        `SELECT EXISTS (
           SELECT FROM jsonb_array_elements_text(:rules::jsonb) AS rule
           WHERE NOT EXISTS (SELECT FROM wave_days w WHERE w.rule_id = rule AND w.counted_at >= :at)) AS missing`,
        { at, rules: JSON.stringify(rules) },
      );
      return found?.missing === false;
    });
  }

  since(day: string, rules: readonly string[]): Promise<ReadonlyMap<string, readonly WaveDay[]>> {
    return guarded('read days of waves', async () => {
      const lines = await rows<WaveDay & { rule: string }>(
        this.#db,
        `SELECT rule_id AS rule, day::text, people, enrolled FROM wave_days
         WHERE rule_id IN (SELECT jsonb_array_elements_text(:rules::jsonb)) AND day >= :day::date
         ORDER BY day`,
        { day, rules: JSON.stringify(rules) },
      );
      const days = new Map<string, WaveDay[]>();
      for (const { rule, ...line } of lines) days.set(rule, [...(days.get(rule) ?? []), line]);
      return days;
    });
  }
}
