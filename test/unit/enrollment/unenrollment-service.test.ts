import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTotpSecret, totpSecretContext } from '../../../proxy/authenticators/totp/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildApp, buildNewEnrollment, buildUsedStep } from '../../support/builders/index.ts';
import { origin } from '../conversation/given-conversations.ts';
import { givenEnrollment } from './given-enrollment.ts';

const admin = { userKey: 'JIRAUSER1', username: 'admin' };
const alice = { userKey: 'JIRAUSER2', username: 'alice' };
const secret = createTotpSecret();

describe("taking somebody's second factor away", () => {
  let given: ReturnType<typeof givenEnrollment>;
  const enroll = (person: typeof admin, sealedSecret: string) =>
    given.rows.create(
      buildNewEnrollment({ ...person, first: buildApp({ sealedSecret, confirmedWith: buildUsedStep(0) }) }),
    );
  const unenroll = (changes: Partial<Parameters<typeof given.unenrollment.unenroll>[0]> = {}) =>
    given.unenrollment.unenroll({
      ...{ actor: admin, target: async () => alice, isSelf: false, code: given.codeOf(secret), origin },
      ...changes,
    });

  beforeEach(async () => {
    given = givenEnrollment();
    await enroll(admin, given.box.seal(secret, totpSecretContext(admin.userKey)));
    await enroll(alice, 's1:x:y');
  });

  it('removes the enrollment and ends every verified session of that person', async () => {
    const generation = await given.sessions.generationOf(alice.userKey);
    const place = { browser: 'Firefox', address: '192.0.2.1' };
    const session = { sessionId: 'SID', method: 'TOTP', enrolledSince: 'then', generation, place, ...alice };
    const cookie = await given.sessions.issue(session);
    await given.directory.enrolledSince(alice.userKey);
    expect(await unenroll()).toEqual({ kind: 'unenrolled' });
    expect(await given.rows.find(alice.userKey)).toBeUndefined();
    expect(await given.directory.enrolledSince(alice.userKey)).toBeUndefined();
    expect(await given.sessions.find('SID', cookie)).toBeUndefined();
    expect(await given.rows.find(admin.userKey)).toBeDefined();
  });

  it("uses the administrator's code up", async () => {
    const code = given.codeOf(secret);
    await unenroll({ code });
    await enroll(alice, 's1:x:y');
    expect(await unenroll({ code })).toEqual({ kind: 'wrong_code' });
  });

  const notUsedUp = async () => expect(await unenroll()).toEqual({ kind: 'unenrolled' });

  it('is refused on oneself, and the code stays good', async () => {
    expect(await unenroll({ isSelf: true })).toEqual({ kind: 'self' });
    expect(await unenroll({ target: async () => admin })).toEqual({ kind: 'self' });
    await notUsedUp();
  });

  it('is refused for a user who does not exist or is not enrolled, and the code stays good', async () => {
    expect(await unenroll({ target: async () => undefined })).toEqual({ kind: 'unknown_user' });
    const carol = { userKey: 'JIRAUSER3', username: 'carol' };
    expect(await unenroll({ target: async () => carol })).toEqual({ kind: 'not_enrolled' });
    await notUsedUp();
  });

  it('is refused for an administrator without an app, before anybody is looked up', async () => {
    const target = vi.fn(async () => alice);
    await given.rows.remove(admin.userKey);
    expect(await unenroll({ target })).toEqual({ kind: 'actor_not_enrolled' });
    await enroll(admin, '');
    expect(await unenroll({ target })).toEqual({ kind: 'actor_not_enrolled' });
    expect(target).not.toHaveBeenCalled();
  });

  it('is refused with a wrong code, which is counted', async () => {
    expect(await unenroll({ code: given.codeOf(secret, 5) })).toEqual({ kind: 'wrong_code' });
    expect(await given.rows.find(alice.userKey)).toBeDefined();
    expect(given.ledger.inARow(admin.userKey)).toBe(1);
  });

  it('is locked after ten wrong codes, also for a right one', async () => {
    for (let round = 0; round < 10; round += 1) await unenroll({ code: '' });
    expect(await unenroll()).toEqual({ kind: 'locked', until: given.clock.read() + 15 * minute });
    expect(await given.rows.find(alice.userKey)).toBeDefined();
  });

  it('looks at ten codes of fifty at once', async () => {
    const verified = vi.spyOn(given.rows, 'findSealedSecret');
    await Promise.all(Array.from({ length: 50 }, () => unenroll({ code: '000000' })));
    expect(verified.mock.calls.length).toBeLessThanOrEqual(10);
    expect(given.ledger.inARow(admin.userKey)).toBe(10);
  });

  it('is audited whatever comes out', async () => {
    await unenroll({ code: '' });
    await unenroll({ target: async () => undefined });
    await unenroll({ isSelf: true });
    await unenroll();
    const refused = { type: 'enrollment.removal_refused', outcome: 'failure', actor: admin, ...origin };
    expect(given.audit.events).toEqual([
      { ...refused, reason: 'wrong_code', target: alice },
      { ...refused, reason: 'unknown_user', target: undefined },
      { ...refused, reason: 'self', target: admin },
      { ...refused, type: 'enrollment.removed', outcome: 'success', reason: 'unenrolled', target: alice },
    ]);
  });
});
