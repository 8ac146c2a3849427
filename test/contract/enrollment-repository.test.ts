import { beforeAll, describe, expect, it } from 'vitest';
import type { TotpRepository } from '../../proxy/authenticators/totp/index.ts';
import type { EnrollmentRepository } from '../../proxy/enrollment/index.ts';
import { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from '../support/builders/index.ts';
import { bothKinds, givenRepositories, times } from './open-repositories.ts';

const step = 59_000_000;
const confirmedWith = (n: number) => buildApp({ confirmedWith: buildUsedStep(n) });
const at = new Date('2026-03-01T12:00:00Z');

describe.each(bothKinds)('enrollments in %s', (_name, open) => {
  const given = givenRepositories(open);
  const givenEnrolled = given.enrolled;
  let enrollments: EnrollmentRepository;
  let totp: TotpRepository;
  beforeAll(() => {
    ({ enrollments, totp } = given.all());
  });

  it('are found as they were created, and not for other keys', async () => {
    const since = await enrollments.create(
      buildNewEnrollment({
        ...{ userKey: 'Ünïcode key', storedRecoveryCode: 'code' },
        first: buildApp({ sealedSecret: 's1:k:x' }),
      }),
    );
    expect(since).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(await enrollments.find('Ünïcode key')).toEqual({
      userKey: 'Ünïcode key',
      sealedSecret: 's1:k:x',
      storedRecoveryCode: 'code',
      since,
    });
    for (const other of ['ünïcode key', 'Ünïcode key ', '', "' OR ''='"]) {
      expect(await enrollments.find(other)).toBeUndefined();
    }
  });

  it('are created once for each person, of 16 at once too, and the first one stays', async () => {
    const userKey = 'created at once';
    const created = await times(16, (n) =>
      enrollments.create(buildNewEnrollment({ userKey, storedRecoveryCode: `code ${n}` })),
    );
    expect(created.filter((since) => since !== undefined)).toHaveLength(1);
    const winner = created.findIndex((since) => since !== undefined);
    expect(await enrollments.find(userKey)).toMatchObject({
      storedRecoveryCode: `code ${winner}`,
      since: created[winner],
    });
  });

  it('are gone after they were removed, once', async () => {
    const userKey = await givenEnrolled();
    const removed = await times(8, () => enrollments.remove(userKey));
    expect(removed.filter(Boolean)).toHaveLength(1);
    expect(await enrollments.find(userKey)).toBeUndefined();
    expect(await enrollments.remove('nobody')).toBe(false);
  });

  it('are another one after they were removed and created again', async () => {
    const userKey = await givenEnrolled();
    const first = await enrollments.find(userKey);
    await enrollments.remove(userKey);
    const again = await enrollments.create(buildNewEnrollment({ userKey }));
    expect(again).toBeDefined();
    expect(again).not.toBe(first?.since);
  });

  describe('with a recovery code', () => {
    it('exchange it while it is still the expected one, and nothing else of the enrollment', async () => {
      const userKey = await givenEnrolled({ storedRecoveryCode: 'old' });
      const before = await enrollments.find(userKey);
      expect(await enrollments.replaceRecoveryCode(userKey, 'OLD', 'new', at)).toBe(false);
      expect(await enrollments.replaceRecoveryCode(userKey, '', 'new', at)).toBe(false);
      expect(await enrollments.replaceRecoveryCode(userKey, 'old', 'new', at)).toBe(true);
      expect(await enrollments.replaceRecoveryCode(userKey, 'old', 'newer', at)).toBe(false);
      expect(await enrollments.find(userKey)).toEqual({ ...before, storedRecoveryCode: 'new' });
    });

    it('exchange it for one of 16 at once', async () => {
      const userKey = await givenEnrolled({ storedRecoveryCode: 'old' });
      const won = await times(16, (n) => enrollments.replaceRecoveryCode(userKey, 'old', `new ${n}`, at));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await enrollments.find(userKey))?.storedRecoveryCode).toBe(`new ${won.indexOf(true)}`);
    });

    it('exchange nothing of somebody else or of nobody', async () => {
      const first = await givenEnrolled({ storedRecoveryCode: 'shared' });
      const other = await givenEnrolled({ storedRecoveryCode: 'shared' });
      expect(await enrollments.replaceRecoveryCode('nobody', 'shared', 'new', at)).toBe(false);
      expect(await enrollments.replaceRecoveryCode(other, 'shared', 'new', at)).toBe(true);
      expect((await enrollments.find(first))?.storedRecoveryCode).toBe('shared');
    });
  });

  describe('with an authenticator app', () => {
    const consume = (userKey: string, n: number) => totp.consumeStep(userKey, buildUsedStep(n), at);

    it('tell its sealed secret, and none where there is no app', async () => {
      expect(
        await totp.findSealedSecret(await givenEnrolled({ first: buildApp({ sealedSecret: 's1:k:x' }) })),
      ).toBe('s1:k:x');
      expect(await totp.findSealedSecret(await givenEnrolled({ first: buildRow() }))).toBeUndefined();
      expect(await totp.findSealedSecret('nobody')).toBeUndefined();
    });

    it('use a step up for one of 50 at once', async () => {
      const userKey = await givenEnrolled({ first: confirmedWith(step) });
      const won = await times(50, () => consume(userKey, step + 1));
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('use up three steps at once at most in their order', async () => {
      const userKey = await givenEnrolled({ first: confirmedWith(step) });
      const won = await times(48, (n) => consume(userKey, step + 1 + (n % 3)));
      const counts = [0, 1, 2].map((which) => won.filter((one, n) => one && n % 3 === which).length);
      for (const count of counts) expect(count).toBeLessThanOrEqual(1);
      expect(counts[2]).toBe(1);
      expect(await consume(userKey, step + 1)).toBe(false);
    });

    it('use up no step that is not later than the last one', async () => {
      const userKey = await givenEnrolled({ first: confirmedWith(step) });
      expect(await consume(userKey, step)).toBe(false);
      expect(await consume(userKey, step - 1)).toBe(false);
      expect(await consume(userKey, step + 2)).toBe(true);
      expect(await consume(userKey, step + 1)).toBe(false);
      expect(await consume(userKey, step + 2)).toBe(false);
      expect(await consume(userKey, step + 3)).toBe(true);
    });

    it('use up the steps of each person by themselves', async () => {
      const [a, b] = [await givenEnrolled(), await givenEnrolled()];
      expect(await consume(a, step + 1)).toBe(true);
      expect(await consume(b, step + 1)).toBe(true);
    });

    it('use up nothing of somebody who is not enrolled', async () => {
      expect(await consume('nobody', step)).toBe(false);
    });

    it('start over with the steps of a new enrollment', async () => {
      const userKey = await givenEnrolled({ first: confirmedWith(step + 10) });
      await enrollments.remove(userKey);
      await enrollments.create(buildNewEnrollment({ userKey, first: confirmedWith(step) }));
      expect(await consume(userKey, step)).toBe(false);
      expect(await consume(userKey, step + 1)).toBe(true);
    });
  });
});
