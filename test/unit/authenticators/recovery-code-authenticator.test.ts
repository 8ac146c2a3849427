import { beforeEach, describe, expect, it } from 'vitest';
import {
  RecoveryCodeAuthenticator,
  RecoveryCodeVault,
} from '../../../proxy/authenticators/recovery-code/index.ts';
import { isSealed, SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { buildContext, buildKeyRing, buildNewEnrollment } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeEnrollmentRepository,
  createFakeRandomBytes,
} from '../../support/fakes/index.ts';

const box = new SecretBox(buildKeyRing());
const alice = 'JIRAUSER1';
const otherCode = 'AAAAA-BBBBB-CCCCC-DDDDD';

describe.each(['plain', 'sealed'] as const)('the recovery code, stored %s', (storage) => {
  let rows: ReturnType<typeof createFakeEnrollmentRepository>;
  let vault: RecoveryCodeVault;
  let authenticator: RecoveryCodeAuthenticator;
  let code: string;
  const verify = (userKey: string, code: string) => authenticator.verify(buildContext({ userKey }), { code });
  const enroll = (userKey: string, storedRecoveryCode: string) =>
    rows.create(buildNewEnrollment({ userKey, storedRecoveryCode }));

  beforeEach(async () => {
    rows = createFakeEnrollmentRepository();
    vault = new RecoveryCodeVault(storage, box, createFakeRandomBytes());
    authenticator = new RecoveryCodeAuthenticator(rows, vault, createFakeClock().read);
    const created = vault.create(alice);
    code = created.code;
    await enroll(alice, created.stored);
  });

  it('works once, and is answered with the next one', async () => {
    const used = await verify(alice, code);
    expect(used).toMatchObject({ kind: 'right', replacementCode: expect.stringMatching(/^.{5}(-.{5}){3}$/) });
    const next = used.kind === 'right' ? (used.replacementCode ?? '') : '';
    expect(next).not.toBe(code);
    expect(await verify(alice, code)).toEqual({ kind: 'wrong', reason: 'wrong recovery code' });
    expect(await verify(alice, next)).toMatchObject({ kind: 'right' });
  });

  it('is stored as the site chose', async () => {
    await verify(alice, code);
    const stored = (await rows.find(alice))?.storedRecoveryCode ?? '';
    expect(isSealed(stored)).toBe(storage === 'sealed');
  });

  it('does not depend on case, blanks and dashes', async () => {
    expect(await verify(alice, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toMatchObject({
      kind: 'right',
    });
  });

  it('of 16 uses at once works for one', async () => {
    const variants = [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code}`];
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, at) => verify(alice, variants[at % 4] ?? '')),
    );
    expect(results.filter(({ kind }) => kind === 'right')).toHaveLength(1);
    expect(
      results.filter((one) => one.kind === 'wrong' && one.reason === 'recovery code used before'),
    ).not.toEqual([]);
  });

  it('is not that of another person', async () => {
    await enroll('JIRAUSER2', vault.create('JIRAUSER2').stored);
    expect(await verify('JIRAUSER2', code)).toMatchObject({ kind: 'wrong' });
  });

  it('is not an attempt without a code', async () => {
    expect(await authenticator.verify(buildContext({ userKey: alice }), {})).toMatchObject({ kind: 'wrong' });
  });

  it('is what everybody has who is enrolled, and nobody else', async () => {
    expect(await authenticator.list(alice)).toMatchObject([{ id: 'recovery-code', blocked: false }]);
    expect(JSON.stringify(await authenticator.list(alice))).not.toContain(code);
    expect(await authenticator.list('JIRAUSER3')).toEqual([]);
  });

  it('is none of somebody who is not enrolled', async () => {
    expect(await verify('JIRAUSER3', code)).toEqual({ kind: 'wrong', reason: 'not enrolled' });
  });

  it.each(['', ' ', '123456', otherCode, 'x'.repeat(10_000)])('is not "%s"', async (input) => {
    expect(await verify(alice, input)).toEqual({
      kind: 'wrong',
      reason: 'wrong recovery code',
    });
  });

  it('is nothing that can be typed where the column was emptied', async () => {
    await enroll('JIRAUSER2', '');
    for (const input of ['', ' ', '-', otherCode]) {
      expect(await verify('JIRAUSER2', input)).toMatchObject({ kind: 'wrong' });
    }
  });

  it('may be one that a database administrator wrote by hand, in a form of their own', async () => {
    await enroll('JIRAUSER2', 'helpdesk-4711');
    expect(await verify('JIRAUSER2', 'helpdesk-4712')).toMatchObject({ kind: 'wrong' });
    expect(await verify('JIRAUSER2', ' helpdesk-4711 ')).toMatchObject({ kind: 'right' });
  });

  it('cannot be told where it was sealed for somebody else', async () => {
    const sealed = new RecoveryCodeVault('sealed', box, createFakeRandomBytes()).create(alice);
    await enroll('JIRAUSER2', sealed.stored);
    await expect(verify('JIRAUSER2', sealed.code)).rejects.toThrow();
  });

  it('is not the sealed text itself', async () => {
    const stored = (await rows.find(alice))?.storedRecoveryCode ?? '';
    if (storage === 'sealed') expect(await verify(alice, stored)).toMatchObject({ kind: 'wrong' });
    else expect(stored).toBe(code);
  });
});
