import type { PolicyOutcome } from './policy-document.ts';

const day = 24 * 60 * 60 * 1_000;

type Grace = Extract<PolicyOutcome['withoutFactor'], { outcome: 'grace' }>;

/**
 * When somebody's time is over (all in ms since the epoch): the earlier of the two ends counts. Days count from when the
 * person was first told, or from `now` where nobody has told them, but not from before the wave began.
 */
export function graceEnd(
  { until, days }: Pick<Grace, 'until' | 'days'>,
  startedAt: number | undefined,
  startsAt: number,
  now: number,
): number {
  return Math.min(
    until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
    days === undefined ? Number.POSITIVE_INFINITY : Math.max(startedAt ?? now, startsAt) + days * day,
  );
}
