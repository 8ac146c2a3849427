import { hour, minute } from '../kernel/clock.ts';
import type { FactorMemory } from './factor-memory.ts';

/** What is sent to one person by one way: a flood costs money, and teaches people to press "yes". */
const limits = [
  { most: 3, window: 5 * minute },
  { most: 10, window: 24 * hour },
] as const;

/** What was sent came back right: the person is there, and nobody is being flooded. */
export async function forgetSendings(memory: FactorMemory, method: string, userKey: string): Promise<void> {
  for (const { window } of limits) await memory.forgetCount(['sends', method, userKey, String(window)]);
}

/** Counts one sending before it is made. Answers 0, or how many seconds at most to wait. */
export async function waitBeforeSending(
  memory: FactorMemory,
  method: string,
  userKey: string,
): Promise<number> {
  for (const { most, window } of limits) {
    const sent = await memory.count(['sends', method, userKey, String(window)], window);
    if (sent > most) return Math.ceil(window / 1_000);
  }
  return 0;
}
