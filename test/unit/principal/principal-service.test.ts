import { beforeEach, describe, expect, it, vi } from 'vitest';
import { minute, second } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { type Caller, PrincipalService } from '../../../proxy/principal/index.ts';
import { buildCaller, buildKeyRing } from '../../support/builders/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fakes/index.ts';

const anonymous: Caller = { kind: 'anonymous' };
const alice = buildCaller();

describe('who is calling', () => {
  let clock: FakeClock;
  let principals: PrincipalService;
  const ask = vi.fn<() => Promise<Caller>>();
  const read = (session = 'SID') => principals.resolve(session, false, ask);
  const write = (session = 'SID') => principals.resolve(session, true, ask);

  beforeEach(() => {
    clock = createFakeClock();
    principals = new PrincipalService(createKeyedHash(buildKeyRing()), clock.read);
    ask.mockReset().mockResolvedValue(alice);
  });

  it('is asked of Jira once for a person, for five minutes', async () => {
    for (let round = 0; round < 5; round += 1) expect(await read()).toEqual(alice);
    expect(await write()).toEqual(alice);
    clock.pass(5 * minute);
    await read();
    expect(ask).toHaveBeenCalledTimes(1);
    clock.pass(1);
    await read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is asked for each session by itself', async () => {
    ask.mockResolvedValueOnce(alice).mockResolvedValueOnce(anonymous);
    expect(await read('A')).toEqual(alice);
    expect(await read('B')).toEqual(anonymous);
    expect(await read('A')).toEqual(alice);
  });

  it('is nobody for two seconds at most', async () => {
    ask.mockResolvedValue(anonymous);
    await read();
    clock.pass(2 * second);
    await read();
    expect(ask).toHaveBeenCalledTimes(1);
    ask.mockResolvedValue(alice);
    clock.pass(1);
    expect(await read()).toEqual(alice);
  });

  it('is never taken for nobody by a request that may change something, however fresh the answer', async () => {
    ask.mockResolvedValue(anonymous);
    await read();
    ask.mockResolvedValue(alice);
    expect(await write()).toEqual(alice);
  });

  it('is asked anew for a request that may change something, even while the same question is under way', async () => {
    const first = Promise.withResolvers<Caller>();
    ask.mockReturnValueOnce(first.promise);
    const reading = read();
    expect(await write()).toEqual(alice);
    first.resolve(anonymous);
    await reading;
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is one question for many readers at once', async () => {
    const answer = Promise.withResolvers<Caller>();
    ask.mockReturnValue(answer.promise);
    const readers = Array.from({ length: 30 }, () => read());
    answer.resolve(alice);
    expect(await Promise.all(readers)).toEqual(Array.from({ length: 30 }, () => alice));
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is not remembered when Jira did not say, and the next one asks again', async () => {
    ask.mockRejectedValueOnce(new Error('Jira is away'));
    await expect(read()).rejects.toThrow('Jira is away');
    expect(await read()).toEqual(alice);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('fails for everybody who waited for the same answer', async () => {
    ask.mockRejectedValueOnce(new Error('Jira is away'));
    const outcomes = await Promise.allSettled([read(), read()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('is forgotten by the name of the session, and asked again', async () => {
    await read();
    principals.forget(principals.keyOf('other'));
    await read();
    expect(ask).toHaveBeenCalledTimes(1);
    principals.forget(principals.keyOf('SID'));
    await read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('does not wait, after it was forgotten, for a question from before', async () => {
    const old = Promise.withResolvers<Caller>();
    ask.mockReturnValueOnce(old.promise);
    const reading = read();
    principals.forget(principals.keyOf('SID'));
    expect(await read()).toEqual(alice);
    old.resolve(anonymous);
    expect(await reading).toEqual(anonymous);
    // The answer from before is not what is remembered now.
    expect(await read()).toEqual(alice);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('names a session by something from which the session id cannot be had', () => {
    expect(principals.keyOf('SESSIONID')).not.toContain('SESSIONID');
    expect(principals.keyOf('SESSIONID')).toBe(principals.keyOf('SESSIONID'));
    expect(principals.keyOf('SESSIONID')).not.toBe(principals.keyOf('sessionid'));
  });
});
