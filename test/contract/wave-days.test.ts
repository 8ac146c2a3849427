import { describe, expect, it } from 'vitest';
import { KnexWaveDays } from '../../db/index.ts';
import type { WaveDays } from '../../proxy/policy/index.ts';
import { createFakeWaveDays } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const kinds: readonly (readonly [string, () => WaveDays])[] = [
  ['the fake', createFakeWaveDays],
  ['PostgreSQL', () => new KnexWaveDays(given.db)],
];

describe.each(kinds)('the days of waves: %s', (_name, open) => {
  const [early, late] = [new Date('2026-11-22T01:00:00Z'), new Date('2026-11-22T23:00:00Z')];
  const counts = (of: Record<string, [number, number]>) =>
    new Map(Object.entries(of).map(([rule, [people, enrolled]]) => [rule, { people, enrolled }]));

  it('are one line a day and wave, of which the later count stays', async () => {
    const days = open();
    await days.write('2026-11-22', counts({ first: [10, 4], second: [5, 0] }), late);
    await days.write('2026-11-22', counts({ first: [10, 3] }), early);
    await days.write('2026-11-21', counts({ first: [9, 1] }), early);
    expect(await days.since('2026-11-21', ['first', 'second', 'none'])).toEqual(
      new Map([
        [
          'first',
          [
            { day: '2026-11-21', people: 9, enrolled: 1 },
            { day: '2026-11-22', people: 10, enrolled: 4 },
          ],
        ],
        ['second', [{ day: '2026-11-22', people: 5, enrolled: 0 }]],
      ]),
    );
    expect(await days.since('2026-11-22', ['first'])).toEqual(
      new Map([['first', [{ day: '2026-11-22', people: 10, enrolled: 4 }]]]),
    );
    expect(await days.since('2026-11-21', [])).toEqual(new Map());
  });

  it('say whether every wave was counted since', async () => {
    const days = open();
    await days.write('2026-11-22', counts({ first: [10, 4], second: [5, 0] }), late);
    await days.write('2026-11-21', counts({ first: [9, 1] }), early);
    expect(await days.countedSince(late, ['first', 'second'])).toBe(true);
    expect(await days.countedSince(late, ['first', 'third'])).toBe(false);
    expect(await days.countedSince(new Date(late.getTime() + 1), ['first'])).toBe(false);
  });
});
