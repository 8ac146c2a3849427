import type { Clock } from '../../../proxy/kernel/clock.ts';

export type FakeClock = {
  /** What services are handed. */
  readonly read: Clock;
  /** Lets time pass; a negative number sets the clock back. */
  pass(milliseconds: number): void;
  set(time: number): void;
};

/** A clock that stands still until it is told otherwise. */
export function createFakeClock(start: number = Date.UTC(2026, 2, 1, 12)): FakeClock {
  let now = start;
  return {
    read: () => now,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    set: (time) => {
      now = time;
    },
  };
}
