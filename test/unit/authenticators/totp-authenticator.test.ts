import { generateSync } from 'otplib';
import { beforeEach, describe, expect, it } from 'vitest';
import { FactorMemory } from '../../../proxy/authenticators/index.ts';
import { TotpAuthenticator, totpSecretContext, usedStep } from '../../../proxy/authenticators/totp/index.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { buildApp, buildContext, buildKeyRing, buildNewEnrollment } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeEnrollmentRepository,
  type FakeClock,
} from '../../support/fakes/index.ts';

const ring = buildKeyRing();
const box = new SecretBox(ring);
const hash = createKeyedHash(ring);
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const alice = 'JIRAUSER1';

describe('the authenticator app', () => {
  let clock: FakeClock;
  let rows: ReturnType<typeof createFakeEnrollmentRepository>;
  let totp: TotpAuthenticator;
  const codeOf = (away = 0) => generateSync({ secret, epoch: Math.floor(clock.read() / 1_000) + away * 30 });
  const verify = (userKey: string, code: string) => totp.verify(buildContext({ userKey }), { code });
  const enroll = (userKey: string, sealedSecret: string) => {
    const first = buildApp({ sealedSecret, confirmedWith: usedStep(hash, userKey, 0) });
    return rows.create(buildNewEnrollment({ userKey, first }));
  };

  beforeEach(async () => {
    clock = createFakeClock();
    rows = createFakeEnrollmentRepository();
    const memory = new FactorMemory(new InProcessStore(clock.read), box, hash, clock.read);
    const parts = { box, hash, clock: clock.read, issuer: () => 'Jira' };
    totp = new TotpAuthenticator({ ...parts, memory, repository: rows });
    await enroll(alice, box.seal(secret, totpSecretContext(alice)));
  });

  it('shows a code that is right, once', async () => {
    expect(await verify(alice, codeOf())).toEqual({ kind: 'right' });
    expect(await verify(alice, codeOf())).toEqual({ kind: 'wrong', reason: 'code used before' });
  });

  it('shows no code of an earlier step after one of a later step was used', async () => {
    expect(await verify(alice, codeOf(1))).toEqual({ kind: 'right' });
    expect(await verify(alice, codeOf())).toMatchObject({ reason: 'code used before' });
    expect(await verify(alice, codeOf(-1))).toMatchObject({ reason: 'code used before' });
  });

  it('shows no used code again after the clock was set back', async () => {
    const code = codeOf();
    await verify(alice, code);
    clock.pass(60_000);
    await verify(alice, codeOf());
    clock.pass(-60_000);
    expect(await verify(alice, code)).toMatchObject({ reason: 'code used before' });
  });

  it.each([-2, 2, 10])('shows no code of %s steps away', async (away) => {
    expect(await verify(alice, codeOf(away))).toEqual({ kind: 'wrong', reason: 'wrong code' });
  });

  it('shows a code with blanks in it', async () => {
    const code = codeOf();
    expect(await verify(alice, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ kind: 'right' });
  });

  it('does not take what is no code', async () => {
    expect(await verify(alice, '٤٥٦٤٥٦')).toEqual({ kind: 'wrong', reason: 'not six digits' });
  });

  it('does not take an attempt without a code', async () => {
    expect(await totp.verify(buildContext({ userKey: alice }), {})).toMatchObject({
      reason: 'not six digits',
    });
  });

  it('is one of the things that the person has, with nothing secret in it', async () => {
    const [entry, ...more] = await totp.list(alice);
    expect(entry).toMatchObject({ id: 'app', name: '', blocked: false, addedAt: expect.any(Date) });
    expect(more).toEqual([]);
    expect(JSON.stringify(entry)).not.toContain('s1:');
    await verify(alice, codeOf());
    expect((await totp.list(alice))[0]?.lastUsedAt).toEqual(new Date(clock.read()));
    await enroll('JIRAUSER2', '');
    for (const userKey of ['JIRAUSER2', 'JIRAUSER3']) expect(await totp.list(userKey)).toEqual([]);
  });

  it('does not take a code of somebody without an app', async () => {
    await enroll('JIRAUSER2', '');
    for (const userKey of ['JIRAUSER2', 'JIRAUSER3']) {
      expect(await verify(userKey, codeOf())).toEqual({ kind: 'wrong', reason: 'no authenticator app' });
    }
  });

  it('cannot tell with a secret that was copied from another person, and says so by throwing', async () => {
    await enroll('JIRAUSER2', box.seal(secret, totpSecretContext(alice)));
    await expect(verify('JIRAUSER2', codeOf())).rejects.toThrow();
  });

  it('of 50 times the same code at once shows one', async () => {
    const code = codeOf();
    const results = await Promise.all(Array.from({ length: 50 }, () => verify(alice, code)));
    expect(results.filter(({ kind }) => kind === 'right')).toHaveLength(1);
  });
});

it('names a used step by a keyed hash that differs from person to person', () => {
  expect(usedStep(hash, 'a', 1).hash).not.toBe(usedStep(hash, 'b', 1).hash);
  expect(usedStep(hash, 'a', 1).hash).not.toBe(usedStep(hash, 'a', 2).hash);
});
