import type { Parameters } from 'fast-check';

/**
 * How long a generated test goes on. In a test run always with the same cases, so that a failure is a change of ours;
 * `npm run fuzz` looks for new ones, as long as it is told to.
 */
export function runs(usual: number): Parameters<unknown> {
  const minutes = Number(process.env.FUZZ_MINUTES ?? 0);
  if (minutes === 0) return { numRuns: usual, seed: 20_061_101 };
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: minutes * 60_000,
    markInterruptAsFailure: false,
  };
}

/** For vitest: longer than the runs take. */
export function timeFor(usualSeconds: number): number {
  return (usualSeconds + Number(process.env.FUZZ_MINUTES ?? 0) * 60) * 1_000;
}
