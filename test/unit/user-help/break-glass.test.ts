import { beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { origin } from '../conversation/given-conversations.ts';
import { admin, alice, givenHelp } from './given-help.ts';

describe('emergency access', () => {
  let given: Awaited<ReturnType<typeof givenHelp>>;
  beforeEach(async () => {
    given = await givenHelp();
    for (const { userKey, username } of [admin, alice]) await given.people.remember({ userKey, username });
  });
  const start = (changes = {}) =>
    given.breakGlass.start({ by: 'ann', target: 'Admin', reason: 'nobody is left', origin, ...changes });
  const started = async (by = 'ann') => {
    const outcome = await start({ by });
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome;
  };
  const confirm = (id: string, by = 'bob') => given.breakGlass.confirm({ id, by, origin });

  it('gives each of two people half of a code that works once, for fifteen minutes', async () => {
    const { id, half } = await started();
    const opened = await confirm(id);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const code = `${half}-${opened.half}`;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(opened.expiresAt.getTime()).toBe(given.clock.read() + 15 * minute);
    expect(await given.codes.use(admin.userKey, code)).toEqual({ kind: 'right', of: 'break_glass' });
    expect(await given.codes.consumeFor(admin.userKey, code)).toBe(false);
  });

  it('ends the lock, is written down, and is told to the person and to all administrators', async () => {
    await given.ledger.spend(admin.userKey, given.clock.read());
    await confirm((await started()).id);
    expect(given.ledger.inARow(admin.userKey)).toBe(0);
    expect(given.audit.events).toMatchObject([
      {
        ...{ type: 'break_glass.opened', outcome: 'success' },
        reason: 'ann (not verified) and bob (not verified): nobody is left',
      },
    ]);
    expect(given.notifier.told.map(({ person }) => person.email)).toEqual([
      '',
      'root@example.com',
      'other@example.com',
    ]);
  });

  it('is about whom it was begun for, also where somebody else bears their key as a name', async () => {
    const { id } = await started();
    given.people.people.unshift({ ...alice, username: admin.userKey.toLowerCase() });
    expect(await confirm(id)).toMatchObject({ kind: 'opened' });
    expect(given.audit.events.at(-1)?.target).toEqual({ userKey: admin.userKey, username: 'admin' });
  });

  it('wants two people: one who comes twice is refused, by whichever name', async () => {
    await given.people.remember({ userKey: 'JIRAUSER9', username: 'ann' });
    const { id } = await started();
    for (const by of ['ann', ' ANN ', 'JIRAUSER9'])
      expect(await confirm(id, by)).toEqual({ kind: 'same_person' });
    expect(await given.repository.find(admin.userKey)).toBeUndefined();
    expect(given.audit.events).toMatchObject(Array(3).fill({ outcome: 'failure', reason: 'same_person' }));
  });

  describe('by names that the gate knows', () => {
    beforeEach(async () => {
      await given.people.remember({ userKey: 'JIRAUSER8', username: 'ann' });
      await given.people.remember({ userKey: 'JIRAUSER9', username: 'bob' });
    });

    it('says that they are verified, and shows them by user name in the audit and in mails', async () => {
      const first = await start({ by: 'JIRAUSER8' });
      if (first.kind !== 'started') throw new Error(first.kind);
      expect(first.verified).toBe(true);
      expect(await confirm(first.id, 'BOB')).toMatchObject({ kind: 'opened', verified: true });
      expect(given.audit.events).toMatchObject([{ reason: 'ann and bob: nobody is left' }]);
      expect(JSON.stringify(given.notifier.told)).toContain('"ann and bob"');
    });

    it('says so of each name by itself', async () => {
      const { id, verified } = await started();
      expect(verified).toBe(true);
      expect(await confirm(id, 'Alan')).toMatchObject({ kind: 'opened', verified: false });
      expect(given.audit.events[0]?.reason).toBe('ann and Alan (not verified): nobody is left');
    });

    it('takes no deactivated account, of the first and of the second, and writes it down', async () => {
      given.deactivated.add('JIRAUSER8');
      expect(await start()).toEqual({ kind: 'inactive_person' });
      const { id } = await started('bob');
      expect(await confirm(id, 'ann')).toEqual({ kind: 'inactive_person' });
      expect(given.audit.events).toMatchObject(
        Array(2).fill({ outcome: 'failure', reason: 'inactive_person', actor: { username: 'ann' } }),
      );
      expect(await given.repository.find(admin.userKey)).toBeUndefined();
      expect(await confirm(id, 'carl')).toMatchObject({ kind: 'opened' });
    });
  });

  it('is confirmed within ten minutes, once', async () => {
    const { id } = await started();
    given.clock.pass(10 * minute);
    expect(await confirm(id)).toEqual({ kind: 'unknown_request' });
    const second = await started();
    const outcomes = await Promise.all([confirm(second.id), confirm(second.id, 'carl')]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['opened', 'unknown_request']);
    expect(await confirm('no such')).toEqual({ kind: 'unknown_request' });
  });

  it('wants names, a reason, and somebody whom the gate knows', async () => {
    expect(await start({ by: ' ' })).toEqual({ kind: 'bad_name' });
    expect(await start({ reason: 'x' })).toEqual({ kind: 'bad_reason' });
    expect(await start({ target: 'nobody' })).toEqual({ kind: 'unknown_user' });
    expect(await confirm((await started()).id, '\u0000')).toEqual({ kind: 'bad_name' });
  });
});
