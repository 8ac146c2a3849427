import { beforeEach, describe, expect, it } from 'vitest';
import type { Authenticator } from '../../../proxy/authenticators/authenticator.ts';
import { VerificationService } from '../../../proxy/conversation/index.ts';
import { buildConversation } from '../../support/builders/index.ts';
import { givenConversations, origin } from './given-conversations.ts';

/** Takes the word "right" and remembers whom it was asked about. */
function createFakeAuthenticator(method: string) {
  const asked: string[] = [];
  const authenticator: Authenticator = {
    method,
    verify: async (userKey, input) => {
      asked.push(userKey);
      if (input !== 'right') return { kind: 'wrong', reason: `wrong ${method}` };
      return method === 'RECOVERY_CODE' ? { kind: 'right', replacementCode: 'next' } : { kind: 'right' };
    },
  };
  return { authenticator, asked };
}

describe('showing a factor', () => {
  const conversation = buildConversation();
  const totp = createFakeAuthenticator('TOTP');
  const recovery = createFakeAuthenticator('RECOVERY_CODE');
  let given: ReturnType<typeof givenConversations>;
  let service: VerificationService;
  let id: string;
  beforeEach(async () => {
    given = givenConversations();
    service = new VerificationService(given.service, [totp.authenticator, recovery.authenticator]);
    id = await given.service.begin(conversation);
  });

  it('asks the factor about the person of the conversation and nobody else', async () => {
    expect(await service.verify(id, 'TOTP', 'right', origin)).toMatchObject({
      kind: 'right',
      value: { method: 'TOTP', replacementCode: undefined },
    });
    expect(totp.asked).toEqual([conversation.person.userKey]);
  });

  it('hands on the code that replaces a used recovery code', async () => {
    expect(await service.verify(id, 'RECOVERY_CODE', 'right', origin)).toMatchObject({
      value: { method: 'RECOVERY_CODE', replacementCode: 'next' },
    });
  });

  it.each([
    ['TOTP', 'right', 'factor.verified'],
    ['TOTP', 'nope', 'factor.failed'],
    ['RECOVERY_CODE', 'right', 'recovery_code.used'],
    ['RECOVERY_CODE', 'nope', 'recovery_code.failed'],
  ])('with %s "%s" is audited as %s', async (method, input, type) => {
    await service.verify(id, method, input, origin);
    expect(given.audit.events.map((event) => event.type)).toEqual([type]);
  });

  it('counts wrong ones of all factors together', async () => {
    for (const method of ['TOTP', 'RECOVERY_CODE', 'TOTP', 'RECOVERY_CODE']) {
      await service.verify(id, method, 'nope', origin);
    }
    expect(await service.verify(id, 'TOTP', 'nope', origin)).toMatchObject({ kind: 'ended' });
  });

  it('knows no other factors', () => {
    expect(() => service.verify(id, 'NONE', 'right', origin)).toThrow('no such method');
    expect(() => service.verify(id, '__proto__', 'right', origin)).toThrow('no such method');
  });
});
