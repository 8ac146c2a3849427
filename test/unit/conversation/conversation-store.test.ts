import { beforeEach, describe, expect, it, vi } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildConversation, buildPerson } from '../../support/builders/index.ts';
import { givenConversations } from './given-conversations.ts';

describe('a conversation', () => {
  let given: ReturnType<typeof givenConversations>;
  beforeEach(() => {
    given = givenConversations();
  });

  it('has an id of 256 bits, which the store does not know', async () => {
    const set = vi.spyOn(given.shared, 'set');
    const id = await given.service.begin(buildConversation());
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(set.mock.calls)).not.toContain(id);
  });

  it('makes its person known', async () => {
    const { person } = buildConversation();
    await given.service.begin(buildConversation());
    expect(given.people.people).toEqual([person]);
  });

  it.each([
    ['VERIFICATION', 5 * minute],
    ['ENROLLMENT', 15 * minute],
  ] as const)('at the step %s lives %s ms', async (step, life) => {
    const id = await given.service.begin(buildConversation({ step }));
    given.clock.pass(life - 1);
    expect(await given.service.find(id)).toMatchObject({ step });
    given.clock.pass(1);
    expect(await given.service.find(id)).toBeUndefined();
  });

  it('lives no longer for being looked at and tried', async () => {
    const id = await given.service.begin(buildConversation());
    given.clock.pass(4 * minute);
    await given.service.find(id);
    await given.store.countAttempt(id);
    given.clock.pass(minute);
    expect(await given.service.find(id)).toBeUndefined();
  });

  it('is one of 300 that a person may begin in a quarter of an hour', async () => {
    const begin = (userKey: string) =>
      given.service.begin(buildConversation({ person: buildPerson({ userKey, username: userKey }) }));
    for (let round = 0; round < 300; round += 1) await begin('alice');
    await expect(begin('alice')).rejects.toMatchObject({ code: 'too_many_requests' });
    await begin('bob');
    given.clock.pass(15 * minute);
    await begin('alice');
  });

  it('is ended for one of many callers', async () => {
    const id = await given.service.begin(buildConversation());
    const taken = await Promise.all(Array.from({ length: 20 }, () => given.service.abandon(id)));
    expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('keeps a held session sealed, and opens it as it was', () => {
    const session = { sessionId: 'SID', setCookies: ['JSESSIONID=SID; Path=/'] };
    const sealed = given.service.sealSession(session);
    expect(sealed).not.toContain('SID');
    expect(given.service.openSession(sealed)).toEqual(session);
  });

  it('has a name for its flow that differs from one to the next and tells neither id nor token', () => {
    expect(given.store.flowOf('a')).toBe(given.store.flowOf('a'));
    expect(given.store.flowOf('a')).not.toBe(given.store.flowOf('b'));
    expect(given.store.flowOf('secret-id')).not.toContain('secret-id');
    expect(given.store.flowOf('a')).not.toBe(given.store.formToken('a'));
  });

  it('begun before people had an address and a language in it can be carried on', async () => {
    const id = await given.service.begin(buildConversation());
    vi.spyOn(given.shared, 'get').mockImplementation(async () => {
      const { email: _, locale: __, ...person } = buildPerson();
      return JSON.stringify({ ...buildConversation(), person, expiresAt: given.clock.read() + 1 });
    });
    expect((await given.service.find(id))?.person).toMatchObject({ email: '', locale: '' });
  });

  it('has form tokens that differ from one to the next and do not tell the id', () => {
    expect(given.store.formToken('a')).toBe(given.store.formToken('a'));
    expect(given.store.formToken('a')).not.toBe(given.store.formToken('b'));
    expect(given.store.formToken('secret-id')).not.toContain('secret-id');
  });
});
