/** Milliseconds since the epoch. Handed in, so that a test can stand still or go back. */
export type Clock = () => number;

/** Bytes nobody can guess. Handed in, so that a test can know them. */
export type RandomBytes = (size: number) => Buffer;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** The day of a time (ms since the epoch) in UTC: `2026-11-22`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The last so many days, that of `now` included, oldest first. */
export function lastDays(count: number, now: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => dayOf(now - (count - 1 - at) * 24 * hour));
}
