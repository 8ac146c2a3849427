import type { WaveAction, WaveCount } from '../../../proxy/policy/index.ts';

export const actionWords: Readonly<
  Record<WaveAction, { readonly label: string; readonly title: string; readonly what: string }>
> = {
  pause: {
    label: 'Pause',
    title: 'Pause a wave',
    what: 'The rule does not count until the wave is resumed, and no mails are sent. Whoever has set up a factor keeps it.',
  },
  resume: {
    label: 'Resume',
    title: 'Resume a wave',
    what: 'The rule counts again. Time that somebody was given went on while it was paused.',
  },
  roll_back: {
    label: 'Roll back',
    title: 'Roll back a wave',
    what: 'The rule is switched off, and the next one decides about these people. Whoever has set up a factor keeps it.',
  },
};

const numbers = new Intl.NumberFormat('en');

/** Rounded down: only all of them are 100. */
export function percentOf({ people, enrolled }: WaveCount): number {
  return Math.floor((100 * enrolled) / Math.max(1, people));
}

/** `120 of 300 (40 %)` */
export function enrolledOf(count: WaveCount): string {
  return `${numbers.format(count.enrolled)} of ${numbers.format(count.people)} (${percentOf(count)} %)`;
}
