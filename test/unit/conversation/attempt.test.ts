import { beforeEach, describe, expect, it, vi } from 'vitest';
import { attemptLimits, type CheckResult } from '../../../proxy/conversation/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildConversation, buildPerson } from '../../support/builders/index.ts';
import { givenConversations, origin } from './given-conversations.ts';

type Given = ReturnType<typeof givenConversations>;
const conversation = buildConversation();
const { userKey } = conversation.person;
const events = { right: 'factor.verified', wrong: 'factor.failed' } as const;
const right = async (): Promise<CheckResult<string>> => ({ kind: 'right', value: 'done' });
const wrong = async (): Promise<CheckResult<string>> => ({ kind: 'wrong', reason: 'wrong code' });

describe('an attempt', () => {
  let given: Given;
  let id: string;
  const attempt = (check: () => Promise<CheckResult<string>>, at = id) =>
    given.service.attempt({ id: at, step: 'VERIFICATION', origin, events, check });

  beforeEach(async () => {
    given = givenConversations();
    id = await given.service.begin(conversation);
  });

  it('with a right code ends the conversation with its result', async () => {
    expect(await attempt(right)).toMatchObject({ kind: 'right', value: 'done', conversation });
    expect(await given.service.find(id)).toBeUndefined();
    expect(given.ledger.inARow(userKey)).toBe(0);
  });

  it('is counted for the person and the conversation before the code is looked at', async () => {
    const seen: number[] = [];
    const count = vi.spyOn(given.store, 'countAttempt');
    await attempt(async () => {
      seen.push(given.ledger.inARow(userKey), count.mock.calls.length);
      return { kind: 'wrong', reason: 'wrong code' };
    });
    expect(seen).toEqual([1, 1]);
  });

  it('does not look at the code when the attempt cannot be counted', async () => {
    const check = vi.fn(right);
    vi.spyOn(given.ledger, 'spend').mockRejectedValue(new Error('the database is away'));
    await expect(attempt(check)).rejects.toThrow('the database is away');
    vi.spyOn(given.store, 'countAttempt').mockRejectedValue(new Error('the store is away'));
    await expect(attempt(check)).rejects.toThrow('the store is away');
    vi.spyOn(given.addresses, 'blockedFor').mockRejectedValue(new Error('the limiter is away'));
    await expect(attempt(check)).rejects.toThrow('the limiter is away');
    expect(check).not.toHaveBeenCalled();
  });

  it('stays counted when the check breaks off', async () => {
    await expect(attempt(() => Promise.reject(new Error('cannot tell')))).rejects.toThrow('cannot tell');
    expect(given.ledger.inARow(userKey)).toBe(1);
    expect(await attempt(wrong)).toEqual({ kind: 'wrong', attemptsLeft: attemptLimits.perConversation - 2 });
  });

  it('ends the conversation when it is the fifth wrong one', async () => {
    for (const attemptsLeft of [4, 3, 2, 1])
      expect(await attempt(wrong)).toEqual({ kind: 'wrong', attemptsLeft });
    expect(await attempt(wrong)).toMatchObject({ kind: 'ended', conversation });
    const check = vi.fn(right);
    expect(await attempt(check)).toEqual({ kind: 'unknown' });
    expect(check).not.toHaveBeenCalled();
  });

  it('of 50 wrong ones at once looks at five codes and ends the conversation once', async () => {
    const check = vi.fn(wrong);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => attempt(check)));
    expect(check).toHaveBeenCalledTimes(attemptLimits.perConversation);
    expect(given.ledger.inARow(userKey)).toBe(attemptLimits.perConversation);
    expect(outcomes.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  });

  it('of 50 right ones at once answers one', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => attempt(right)));
    expect(outcomes.filter(({ kind }) => kind === 'right')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'unknown')).toHaveLength(49);
  });

  it('counts for the person over all conversations, and locks after ten wrong ones', async () => {
    const ids = await Promise.all([1, 2].map(() => given.service.begin(conversation)));
    for (const one of ids) for (let round = 0; round < 5; round += 1) await attempt(wrong, one);
    const until = given.clock.read() + attemptLimits.lockMinutes * minute;
    const check = vi.fn(right);
    expect(await attempt(check)).toEqual({ kind: 'locked', until });
    expect(check).not.toHaveBeenCalled();
    expect(await given.service.lockedUntil(userKey)).toBe(until);
    expect(given.audit.events.at(-1)).toMatchObject({ type: 'factor.locked', outcome: 'failure' });
  });

  it('does not count for another person', async () => {
    for (let round = 0; round < 5; round += 1) await attempt(wrong);
    const other = buildConversation({ person: buildPerson({ userKey: 'JIRAUSER2', username: 'bob' }) });
    expect(await attempt(wrong, await given.service.begin(other))).toMatchObject({ kind: 'wrong' });
    expect(given.ledger.inARow('JIRAUSER2')).toBe(1);
  });

  it('waits, without counting, where an address sent too many wrong ones', async () => {
    given.addresses.block(origin.address, 42);
    const check = vi.fn(right);
    expect(await attempt(check)).toEqual({ kind: 'slow_down', seconds: 42 });
    expect(check).not.toHaveBeenCalled();
    expect(given.ledger.inARow(userKey)).toBe(0);
  });

  it('counts wrong ones, and only these, for the address', async () => {
    await attempt(wrong);
    await attempt(wrong);
    await attempt(right);
    expect(given.addresses.failures.get(origin.address)).toBe(2);
  });

  it('is unknown in a conversation that never was, is over, or is at another step', async () => {
    const check = vi.fn(right);
    expect(await attempt(check, 'guessed')).toEqual({ kind: 'unknown' });
    expect(await attempt(check, '')).toEqual({ kind: 'unknown' });
    const setup = await given.service.begin(buildConversation({ step: 'ENROLLMENT' }));
    expect(await attempt(check, setup)).toEqual({ kind: 'unknown' });
    given.clock.pass(5 * minute);
    expect(await attempt(check)).toEqual({ kind: 'unknown' });
    expect(check).not.toHaveBeenCalled();
    expect(given.ledger.inARow(userKey)).toBe(0);
  });

  it('whose check takes a minute longer than the conversation lives comes to nothing', async () => {
    const outcome = await attempt(async () => {
      given.clock.pass(6 * minute);
      return { kind: 'right', value: 'too late' };
    });
    expect(outcome).toEqual({ kind: 'unknown' });
  });

  it('is written to the audit with its reason, which the outcome does not tell', async () => {
    expect(JSON.stringify(await attempt(wrong))).not.toContain('wrong code');
    await attempt(right);
    const person = { userKey, username: conversation.person.username };
    const who = {
      actor: expect.objectContaining(person),
      target: expect.objectContaining(person),
      ...origin,
    };
    expect(given.audit.events).toEqual([
      { type: 'factor.failed', outcome: 'failure', reason: 'wrong code', ...who },
      { type: 'factor.verified', outcome: 'success', reason: 'right', ...who },
    ]);
  });

  it('comes to nothing when it cannot be audited', async () => {
    vi.spyOn(given.audit, 'record').mockRejectedValue(new Error('the audit is away'));
    await expect(attempt(right)).rejects.toThrow('the audit is away');
    await expect(attempt(wrong)).rejects.toThrow('the audit is away');
  });
});
