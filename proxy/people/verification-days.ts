import { lastDays } from '../kernel/clock.ts';
import type { ActivityDay } from './people-statistics.ts';

/** How often people were asked on a day, and how often it went wrong. */
export type VerificationDay = { readonly day: string; readonly shown: number; readonly failed: number };

const shownTypes: readonly string[] = [
  'factor.verified',
  'backup_code.used',
  'recovery_code.used',
  'help_desk_code.used',
];
const failedTypes: readonly string[] = [
  'factor.failed',
  'backup_code.failed',
  'recovery_code.failed',
  'help_desk_code.failed',
];

/** What counts as being asked. */
export const verificationTypes: readonly string[] = [...shownTypes, ...failedTypes];

/** A line for each of so many days up to and with that of `now`, oldest first; also for those on which nothing was. */
export function verificationDays(
  found: readonly ActivityDay[],
  days: number,
  now: number,
): readonly VerificationDay[] {
  const sumOf = (day: string, types: readonly string[]) =>
    found
      .filter((one) => one.day === day && types.includes(one.type))
      .reduce((sum, { events }) => sum + events, 0);
  return lastDays(days, now).map((day) => ({
    day,
    shown: sumOf(day, shownTypes),
    failed: sumOf(day, failedTypes),
  }));
}
