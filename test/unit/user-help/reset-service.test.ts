import { beforeEach, describe, expect, it } from 'vitest';
import { hour } from '../../../proxy/kernel/clock.ts';
import { alice, givenHelp } from './given-help.ts';

describe('a reset', () => {
  let given: Awaited<ReturnType<typeof givenHelp>>;
  beforeEach(async () => {
    given = await givenHelp();
  });
  const all = { kind: 'all' } as const;
  const reset = (changes = {}) =>
    given.reset.reset({ ...given.asks({ proof: { kind: 'elevated' }, ...changes }), scope: all });
  const tokenIn = (at: number) => given.notifier.told.at(at)?.notice.link?.split('?')[1] ?? '';

  it('takes everything away at once, and sends a link', async () => {
    const generation = await given.sessions.generationOf(alice.userKey);
    await given.ledger.spend(alice.userKey, given.clock.read());
    const { code } = await given.codes.issue({ userKey: alice.userKey, issuedBy: 'admin', life: hour });
    expect(await reset()).toEqual({ kind: 'reset', mail: 'queued' });
    expect(await given.rows.find(alice.userKey)).toBeUndefined();
    expect(await given.sessions.generationOf(alice.userKey)).not.toBe(generation);
    expect(given.ledger.inARow(alice.userKey)).toBe(0);
    expect(await given.codes.consumeFor(alice.userKey, code)).toBe(false);
    expect(given.audit.events.map(({ type, reason }) => [type, reason])).toEqual([
      ['reset_link.sent', 'after a reset'],
      ['enrollment.reset', 'all: lost the phone'],
    ]);
    expect(await given.links.ownerOf(tokenIn(0))).toBe(alice.userKey);
  });

  it('has one link at a time, for a day', async () => {
    await reset();
    await given.enroll(alice, 's1:x:y');
    await reset();
    expect(await given.links.holdsLive(alice.userKey, tokenIn(0))).toBe(false);
    expect(await given.links.holdsLive(alice.userKey, tokenIn(1))).toBe(true);
    given.clock.pass(24 * hour - 1);
    expect(await given.links.holdsLive(alice.userKey, tokenIn(1))).toBe(true);
    given.clock.pass(1);
    expect(await given.links.holdsLive(alice.userKey, tokenIn(1))).toBe(false);
    expect(await given.links.consumeFor(alice.userKey, tokenIn(1))).toBe(false);
  });

  it('says so where no mail can go, and makes no link then', async () => {
    const target = async () => ({ userKey: alice.userKey, username: 'alice' });
    expect(await reset({ target })).toEqual({ kind: 'reset', mail: 'no_address' });
    expect(given.notifier.told).toEqual([]);
    expect(given.audit.events.map(({ type }) => type)).toEqual(['enrollment.reset']);
  });

  it('is for people who have something to reset', async () => {
    await given.rows.remove(alice.userKey);
    expect(await reset()).toEqual({ kind: 'not_enrolled' });
  });

  it('of one factor leaves the last one, and says so before the code is used up', async () => {
    const one = (id: string) => given.reset.reset({ ...given.asks(), scope: { kind: 'factor', id } });
    expect(await one('no such')).toEqual({ kind: 'unknown_factor' });
    expect(await one('app')).toEqual({ kind: 'last_factor' });
    expect(await given.rows.find(alice.userKey)).toBeDefined();
    expect(await given.issuing.issue(given.asks())).toMatchObject({ kind: 'issued' });
  });
});
