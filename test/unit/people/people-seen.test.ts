import { describe, expect, it } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { PeopleSeen } from '../../../proxy/people/index.ts';
import { createFakeClock, FakePeopleMirror } from '../../support/fakes/index.ts';

const alice = {
  ...{ userKey: 'K1', username: 'alice', displayName: 'Alice Archer', email: 'alice@example.com' },
  groups: ['developers'],
};

function given() {
  const mirror = new FakePeopleMirror();
  const clock = createFakeClock();
  const troubles: string[] = [];
  const written: string[] = [];
  const away = { now: false };
  const met = mirror.met.bind(mirror);
  mirror.met = async (person, groups, at) => {
    if (away.now) throw new Error('no database');
    written.push(person.username);
    await met(person, groups, at);
  };
  const seen = new PeopleSeen(mirror, clock.read, ({ message }) => troubles.push(message));
  return { mirror, clock, troubles, written, away, seen };
}

describe('people who use Jira', () => {
  it('are written into the mirror, with their groups', async () => {
    const { mirror, clock, seen } = given();
    seen.saw(alice);
    await seen.close();
    const { groups, ...person } = alice;
    expect(await mirror.find('K1', { now: clock.read() })).toMatchObject({
      ...{ ...person, active: true, seenAt: new Date(clock.read()) },
    });
    expect(await mirror.groupsOf('K1')).toEqual(groups);
  });

  it('are not written at each click, but after ten minutes, and when something changed', async () => {
    const { clock, written, seen } = given();
    for (let click = 0; click < 5; click += 1) seen.saw(alice);
    await seen.close();
    expect(written).toEqual(['alice']);
    seen.saw({ ...alice, username: 'alicia' });
    seen.saw({ ...alice, username: 'alicia', groups: [] });
    clock.pass(10 * minute + 1);
    seen.saw({ ...alice, username: 'alicia', groups: [] });
    await seen.close();
    expect(written).toEqual(['alice', 'alicia', 'alicia', 'alicia']);
  });

  it('get on where the database is away, and are written the next time', async () => {
    const { written, troubles, away, seen } = given();
    away.now = true;
    seen.saw(alice);
    await seen.close();
    expect(troubles).toEqual(['no database']);
    away.now = false;
    seen.saw(alice);
    await seen.close();
    expect(written).toEqual(['alice']);
  });
});
