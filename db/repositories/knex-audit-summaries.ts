import type { AuditSummaries, WatchedRules } from '../../proxy/audit/index.ts';
import { type Database, guarded, rows } from '../database.ts';

/** Read on the way to an overview: the latest so many, by the index of types. */
const mostRead = 20_000;
const mostNamed = 5;

type Line = { rule: string; people: number; keys: string[]; names: string[]; read: number };

export class KnexAuditSummaries implements AuditSummaries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  watchedSince(since: Date): Promise<WatchedRules> {
    return guarded('read watched rules', async () => {
      const found = await rows<Line>(
        this.#db,
        `WITH latest AS (
           SELECT reason, target_key, target_name, at FROM audit_events
           WHERE type = 'policy.would_have_challenged' ORDER BY id DESC LIMIT :mostRead),
         people AS (
           SELECT reason, target_key, max(target_name) AS target_name FROM latest
           WHERE at >= :since AND target_key IS NOT NULL GROUP BY 1, 2)
         SELECT reason AS rule, count(*)::int AS people,
           (array_agg(target_key ORDER BY target_name, target_key))[1:${mostNamed}] AS keys,
           (array_agg(target_name ORDER BY target_name, target_key))[1:${mostNamed}] AS names,
           (SELECT count(*)::int FROM latest WHERE at >= :since) AS read
         FROM people GROUP BY reason ORDER BY people DESC, rule`,
        { mostRead, since },
      );
      return {
        rules: found.map(({ rule, people, keys, names }) => ({
          ...{ rule, people },
          some: keys.map((userKey, at) => ({ userKey, username: names[at] ?? userKey })),
        })),
        isCut: (found[0]?.read ?? 0) >= mostRead,
      };
    });
  }

  administratorsSince(since: Date): Promise<number> {
    return guarded('read administrators', async () => {
      const [found] = await rows<{ people: number }>(
        this.#db,
        `SELECT count(DISTINCT actor_key)::int AS people FROM (
           SELECT actor_key, at FROM audit_events WHERE type = 'console.opened' ORDER BY id DESC LIMIT 1000
         ) latest WHERE at >= ?`,
        [since],
      );
      return Math.min(100, found?.people ?? 0);
    });
  }
}
