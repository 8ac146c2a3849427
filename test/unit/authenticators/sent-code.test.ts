import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SentCodes } from '../../../proxy/authenticators/sent-code.ts';
import { hour, minute } from '../../../proxy/kernel/clock.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const life = 5 * minute;
const alice = { userKey: 'JIRAUSER1', flow: 'flow 1', to: '+491711234567' };

describe('a code that was sent', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let codes: SentCodes;
  let delivered: string[];
  const deliver = async (code: string) => void delivered.push(code);
  const send = async (recipient = alice) => {
    expect(await codes.send(recipient, deliver)).toEqual({ kind: 'started' });
    return delivered.at(-1) ?? '';
  };
  const wrongOf = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

  beforeEach(() => {
    given = givenFactorTools();
    codes = new SentCodes(given.tools, { method: 'SMS', life });
    delivered = [];
  });

  it('has six digits, and is another one each time', async () => {
    const sent = new Set<string>();
    for (let n = 0; n < 50; n += 1) sent.add(await send({ ...alice, userKey: `JIRAUSER${n}` }));
    for (const code of sent) expect(code).toMatch(/^\d{6}$/);
    expect(sent.size).toBeGreaterThan(40);
  });

  it('is right once', async () => {
    const code = await send();
    expect(await codes.consume(alice, code)).toBe(true);
    expect(await codes.consume(alice, code)).toBe(false);
  });

  it('is right for one of twenty at once', async () => {
    const code = await send();
    const taken = await Promise.all(Array.from({ length: 20 }, () => codes.consume(alice, code)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('outlives a wrong one, which the attempts are counted for elsewhere', async () => {
    const code = await send();
    for (let n = 0; n < 4; n += 1) expect(await codes.consume(alice, wrongOf(code))).toBe(false);
    expect(await codes.consume(alice, code)).toBe(true);
  });

  it('may be typed with blanks and dashes, and is nothing else that looks like it', async () => {
    const code = await send();
    const odd = [`${code}0`, code.slice(1), `${code}\0`, `+${code}`, '', `${code}${' '.repeat(40)}`];
    for (const typed of odd) expect(await codes.consume(alice, typed), typed).toBe(false);
    expect(await codes.consume(alice, ` ${code.slice(0, 3)}-${code.slice(3)}\n`)).toBe(true);
  });

  it('may be typed in the full-width digits of a Japanese keyboard', async () => {
    const wide = [...(await send())].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    expect(wide).toMatch(/^[０-９]{6}$/);
    expect(await codes.consume(alice, wide)).toBe(true);
  });

  it('is void when a newer one was sent', async () => {
    const first = await send();
    const second = await send();
    if (first !== second) expect(await codes.consume(alice, first)).toBe(false);
    expect(await codes.consume(alice, second)).toBe(true);
    expect(await codes.consume(alice, first)).toBe(false);
  });

  it('is void when a newer one was sent in another flow of the same person', async () => {
    const first = await send();
    await send({ ...alice, flow: 'flow 2' });
    expect(await codes.consume(alice, first)).toBe(false);
  });

  it.each([
    ['flow', { ...alice, flow: 'flow 2' }],
    ['person', { ...alice, userKey: 'JIRAUSER2' }],
    ['place', { ...alice, to: '+491711234568' }],
  ])('is worth nothing for another %s, and stays good for its own', async (_what, other) => {
    const code = await send();
    expect(await codes.consume(other, code)).toBe(false);
    expect(await codes.isWaiting(other)).toBe(false);
    expect(await codes.consume(alice, code)).toBe(true);
  });

  it('is worth nothing by another way', async () => {
    const code = await send();
    const mails = new SentCodes(given.tools, { method: 'EMAIL', life });
    expect(await mails.consume(alice, code)).toBe(false);
    expect(await codes.consume(alice, code)).toBe(true);
  });

  it('is waited for until it is used or too old', async () => {
    expect(await codes.isWaiting(alice)).toBe(false);
    const code = await send();
    expect(await codes.isWaiting(alice)).toBe(true);
    await codes.consume(alice, code);
    expect(await codes.isWaiting(alice)).toBe(false);
  });

  it('lives as long as it is said to, to the millisecond', async () => {
    const code = await send();
    given.clock.pass(life - 1);
    expect(await codes.isWaiting(alice)).toBe(true);
    given.clock.pass(1);
    expect(await codes.isWaiting(alice)).toBe(false);
    expect(await codes.consume(alice, code)).toBe(false);
  });

  it('is kept as a hash, and its place too', async () => {
    const put = vi.spyOn(given.memory, 'put');
    const code = await send();
    const kept = JSON.stringify(put.mock.calls.map(([, value]) => value));
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(alice.to);
  });

  it('is kept before it is sent: a fast reader may answer at once', async () => {
    let right: boolean | undefined;
    await codes.send(alice, async (code) => {
      right = await codes.consume(alice, code);
    });
    expect(right).toBe(true);
  });

  it('that could not be sent is told as such', async () => {
    const failed = codes.send(alice, () => Promise.reject(new Error('nobody answers')));
    expect(await failed).toEqual({ kind: 'failed' });
  });

  it('that could not be kept is not sent', async () => {
    vi.spyOn(given.shared, 'set').mockRejectedValue(new Error('the store is away'));
    await expect(codes.send(alice, deliver)).rejects.toThrow('the store is away');
    expect(delivered).toEqual([]);
  });

  it('is one of three in five minutes, whatever flow they are for', async () => {
    for (let n = 0; n < 3; n += 1) await send({ ...alice, flow: `flow ${n}` });
    expect(await codes.send(alice, deliver)).toEqual({ kind: 'wait', seconds: 300 });
    expect(delivered).toHaveLength(3);
    await send({ ...alice, userKey: 'JIRAUSER2' });
    given.clock.pass(5 * minute);
    await send();
  });

  it('is one of three also where they could not be sent, or were asked for at once', async () => {
    for (let n = 0; n < 3; n += 1) await codes.send(alice, () => Promise.reject(new Error('away')));
    expect(await codes.send(alice, deliver)).toMatchObject({ kind: 'wait' });
    const bob = { ...alice, userKey: 'JIRAUSER2' };
    const results = await Promise.all(Array.from({ length: 20 }, () => codes.send(bob, deliver)));
    expect(results.filter(({ kind }) => kind === 'started')).toHaveLength(3);
  });

  it('is one of ten in a day', async () => {
    for (let n = 0; n < 10; n += 1) {
      await send();
      given.clock.pass(10 * minute);
    }
    expect(await codes.send(alice, deliver)).toEqual({ kind: 'wait', seconds: 86_400 });
    expect(delivered).toHaveLength(10);
    given.clock.pass(24 * hour);
    await send();
  });

  it('that was not sent for the limit leaves the last one good', async () => {
    const last = [await send(), await send(), await send()].at(-1) ?? '';
    await codes.send(alice, deliver);
    expect(await codes.consume(alice, last)).toBe(true);
  });
});
