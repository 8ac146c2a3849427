import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Factors } from '../../../proxy/authenticators/index.ts';
import { type OnAlarm, VerificationService } from '../../../proxy/conversation/index.ts';
import { buildConversation } from '../../support/builders/index.ts';
import { createFakeAuthenticator } from '../../support/fakes/index.ts';
import { givenConversations, origin } from './given-conversations.ts';

const right = { code: 'right' };
const nope = { code: 'nope' };

describe('showing a factor', () => {
  const conversation = buildConversation();
  let given: ReturnType<typeof givenConversations>;
  let totp: ReturnType<typeof createFakeAuthenticator>;
  let backup: ReturnType<typeof createFakeAuthenticator>;
  let recovery: ReturnType<typeof createFakeAuthenticator>;
  let key: ReturnType<typeof createFakeAuthenticator>;
  const onAlarm = vi.fn<OnAlarm>(async () => undefined);
  let service: VerificationService;
  let id: string;
  beforeEach(async () => {
    given = givenConversations();
    totp = createFakeAuthenticator('TOTP');
    const used = { right: 'backup_code.used', wrong: 'backup_code.failed' } as const;
    backup = createFakeAuthenticator('BACKUP_CODES', {
      traits: { role: 'recovery', events: used },
      right: { kind: 'right', codesLeft: 14 },
    });
    const events = { right: 'recovery_code.used', wrong: 'recovery_code.failed' } as const;
    recovery = createFakeAuthenticator('RECOVERY_CODE', {
      traits: { role: 'recovery', events },
      right: { kind: 'right', replacementCode: 'next' },
    });
    const wrong = { kind: 'wrong', reason: 'the counter of a key went back', alarm: 'copied_key' } as const;
    key = createFakeAuthenticator('WEBAUTHN', { wrong });
    onAlarm.mockClear();
    const { userKey } = conversation.person;
    const entry = { id: 'one', name: '', addedAt: new Date(0), lastUsedAt: undefined, blocked: false };
    for (const one of [totp, key]) one.owned.set(userKey, [entry]);
    const factors = new Factors([totp, backup, recovery, key], new Set(['TOTP', 'WEBAUTHN']));
    service = new VerificationService({
      ...{ conversations: given.service, conversationStore: given.store, factors, onAlarm },
    });
    id = await given.service.begin(conversation);
  });

  it('looks at no factor that the person does not have, or that is not taken any more', async () => {
    totp.owned.clear();
    expect(await service.verify(id, ['TOTP'], right, origin)).toMatchObject({ kind: 'wrong' });
    expect(totp.asked).toEqual([]);
  });

  it('asks the factor about the person of the conversation and nobody else', async () => {
    expect(await service.verify(id, ['TOTP'], right, origin)).toMatchObject({
      kind: 'right',
      value: { method: 'TOTP', replacementCode: undefined, codesLeft: undefined },
    });
    expect(totp.asked.map(({ person }) => person)).toEqual([conversation.person]);
  });

  it('asks the factor in the flow of this conversation, which is none of another', async () => {
    const other = await given.service.begin(conversation);
    for (const one of [id, id, other]) await service.verify(one, ['TOTP'], nope, origin);
    const [first, second, third] = totp.asked.map(({ flow }) => flow);
    expect(first).toBe(second);
    expect(first).not.toBe(third);
    expect(first).not.toContain(id);
    const prompt = await service.prompt(id, { ...conversation, expiresAt: 0 }, 'TOTP', origin);
    expect(prompt).toMatchObject({ flow: first });
    expect(totp.asked[0]?.address).toBe(origin.address);
  });

  it('hands on the code that replaces a used recovery code', async () => {
    expect(await service.verify(id, ['RECOVERY_CODE'], right, origin)).toMatchObject({
      value: { method: 'RECOVERY_CODE', replacementCode: 'next' },
    });
  });

  it('hands on how many codes are left', async () => {
    expect(await service.verify(id, ['BACKUP_CODES'], right, origin)).toMatchObject({
      value: { method: 'BACKUP_CODES', codesLeft: 14 },
    });
  });

  it.each([
    ['TOTP', 'right', 'factor.verified'],
    ['TOTP', 'nope', 'factor.failed'],
    ['RECOVERY_CODE', 'right', 'recovery_code.used'],
    ['RECOVERY_CODE', 'nope', 'recovery_code.failed'],
    ['BACKUP_CODES', 'right', 'backup_code.used'],
    ['BACKUP_CODES', 'nope', 'backup_code.failed'],
  ])('with %s "%s" is audited as %s', async (method, code, type) => {
    await service.verify(id, [method], { code }, origin);
    expect(given.audit.events.map((event) => event.type)).toEqual([type]);
  });

  it('counts wrong ones of all factors together', async () => {
    for (const method of ['TOTP', 'RECOVERY_CODE', 'TOTP', 'RECOVERY_CODE']) {
      await service.verify(id, [method], nope, origin);
    }
    expect(await service.verify(id, ['TOTP'], nope, origin)).toMatchObject({ kind: 'ended' });
  });

  it('is one attempt where two kinds of code may be meant, and takes the first that fits', async () => {
    const paper = ['BACKUP_CODES', 'RECOVERY_CODE'] as const;
    expect(await service.verify(id, [...paper], nope, origin)).toEqual({ kind: 'wrong', attemptsLeft: 4 });
    expect([backup.asked.length, recovery.asked.length]).toEqual([1, 1]);
    expect(given.ledger.inARow(conversation.person.userKey)).toBe(1);
    expect(await service.verify(id, [...paper], right, origin)).toMatchObject({
      value: { method: 'BACKUP_CODES', replacementCode: undefined },
    });
    expect(recovery.asked).toHaveLength(1);
  });

  it('does not ask a factor before the attempt is counted', async () => {
    vi.spyOn(given.ledger, 'spend').mockRejectedValue(new Error('the database is away'));
    await expect(service.verify(id, ['TOTP'], right, origin)).rejects.toThrow('the database is away');
    expect(totp.asked).toEqual([]);
  });

  it('raises the alarm for a key that may be a copy, and lets nobody in', async () => {
    expect(await service.verify(id, ['WEBAUTHN'], nope, origin)).toMatchObject({ kind: 'wrong' });
    expect(onAlarm.mock.calls).toEqual([[conversation.person, origin]]);
    onAlarm.mockClear();
    const { userKey } = conversation.person;
    const entry = { id: 'one', name: '', addedAt: new Date(0), lastUsedAt: undefined, blocked: false };
    for (const one of [totp, key]) one.owned.set(userKey, [entry]);
    await service.verify(id, ['TOTP'], nope, origin);
    expect(onAlarm).not.toHaveBeenCalled();
  });

  it('knows no other factors', () => {
    expect(() => service.verify(id, ['NONE'], right, origin)).toThrow('no such method');
    expect(() => service.verify(id, ['__proto__'], right, origin)).toThrow('no such method');
  });
});
