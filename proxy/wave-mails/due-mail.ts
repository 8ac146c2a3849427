import { hour } from '../kernel/clock.ts';
import type { WaveMailKind } from './wave-mail-ledger.ts';

const day = 24 * hour;
/** Two mails do not come on one day, bar the last two. */
const quietFor = day;

/** The day before which each reminder goes out, and no later than a day after: one that comes late says something wrong. */
const reminders = [
  { kind: 'days_14', before: 14 * day, isQuiet: true },
  { kind: 'days_7', before: 7 * day, isQuiet: true },
  { kind: 'days_1', before: day, isQuiet: false },
  { kind: 'due', before: 0, isQuiet: false },
] as const;

/**
 * The mail that somebody should get now, if any.
 *
 * @param deadline when their time is over; the start of the wave where they have none (all in ms since the epoch)
 * @param sent of this wave, to this person
 */
export function dueMail(
  deadline: number,
  sent: readonly { readonly kind: WaveMailKind; readonly sentAt: number }[],
  now: number,
): WaveMailKind | undefined {
  if (!sent.some(({ kind }) => kind === 'announcement')) return 'announcement';
  const last = Math.max(...sent.map(({ sentAt }) => sentAt));
  const left = deadline - now;
  const due = reminders.find(({ before }) => left <= before && left > before - day);
  if (due === undefined || sent.some(({ kind }) => kind === due.kind)) return undefined;
  return due.isQuiet && now - last < quietFor ? undefined : due.kind;
}
