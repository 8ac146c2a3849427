import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../kernel/clock.ts';

/** Requests wait no longer than this for work on everybody (ms). */
const sliceOf = 10;
/** Looking at the clock costs about as much as judging somebody. */
const lookEvery = 64;

/** Does something with each of many, in slices between which others get their turn. */
export async function inSlices<T>(
  many: readonly T[],
  steadyClock: Clock,
  each: (one: T) => void,
): Promise<void> {
  let began = steadyClock();
  for (const [at, one] of many.entries()) {
    each(one);
    if (at % lookEvery !== 0 || steadyClock() - began < sliceOf) continue;
    await nextTurn();
    began = steadyClock();
  }
}
