import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EnrollmentDirectory, type PersonFacts } from '../../../proxy/enrollment/index.ts';
import { minute, second } from '../../../proxy/kernel/clock.ts';
import { buildFacts } from '../../support/builders/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fakes/index.ts';

describe('who is enrolled', () => {
  let clock: FakeClock;
  let directory: EnrollmentDirectory;
  const find = vi.fn<(userKey: string) => Promise<string | undefined>>();
  const away = () => find.mockRejectedValue(new Error('the database is away'));
  const ask = (userKey = 'alice') => directory.enrolledSince(userKey);

  beforeEach(() => {
    clock = createFakeClock();
    find.mockReset().mockImplementation(async (userKey) => (userKey === 'alice' ? 'then' : undefined));
    directory = new EnrollmentDirectory(async (key) => buildFacts(await find(key)), clock.read);
  });

  describe('while changes are heard', () => {
    beforeEach(() => directory.setListening(true));

    it('is asked once in a minute, for those who are and those who are not', async () => {
      for (const userKey of ['alice', 'bob']) {
        await ask(userKey);
        clock.pass(minute - 1);
        expect(await ask(userKey)).toBe(userKey === 'alice' ? 'then' : undefined);
        expect(find).toHaveBeenCalledTimes(1);
        clock.pass(1);
        await ask(userKey);
        expect(find).toHaveBeenCalledTimes(2);
        find.mockClear();
      }
    });

    it('is asked again after a change of this person', async () => {
      await ask();
      find.mockResolvedValue(undefined);
      directory.forget('bob');
      expect(await ask()).toBe('then');
      directory.forget('alice');
      expect(await ask()).toBeUndefined();
    });

    it('is asked again for everybody after a change of all', async () => {
      await Promise.all([ask('alice'), ask('bob')]);
      directory.forgetAll();
      find.mockResolvedValue('later');
      expect(await Promise.all([ask('alice'), ask('bob')])).toEqual(['later', 'later']);
    });

    it.each(['forget', 'forgetAll'] as const)(
      'is not remembered from before a change that came while it was asked (%s)',
      async (how) => {
        const answer = Promise.withResolvers<string | undefined>();
        find.mockReturnValueOnce(answer.promise);
        const asked = ask('bob');
        if (how === 'forget') directory.forget('bob');
        else directory.forgetAll();
        answer.resolve(undefined);
        expect(await asked).toBeUndefined();
        find.mockResolvedValue('now');
        expect(await ask('bob')).toBe('now');
      },
    );
  });

  describe('while changes are not heard', () => {
    it('is asked again after two seconds', async () => {
      await ask();
      clock.pass(2 * second - 1);
      await ask();
      expect(find).toHaveBeenCalledTimes(1);
      clock.pass(1);
      await ask();
      expect(find).toHaveBeenCalledTimes(2);
    });

    it('is asked again at once when that begins, and when it ends', async () => {
      directory.setListening(true);
      await ask();
      for (const listening of [false, true]) {
        find.mockClear();
        directory.setListening(listening);
        await ask();
        expect(find).toHaveBeenCalledTimes(1);
      }
    });

    it('is asked again when it began in the middle of a question', async () => {
      directory.setListening(true);
      const answer = Promise.withResolvers<string | undefined>();
      find.mockReturnValueOnce(answer.promise);
      const asked = ask('bob');
      directory.setListening(false);
      directory.setListening(true);
      answer.resolve(undefined);
      await asked;
      find.mockResolvedValue('now');
      expect(await ask('bob')).toBe('now');
    });
  });

  describe('while the database is away', () => {
    it('is believed of those who were, for five minutes', async () => {
      await ask();
      away();
      directory.setListening(false);
      clock.pass(5 * minute - 1);
      expect(await ask()).toBe('then');
      clock.pass(1);
      await expect(ask()).rejects.toThrow('the database is away');
    });

    it('is never believed of those who were not', async () => {
      await ask('bob');
      away();
      directory.setListening(false);
      await expect(ask('bob')).rejects.toThrow('the database is away');
      clock.pass(2 * second);
      await expect(ask('bob')).rejects.toThrow('the database is away');
    });

    it('is not known of anybody new, and of nobody after a change', async () => {
      await ask();
      away();
      await expect(ask('carol')).rejects.toThrow('the database is away');
      directory.forget('alice');
      await expect(ask()).rejects.toThrow('the database is away');
    });

    it('is tried once in a second, whoever is asked about', async () => {
      away();
      for (const userKey of ['a', 'b', 'c']) await expect(ask(userKey)).rejects.toThrow();
      expect(find).toHaveBeenCalledTimes(1);
      clock.pass(second);
      await expect(ask('a')).rejects.toThrow();
      expect(find).toHaveBeenCalledTimes(2);
    });

    it('is tried at once when the database says that it is back', async () => {
      away();
      await expect(ask()).rejects.toThrow();
      find.mockResolvedValue('then');
      directory.setListening(true);
      expect(await ask()).toBe('then');
    });
  });

  describe('with the database away', () => {
    const facts = vi.fn<(userKey: string) => Promise<PersonFacts>>();
    const exempt = buildFacts('then', { exemptUntil: 99, graceStartedAt: 1 });

    it('believes that somebody is enrolled, and no longer that they are exempt', async () => {
      directory = new EnrollmentDirectory(facts, clock.read);
      facts.mockResolvedValue(exempt);
      expect(await directory.facts('alice')).toEqual(exempt);
      facts.mockRejectedValue(new Error('the database is away'));
      clock.pass(3 * second);
      expect(await directory.facts('alice')).toEqual(buildFacts('then'));
    });
  });
});
