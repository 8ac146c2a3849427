import {
  type AttemptLedger,
  attemptLimits,
  type LockedUntil,
  type Spending,
} from '../../../proxy/conversation/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';

type Count = { windowStart: number; inWindow: number; inARow: number; lockedUntil: number };

/** Counts as the table does, in memory. */
export class FakeAttemptLedger implements AttemptLedger {
  readonly #counts = new Map<string, Count>();

  async spend(userKey: string, now: number): Promise<Spending> {
    const count = this.#counts.get(userKey);
    if (count === undefined) {
      this.#counts.set(userKey, { windowStart: now, inWindow: 1, inARow: 1, lockedUntil: 0 });
      return { kind: 'allowed' };
    }
    const until = this.#lock(count, now);
    if (until !== undefined) return { kind: 'locked', until };
    const windowIsOver = count.windowStart <= now - attemptLimits.windowMinutes * minute;
    if (windowIsOver || count.inWindow >= attemptLimits.perWindow) {
      Object.assign(count, { windowStart: now, inWindow: 0 });
    }
    count.inWindow += 1;
    count.inARow += 1;
    const full = count.inWindow === attemptLimits.perWindow;
    count.lockedUntil = full ? now + attemptLimits.lockMinutes * minute : 0;
    return { kind: 'allowed' };
  }

  async clear(userKey: string): Promise<void> {
    this.#counts.delete(userKey);
  }

  async lockedUntil(userKey: string, now: number): Promise<LockedUntil | undefined> {
    const count = this.#counts.get(userKey);
    return count === undefined ? undefined : this.#lock(count, now);
  }

  /** How many attempts were counted since the last right one. */
  inARow(userKey: string): number {
    return this.#counts.get(userKey)?.inARow ?? 0;
  }

  #lock(count: Count, now: number): LockedUntil | undefined {
    if (count.inARow >= attemptLimits.inARow) return 'administrator';
    return count.lockedUntil > now ? count.lockedUntil : undefined;
  }
}

export function createFakeAttemptLedger(): FakeAttemptLedger {
  return new FakeAttemptLedger();
}
