import { describe, expect, it } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { PeopleSnapshot, type PeopleSource } from '../../../proxy/policy/index.ts';
import { buildPolicyPerson, createFakeClock, createFakePeopleSource } from '../../support/fakes/index.ts';

function given(takes: number) {
  const clock = createFakeClock(Date.parse('2026-11-22T12:00:00Z'));
  const crowd = [buildPolicyPerson('ann', { groups: ['staff', 'all'] })];
  const people: PeopleSource = {
    forEachActive: (each) => {
      clock.pass(takes);
      return createFakePeopleSource(crowd, 1).forEachActive(each);
    },
  };
  const snapshot = new PeopleSnapshot({ people, clock: clock.read, steadyClock: clock.read });
  const names = async () => {
    const found: string[] = [];
    const at = await snapshot.forEachActive((batch) => {
      found.push(...batch.map(({ username }) => username));
    });
    return { found, age: clock.read() - at };
  };
  return { crowd, clock, snapshot, names };
}

describe('everybody as previews judge them', () => {
  it('are as of now on a small site', async () => {
    const { crowd, names } = given(5);
    expect(await names()).toEqual({ found: ['ann'], age: 5 });
    crowd.push(buildPolicyPerson('bob'));
    expect((await names()).found).toEqual(['ann', 'bob']);
  });

  it('are as of the last minute where there are many', async () => {
    const { crowd, clock, names } = given(1_500);
    await names();
    crowd.push(buildPolicyPerson('bob'));
    clock.pass(minute - 1_501);
    expect(await names()).toEqual({ found: ['ann'], age: minute - 1 });
  });

  it('share the lists that they have in common', async () => {
    const { crowd, snapshot } = given(5);
    crowd.push(buildPolicyPerson('bob', { groups: ['staff', 'all'] }), buildPolicyPerson('cid'));
    await snapshot.forEachActive(([ann, bob, cid]) => {
      expect(bob?.groups).toEqual(['staff', 'all']);
      expect(bob?.groups).toBe(ann?.groups);
      expect(cid?.groups).toEqual([]);
    });
  });
});
