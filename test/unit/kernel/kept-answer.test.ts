import { describe, expect, it } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { KeptAnswer } from '../../../proxy/kernel/kept-answer.ts';
import { createFakeClock } from '../../support/fakes/index.ts';

/** A question that takes `takes` ms and is answered with how often it was asked. */
function given({ takes, freshFor = 0 }: { takes: number; freshFor?: number }) {
  const clock = createFakeClock(Date.parse('2026-11-22T12:00:00Z'));
  const state = { asked: 0, fails: false, underWay: 0, atOnce: 0 };
  const kept = new KeptAnswer({
    ...{ clock: clock.read, steadyClock: clock.read, freshFor },
    ask: async () => {
      state.underWay += 1;
      state.atOnce = Math.max(state.atOnce, state.underWay);
      await Promise.resolve();
      state.underWay -= 1;
      if (state.fails) throw new Error('away');
      clock.pass(takes);
      state.asked += 1;
      return state.asked;
    },
  });
  const answer = async () => (await kept.get()).answer;
  /** Until whatever is asked behind has come. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { kept, clock, state, answer, settle };
}

describe('an answer that is kept', () => {
  it('is found out each time where that is quick', async () => {
    const { answer } = given({ takes: 5 });
    expect([await answer(), await answer()]).toEqual([1, 2]);
  });

  it('is given again while it is fresh', async () => {
    const { answer, clock } = given({ takes: 5, freshFor: minute });
    expect([await answer(), await answer()]).toEqual([1, 1]);
    clock.pass(minute);
    expect(await answer()).toBe(2);
  });

  it('is found out once for all who ask together', async () => {
    const { kept } = given({ takes: 5 });
    const answers = await Promise.all([kept.get(), kept.get(), kept.get()]);
    expect(answers.map((one) => one.answer)).toEqual([1, 1, 1]);
  });

  it('is given as it was last known where finding out is slow, and found out behind', async () => {
    const { kept, answer, clock, settle } = given({ takes: 2_000 });
    const { at } = await kept.get();
    expect(at).toBe(clock.read() - 2_000);
    expect(await answer()).toBe(1);
    clock.pass(minute);
    expect(await answer()).toBe(1);
    await settle();
    expect(await answer()).toBe(2);
  });

  it('is not given any more once it is too old, nor after the clock was set back', async () => {
    const { answer, clock } = given({ takes: 2_000 });
    await answer();
    clock.pass(10 * minute);
    expect(await answer()).toBe(2);
    clock.pass(-10 * minute);
    expect(await answer()).toBe(3);
  });

  it('is not given where something has changed since', async () => {
    const { kept, clock } = given({ takes: 2_000 });
    const { at } = await kept.get();
    expect((await kept.get(at)).answer).toBe(1);
    expect((await kept.get(clock.read())).answer).toBe(2);
  });

  it('is asked for once more where what is under way began too early', async () => {
    const { kept, clock, state } = given({ takes: 2_000 });
    const first = kept.get();
    clock.pass(10);
    const [late, later] = [kept.get(clock.read()), kept.get(clock.read())];
    expect((await first).answer).toBe(1);
    expect([(await late).answer, (await later).answer]).toEqual([2, 2]);
    expect(state.atOnce).toBe(1);
  });

  it('takes no time for one that is still to come', async () => {
    const { kept, clock, state } = given({ takes: 2_000 });
    await kept.get();
    for (let time = 0; time < 3; time += 1) {
      clock.pass(5);
      await kept.get(clock.read() + minute);
    }
    expect(state.asked).toBe(1);
  });

  it('outlives a failure behind it, for as long as it may be given', async () => {
    const { answer, clock, state, settle } = given({ takes: 2_000 });
    await answer();
    state.fails = true;
    clock.pass(minute);
    expect(await answer()).toBe(1);
    await settle();
    clock.pass(10 * minute);
    await expect(answer()).rejects.toThrow('away');
    state.fails = false;
    expect(await answer()).toBe(2);
  });
});
