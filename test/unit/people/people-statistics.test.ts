import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../proxy/kernel/clock.ts';
import { type AdoptionDay, type AdoptionDays, PeopleStatistics } from '../../../proxy/people/index.ts';
import { buildJiraPerson } from '../../contract/given-people.ts';
import { createFakeClock, FakePeopleMirror } from '../../support/fakes/index.ts';

function createFakeDays(): AdoptionDays & { readonly lines: Map<string, AdoptionDay & { at: Date }> } {
  const lines = new Map<string, AdoptionDay & { at: Date }>();
  return {
    lines,
    write: async (day, at) => {
      lines.set(day.day, { ...day, at });
    },
    countedAt: async (day) => lines.get(day)?.at,
    between: async (first, last) =>
      [...lines.values()]
        .filter(({ day }) => day >= first && day <= last)
        .map(({ at: _, ...line }) => line)
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

async function given(graceDays?: number) {
  const mirror = new FakePeopleMirror();
  const clock = createFakeClock(Date.parse('2026-11-22T12:00:00Z'));
  const days = createFakeDays();
  let counted = 0;
  const counts = mirror.counts.bind(mirror);
  mirror.counts = (moment) => {
    counted += 1;
    return counts(moment);
  };
  await mirror.upsert([buildJiraPerson('K1'), buildJiraPerson('K2')], new Date(clock.read()));
  mirror.standing.set('K1', { enrolledSince: new Date(clock.read()), methods: ['TOTP'] });
  mirror.standing.set('K2', { graceStartedAt: new Date(clock.read() - 20 * 24 * hour) });
  const statistics = new PeopleStatistics({
    mirror,
    days,
    clock: clock.read,
    steadyClock: clock.read,
    graceDays: () => graceDays,
  });
  return { mirror, clock, days, statistics, counted: () => counted };
}

describe('the numbers of the overview', () => {
  it('are counted once a minute, however many ask', async () => {
    const { mirror, clock, statistics, counted } = await given();
    const answers = await Promise.all([statistics.today(), statistics.today(), statistics.today()]);
    expect(answers).toMatchObject(
      Array(3).fill({ answer: { active: 2, enrolled: 1, byMethod: { TOTP: 1 } } }),
    );
    await mirror.upsert([buildJiraPerson('K3')], new Date(clock.read()));
    clock.pass(minute - 1);
    expect(await statistics.today()).toMatchObject({ answer: { active: 2 } });
    expect(counted()).toBe(1);
    clock.pass(1);
    expect(await statistics.today()).toMatchObject({ answer: { active: 3 } });
    expect(counted()).toBe(2);
  });

  it('are counted anew once everybody was read from Jira', async () => {
    const { mirror, clock, statistics, counted } = await given();
    await statistics.today();
    clock.pass(10);
    await mirror.upsert([buildJiraPerson('K3')], new Date(clock.read()));
    const readAt = new Date(clock.read());
    clock.pass(10);
    for (let time = 0; time < 3; time += 1)
      expect(await statistics.today(readAt)).toMatchObject({ answer: { active: 3 } });
    expect(counted()).toBe(2);
  });

  it('know how long the policy gives people', async () => {
    expect(await (await given()).statistics.today()).toMatchObject({ answer: { inGrace: 1 } });
    expect(await (await given(14)).statistics.today()).toMatchObject({ answer: { inGrace: 0 } });
  });

  it('leave a line for each day, and correct that of the day', async () => {
    const { mirror, clock, statistics } = await given();
    await statistics.today();
    await mirror.upsert([buildJiraPerson('K3')], new Date(clock.read()));
    clock.pass(hour);
    await statistics.today();
    clock.pass(24 * hour);
    await mirror.markGone(['K2'], new Date(clock.read()));
    const line = { enrolled: 1, exempt: 0, inGrace: 1, locked: 0 };
    const days = await statistics.adoption(30);
    expect(days).toEqual([
      { ...line, day: '2026-11-22', active: 3 },
      { ...line, day: '2026-11-23', active: 2, inGrace: 0 },
    ]);
    expect(await statistics.adoption(1)).toEqual(days.slice(1));
  });

  it('are written on a day on which nobody asks, once', async () => {
    const { clock, days, statistics, counted } = await given();
    await statistics.keep();
    clock.pass(2 * hour);
    await statistics.keep();
    expect(counted()).toBe(1);
    expect([...days.lines.keys()]).toEqual(['2026-11-22']);
  });
});
