import { generateSync } from 'otplib';
import { beforeEach, describe, expect, it } from 'vitest';
import { TotpAuthenticator, totpSecretContext, usedStep } from '../../../proxy/authenticators/totp/index.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { buildKeyRing, buildNewEnrollment } from '../../support/builders/index.ts';
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
  const enroll = (userKey: string, sealedSecret: string) =>
    rows.create(buildNewEnrollment({ userKey, sealedSecret, confirmedWith: usedStep(hash, userKey, 0) }));

  beforeEach(async () => {
    clock = createFakeClock();
    rows = createFakeEnrollmentRepository();
    totp = new TotpAuthenticator(rows, box, hash, clock.read);
    await enroll(alice, box.seal(secret, totpSecretContext(alice)));
  });

  it('shows a code that is right, once', async () => {
    expect(await totp.verify(alice, codeOf())).toEqual({ kind: 'right' });
    expect(await totp.verify(alice, codeOf())).toEqual({ kind: 'wrong', reason: 'code used before' });
  });

  it('shows no code of an earlier step after one of a later step was used', async () => {
    expect(await totp.verify(alice, codeOf(1))).toEqual({ kind: 'right' });
    expect(await totp.verify(alice, codeOf())).toMatchObject({ reason: 'code used before' });
    expect(await totp.verify(alice, codeOf(-1))).toMatchObject({ reason: 'code used before' });
  });

  it('shows no used code again after the clock was set back', async () => {
    const code = codeOf();
    await totp.verify(alice, code);
    clock.pass(60_000);
    await totp.verify(alice, codeOf());
    clock.pass(-60_000);
    expect(await totp.verify(alice, code)).toMatchObject({ reason: 'code used before' });
  });

  it.each([-2, 2, 10])('shows no code of %s steps away', async (away) => {
    expect(await totp.verify(alice, codeOf(away))).toEqual({ kind: 'wrong', reason: 'wrong code' });
  });

  it('shows a code with blanks in it', async () => {
    const code = codeOf();
    expect(await totp.verify(alice, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ kind: 'right' });
  });

  it('does not take what is no code', async () => {
    expect(await totp.verify(alice, '٤٥٦٤٥٦')).toEqual({ kind: 'wrong', reason: 'not six digits' });
  });

  it('does not take a code of somebody without an app', async () => {
    await enroll('JIRAUSER2', '');
    for (const userKey of ['JIRAUSER2', 'JIRAUSER3']) {
      expect(await totp.verify(userKey, codeOf())).toEqual({ kind: 'wrong', reason: 'no authenticator app' });
    }
  });

  it('cannot tell with a secret that was copied from another person, and says so by throwing', async () => {
    await enroll('JIRAUSER2', box.seal(secret, totpSecretContext(alice)));
    await expect(totp.verify('JIRAUSER2', codeOf())).rejects.toThrow();
  });

  it('of 50 times the same code at once shows one', async () => {
    const code = codeOf();
    const results = await Promise.all(Array.from({ length: 50 }, () => totp.verify(alice, code)));
    expect(results.filter(({ kind }) => kind === 'right')).toHaveLength(1);
  });
});

it('names a used step by a keyed hash that differs from person to person', () => {
  expect(usedStep(hash, 'a', 1).hash).not.toBe(usedStep(hash, 'b', 1).hash);
  expect(usedStep(hash, 'a', 1).hash).not.toBe(usedStep(hash, 'a', 2).hash);
});
