import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTotpSecret, type TotpOffer } from '../../../proxy/authenticators/totp/index.ts';
import type { Setup } from '../../../proxy/enrollment/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildConversation } from '../../support/builders/index.ts';
import { origin } from '../conversation/given-conversations.ts';
import { givenEnrollment } from './given-enrollment.ts';

const conversation = buildConversation({ step: 'ENROLLMENT' });
const { userKey } = conversation.person;

describe('setting up the authenticator app', () => {
  let given: ReturnType<typeof givenEnrollment>;
  let id: string;
  const setupOf = (at: string): Setup => ({ id: at, method: 'TOTP', origin });
  const offer = (at: string) => given.enrollment.offer(setupOf(at)) as Promise<TotpOffer | undefined>;
  const begin = async (at = id) => {
    const offered = await offer(at);
    if (offered === undefined) throw new Error('nothing was offered');
    return offered;
  };
  const confirm = (code: string, at = id) => given.enrollment.confirm(setupOf(at), { code });

  beforeEach(async () => {
    given = givenEnrollment();
    id = await given.service.begin(conversation);
  });

  it('offers the same secret again in the same conversation, and another one in the next', async () => {
    const first = await begin();
    expect(await begin()).toEqual(first);
    expect((await begin(await given.service.begin(conversation))).secret).not.toBe(first.secret);
    expect(first).toMatchObject({ issuer: 'Jira', account: 'alice' });
    expect(first.uri).toContain(first.secret);
  });

  it('keeps the secret sealed meanwhile', async () => {
    const set = vi.spyOn(given.shared, 'set');
    const { secret } = await begin();
    expect(set).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(set.mock.calls)).toContain('s1:test:');
    expect(JSON.stringify(set.mock.calls)).not.toContain(secret);
    expect(JSON.stringify(await given.service.find(id))).not.toContain(secret);
  });

  it('offers nothing outside a conversation for it', async () => {
    expect(await offer('guessed')).toBeUndefined();
    expect(await offer(await given.service.begin(buildConversation()))).toBeUndefined();
    for (const purpose of ['voluntary', 'update', 'add'] as const) {
      const other = await given.service.begin({ ...conversation, purpose });
      expect(await offer(other)).toBeUndefined();
      expect(await given.enrollment.offer({ ...setupOf(id), purpose })).toBeUndefined();
    }
    given.clock.pass(15 * minute);
    expect(await offer(id)).toBeUndefined();
  });

  it('is done with a code made from the secret, which is stored sealed', async () => {
    const { secret } = await begin();
    const outcome = await confirm(given.codeOf(secret));
    const row = await given.rows.find(userKey);
    expect(outcome).toMatchObject({
      kind: 'right',
      value: { recoveryCode: row?.storedRecoveryCode, since: row?.since },
    });
    expect(row?.sealedSecret).toMatch(/^s1:/);
    expect(row?.sealedSecret).not.toContain(secret);
    expect(given.audit.events.map(({ type }) => type)).toEqual(['enrollment.confirmed']);
  });

  it('is known to the directory at once', async () => {
    expect(await given.directory.enrolledSince(userKey)).toBeUndefined();
    await confirm(given.codeOf((await begin()).secret));
    expect(await given.directory.enrolledSince(userKey)).toBeDefined();
  });

  it('uses up the code that confirmed it', async () => {
    const code = given.codeOf((await begin()).secret);
    await confirm(code);
    const now = new Date(given.clock.read());
    const step = Math.floor(given.clock.read() / 30_000);
    expect(await given.rows.consumeStep(userKey, { step, hash: 'x', expiresAt: now }, now)).toBe(false);
  });

  it.each([
    ['a code of another secret', () => given.codeOf(createTotpSecret())],
    ['no code', () => ''],
    ['letters', () => 'abcdef'],
  ])('is not done with %s', async (_what, code) => {
    await begin();
    expect(await confirm(code())).toEqual({ kind: 'wrong', attemptsLeft: 4 });
    expect(await given.rows.find(userKey)).toBeUndefined();
  });

  it('is not done with a code of another conversation', async () => {
    await begin();
    const other = await given.service.begin(conversation);
    expect(await confirm(given.codeOf((await begin(other)).secret))).toMatchObject({ kind: 'wrong' });
  });

  it('is not done before a secret was offered', async () => {
    expect(await confirm('123456')).toMatchObject({ kind: 'wrong' });
    expect(given.audit.events.at(-1)).toMatchObject({ reason: 'setup was not started' });
  });

  it('does not replace an enrollment that somebody else finished first', async () => {
    const other = await given.service.begin(conversation);
    const [mine, theirs] = [await begin(), await begin(other)];
    expect(await confirm(given.codeOf(theirs.secret), other)).toMatchObject({ kind: 'right' });
    const row = await given.rows.find(userKey);
    expect(await confirm(given.codeOf(mine.secret))).toMatchObject({ kind: 'wrong' });
    expect(await given.rows.find(userKey)).toEqual(row);
  });

  it('is done once when it is confirmed twenty times at once', async () => {
    const code = given.codeOf((await begin()).secret);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => confirm(code)));
    expect(outcomes.filter(({ kind }) => kind === 'right')).toHaveLength(1);
  });

  it('fails, and enrolls nobody, when the database does not answer', async () => {
    vi.spyOn(given.rows, 'create').mockRejectedValue(new Error('the database is away'));
    const code = given.codeOf((await begin()).secret);
    await expect(confirm(code)).rejects.toThrow('the database is away');
    expect(await given.service.find(id)).toBeDefined();
  });
});
