import {
  type AttemptLedger,
  attemptLimits,
  type LockedUntil,
  type SettableLimits,
  type Spending,
} from '../../proxy/conversation/index.ts';
import { minute } from '../../proxy/kernel/clock.ts';
import { type Database, guarded, rows } from '../database.ts';

type Row = { failures_in_a_row: number; locked_until: Date | null };

export class KnexAttemptLedger implements AttemptLedger {
  readonly #db: Database;
  readonly #limits: () => SettableLimits;

  /** @param limits as administrators have set them; the same for all gates */
  constructor(db: Database, limits: () => SettableLimits = () => attemptLimits) {
    this.#db = db;
    this.#limits = limits;
  }

  /**
   * One statement counts and locks, so that any number of callers at once get exactly as many attempts as there are.
   * It changes nothing while the person is locked. The attempt that fills the window may still be made.
   */
  spend(userKey: string, now: number): Promise<Spending> {
    const at = new Date(now);
    const { perWindow, windowMinutes, lockMinutes } = this.#limits();
    const { inARow } = attemptLimits;
    const windowStart = new Date(now - windowMinutes * minute);
    const lockEnd = new Date(now + lockMinutes * minute);
    return guarded('count attempt', async () => {
      const counted = await rows(
        this.#db,
        `INSERT INTO second_factor_attempts AS a
           (user_key, window_started_at, failures_in_window, failures_in_a_row, locked_until)
         VALUES (:userKey, :at, 1, 1, NULL)
         ON CONFLICT (user_key) DO UPDATE SET
           window_started_at = CASE WHEN a.window_started_at <= :windowStart OR a.failures_in_window >= :perWindow
             THEN :at ELSE a.window_started_at END,
           failures_in_window = CASE WHEN a.window_started_at <= :windowStart OR a.failures_in_window >= :perWindow
             THEN 1 ELSE a.failures_in_window + 1 END,
           failures_in_a_row = a.failures_in_a_row + 1,
           locked_until = CASE WHEN a.window_started_at > :windowStart AND a.failures_in_window = :lastBeforeLock
             THEN :lockEnd::timestamptz ELSE NULL END
         WHERE a.failures_in_a_row < :inARow AND (a.locked_until IS NULL OR a.locked_until <= :at)
         RETURNING 1`,
        { userKey, at, windowStart, lockEnd, perWindow, lastBeforeLock: perWindow - 1, inARow },
      );
      if (counted.length === 1) return { kind: 'allowed' };
      return { kind: 'locked', until: (await this.#lock(userKey, now)) ?? now };
    });
  }

  clear(userKey: string): Promise<void> {
    return guarded('clear attempts', async () => {
      await this.#db.raw('DELETE FROM second_factor_attempts WHERE user_key = ?', [userKey]);
    });
  }

  lockedUntil(userKey: string, now: number): Promise<LockedUntil | undefined> {
    return guarded('read lock', () => this.#lock(userKey, now));
  }

  async #lock(userKey: string, now: number): Promise<LockedUntil | undefined> {
    const [row] = await rows<Row>(
      this.#db,
      'SELECT failures_in_a_row, locked_until FROM second_factor_attempts WHERE user_key = ?',
      [userKey],
    );
    if (row === undefined) return undefined;
    if (row.failures_in_a_row >= attemptLimits.inARow) return 'administrator';
    const until = row.locked_until?.getTime() ?? 0;
    return until > now ? until : undefined;
  }
}
