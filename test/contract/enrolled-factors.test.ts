import { describe, expect, it } from 'vitest';
import { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from '../support/builders/index.ts';
import { bothKinds, givenRepositories, times } from './open-repositories.ts';

const at = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');
const primary = ['TOTP', 'WEBAUTHN', 'SMS'];
const step = 59_000_000;
const nobodysId = '00000000-0000-4000-8000-000000000000';

describe.each(bothKinds)('the factors of an enrollment in %s', (_name, open) => {
  const given = givenRepositories(open);
  const add = (
    userKey: string,
    factor: Parameters<ReturnType<typeof given.all>['enrollments']['addFactor']>[1],
  ) => given.all().enrollments.addFactor(userKey, factor, later);
  const list = (userKey: string, method = 'WEBAUTHN') => given.all().authenticators.list(userKey, method);
  const remove = (userKey: string, id: string) =>
    given.all().enrollments.removeFactor(userKey, id, { primary, allowed: primary });
  const consume = (userKey: string, n: number) =>
    given.all().totp.consumeStep(userKey, buildUsedStep(n), later);

  /** Enrolled with a key; answers its id, too. */
  async function givenKey(): Promise<{ userKey: string; id: string }> {
    const userKey = await given.enrolled({ first: buildRow() });
    const [row] = await list(userKey);
    if (row === undefined) throw new Error('no row');
    return { userKey, id: row.id };
  }

  describe('of which the first one is a row', () => {
    it('are an enrollment without an app', async () => {
      const userKey = await given.enrolled({ first: buildRow({ name: 'my key' }) });
      const { enrollments, totp } = given.all();
      expect(await enrollments.find(userKey)).toMatchObject({ userKey, sealedSecret: '' });
      expect(await totp.findSealedSecret(userKey)).toBeUndefined();
      expect(await totp.findApp(userKey)).toBeUndefined();
      expect(await list(userKey)).toMatchObject([{ name: 'my key', addedAt: at }]);
    });

    it('are no enrollment at all where it is somebody else’s', async () => {
      const row = buildRow();
      await given.enrolled({ first: row });
      const { enrollments } = given.all();
      expect(
        await enrollments.create(buildNewEnrollment({ userKey: 'too late', first: row })),
      ).toBeUndefined();
      expect(await enrollments.find('too late')).toBeUndefined();
      expect(await list('too late')).toEqual([]);
      expect(await enrollments.create(buildNewEnrollment({ userKey: 'too late' }))).toBeDefined();
    });

    it('are an enrollment of one of twelve people who come with it at once', async () => {
      const row = buildRow();
      const { enrollments } = given.all();
      const created = await times(12, (n) =>
        enrollments.create(buildNewEnrollment({ userKey: `at once ${n}`, first: row })),
      );
      expect(created.filter((since) => since !== undefined)).toHaveLength(1);
      const found = await times(12, (n) => enrollments.find(`at once ${n}`));
      expect(found.map((one) => one?.since)).toEqual(created);
    });
  });

  describe('of which one is added', () => {
    it('are an app beside a key, confirmed with a step that is spent', async () => {
      const { userKey } = await givenKey();
      const before = await given.all().enrollments.find(userKey);
      const app = { name: 'my phone', sealedSecret: 's1:k:new', confirmedWith: buildUsedStep(step) };
      expect(await add(userKey, buildApp(app))).toBe(true);
      expect(await given.all().enrollments.find(userKey)).toEqual({ ...before, sealedSecret: 's1:k:new' });
      const { totp } = given.all();
      expect(await totp.findApp(userKey)).toEqual({ name: 'my phone', addedAt: later, lastUsedAt: later });
      expect(await consume(userKey, step)).toBe(false);
      expect(await consume(userKey, step + 1)).toBe(true);
      expect(await list(userKey)).toHaveLength(1);
    });

    it('are never two apps', async () => {
      const userKey = await given.enrolled({
        first: buildApp({ sealedSecret: 's1:k:first', name: 'first' }),
      });
      expect(await add(userKey, buildApp({ sealedSecret: 's1:k:second', name: 'second' }))).toBe(false);
      expect(await given.all().totp.findSealedSecret(userKey)).toBe('s1:k:first');
      expect(await given.all().totp.findApp(userKey)).toMatchObject({ name: 'first', addedAt: at });
    });

    it('are one app of twelve that are added at once', async () => {
      const { userKey } = await givenKey();
      const won = await times(12, (n) => add(userKey, buildApp({ sealedSecret: `s1:k:${n}`, name: `${n}` })));
      expect(won.filter(Boolean)).toHaveLength(1);
      const winner = won.indexOf(true);
      expect(await given.all().totp.findSealedSecret(userKey)).toBe(`s1:k:${winner}`);
      expect(await given.all().totp.findApp(userKey)).toMatchObject({ name: `${winner}` });
    });

    it('do not include a key of somebody else, and nothing half of it is there', async () => {
      const row = buildRow();
      await given.enrolled({ first: row });
      const userKey = await given.enrolled();
      const before = await given.all().enrollments.find(userKey);
      expect(await add(userKey, row)).toBe(false);
      expect(await list(userKey)).toEqual([]);
      expect(await given.all().enrollments.find(userKey)).toEqual(before);
    });

    it('are none where there is no enrollment', async () => {
      expect(await add('nobody', buildRow())).toBe(false);
      expect(await add('nobody', buildApp())).toBe(false);
      expect(await list('nobody')).toEqual([]);
      expect(await given.all().enrollments.find('nobody')).toBeUndefined();
    });
  });

  describe('of which the app moves to another phone', () => {
    const moved = buildApp({ name: 'new', sealedSecret: 's1:k:new', confirmedWith: buildUsedStep(step - 5) });
    const replace = (userKey: string, expected: string, app = moved) =>
      given.all().enrollments.replaceSecret(userKey, expected, app, later);

    it('take the new secret while the old one is the expected one, and nothing else changes', async () => {
      const first = buildApp({ sealedSecret: 's1:k:old', confirmedWith: buildUsedStep(step) });
      const userKey = await given.enrolled({ first });
      const before = await given.all().enrollments.find(userKey);
      expect(await replace(userKey, 's1:k:other')).toBe(false);
      expect(await replace(userKey, '')).toBe(false);
      expect(await given.all().enrollments.find(userKey)).toEqual(before);
      expect(await replace(userKey, 's1:k:old')).toBe(true);
      expect(await given.all().enrollments.find(userKey)).toEqual({ ...before, sealedSecret: 's1:k:new' });
      expect(await given.all().totp.findApp(userKey)).toMatchObject({ name: 'new', addedAt: later });
      expect(await replace('nobody', 's1:k:old')).toBe(false);
    });

    it('start over with the steps of the new secret', async () => {
      const userKey = await given.enrolled({ first: buildApp({ sealedSecret: 's1:k:old' }) });
      await consume(userKey, step + 10);
      await replace(userKey, 's1:k:old');
      expect(await consume(userKey, step - 5)).toBe(false);
      expect(await consume(userKey, step - 4)).toBe(true);
    });

    it('take one of twelve new secrets that come at once', async () => {
      const userKey = await given.enrolled({ first: buildApp({ sealedSecret: 's1:k:old' }) });
      const won = await times(12, (n) =>
        replace(userKey, 's1:k:old', { ...moved, sealedSecret: `s1:k:${n}` }),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await given.all().totp.findSealedSecret(userKey)).toBe(`s1:k:${won.indexOf(true)}`);
    });
  });

  describe('of which one is removed', () => {
    it('are the others then', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildApp());
      expect(await remove(userKey, id)).toBe('removed');
      expect(await list(userKey)).toEqual([]);
      expect(await given.all().totp.findApp(userKey)).toBeDefined();
      expect(await remove(userKey, id)).toBe('not_found');
    });

    it('stay where the other one is no longer taken by the site, and that one may go', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildApp());
      const methods = { primary, allowed: ['TOTP'] };
      const { enrollments } = given.all();
      expect(await enrollments.removeFactor(userKey, 'app', methods)).toBe('last');
      expect(await enrollments.removeFactor(userKey, id, methods)).toBe('removed');
      expect(await enrollments.removeFactor(userKey, 'app', { primary, allowed: [] })).toBe('last');
    });

    it('have no app any more where it was the app, and no code of it is good', async () => {
      const { userKey } = await givenKey();
      await add(userKey, buildApp({ confirmedWith: buildUsedStep(step) }));
      const before = await given.all().enrollments.find(userKey);
      expect(await remove(userKey, 'app')).toBe('removed');
      expect(await given.all().enrollments.find(userKey)).toEqual({ ...before, sealedSecret: '' });
      expect(await given.all().totp.findApp(userKey)).toBeUndefined();
      expect(await consume(userKey, step + 1)).toBe(false);
      expect(await remove(userKey, 'app')).toBe('not_found');
    });

    it('take another app after one was removed, whose steps do not count', async () => {
      const { userKey } = await givenKey();
      await add(userKey, buildApp({ confirmedWith: buildUsedStep(step) }));
      await remove(userKey, 'app');
      expect(await add(userKey, buildApp({ confirmedWith: buildUsedStep(step - 100) }))).toBe(true);
      expect(await consume(userKey, step - 99)).toBe(true);
    });

    it('keep the last one that counts', async () => {
      const { userKey, id } = await givenKey();
      expect(await remove(userKey, id)).toBe('last');
      expect(await list(userKey)).toHaveLength(1);
      const withApp = await given.enrolled();
      expect(await remove(withApp, 'app')).toBe('last');
      expect(await given.all().totp.findApp(withApp)).toBeDefined();
    });

    it.each([
      ['security questions, a fallback', 'SECURITY_QUESTIONS'],
      ['codes on paper', 'BACKUP_CODES'],
      ['what this version does not know', 'NEWER'],
    ])('keep the last one that counts, whatever there is of %s', async (_what, method) => {
      const { userKey, id } = await givenKey();
      for (let n = 0; n < 3; n += 1) await add(userKey, buildRow({ method }));
      expect(await remove(userKey, id)).toBe('last');
      const [other] = await list(userKey, method);
      expect(await remove(userKey, other?.id ?? '')).toBe('removed');
    });

    it('keep the last one that counts where the other one is blocked', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildApp());
      await given.all().authenticators.block(userKey, id, at);
      expect(await remove(userKey, 'app')).toBe('last');
      expect(await remove(userKey, id)).toBe('removed');
    });

    it('keep one of the last two that are removed at once', async () => {
      for (let round = 0; round < 20; round += 1) {
        const { userKey, id } = await givenKey();
        await add(userKey, buildApp());
        const outcomes = await Promise.all([remove(userKey, id), remove(userKey, 'app')]);
        expect([...outcomes].sort()).toEqual(['last', 'removed']);
        const left = [...(await list(userKey)), await given.all().totp.findApp(userKey)];
        expect(left.filter((one) => one !== undefined)).toHaveLength(1);
      }
    });

    it('keep one of eight keys that are removed at once', async () => {
      const { userKey } = await givenKey();
      for (let n = 0; n < 7; n += 1) await add(userKey, buildRow());
      const keys = await list(userKey);
      const outcomes = await Promise.all(keys.map(({ id }) => remove(userKey, id)));
      expect(outcomes.filter((one) => one === 'last')).toHaveLength(1);
      expect(await list(userKey)).toHaveLength(1);
    });

    it('keep one where the other is blocked at that very moment', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildApp());
      const [outcome] = await Promise.all([
        remove(userKey, 'app'),
        given.all().authenticators.block(userKey, id, at),
      ]);
      expect(['removed', 'last']).toContain(outcome);
      expect((await given.all().totp.findApp(userKey)) === undefined).toBe(outcome === 'removed');
    });

    it('are not those of somebody else', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildRow());
      const other = await given.enrolled();
      expect(await remove(other, id)).toBe('not_found');
      expect(await remove('nobody', id)).toBe('not_found');
      expect(await list(userKey)).toHaveLength(2);
    });

    it.each([nobodysId, '', 'APP', "' OR ''='", 'recovery-code'])('are none with the id %j', async (id) => {
      const userKey = await given.enrolled();
      await add(userKey, buildRow());
      expect(await remove(userKey, id)).toBe('not_found');
      expect(await list(userKey)).toHaveLength(1);
    });
  });

  describe('of which one is renamed', () => {
    const rename = (userKey: string, id: string, name: string) =>
      given.all().enrollments.rename(userKey, id, name);

    it('carry the new name, and nothing else changes', async () => {
      const { userKey, id } = await givenKey();
      await add(userKey, buildApp());
      const [before] = await list(userKey);
      expect(await rename(userKey, id, 'Wörk “laptop”')).toBe(true);
      expect(await list(userKey)).toEqual([{ ...before, name: 'Wörk “laptop”' }]);
      expect(await rename(userKey, 'app', 'phone')).toBe(true);
      expect(await given.all().totp.findApp(userKey)).toMatchObject({ name: 'phone', addedAt: later });
      expect(await list(userKey)).toMatchObject([{ name: 'Wörk “laptop”' }]);
      expect(await rename(userKey, id, '')).toBe(true);
      expect(await list(userKey)).toMatchObject([{ name: '', version: 1 }]);
    });

    it('can still be used by whoever read them before', async () => {
      const { userKey, id } = await givenKey();
      const [read] = await list(userKey);
      await rename(userKey, id, 'renamed');
      expect(read && (await given.all().authenticators.use(userKey, read, 'used', later))).toBe(true);
      expect(await list(userKey)).toMatchObject([{ name: 'renamed', data: 'used' }]);
    });

    it('are not those of somebody else, or of nobody', async () => {
      const { userKey, id } = await givenKey();
      const other = await given.enrolled();
      expect(await rename(other, id, 'mine')).toBe(false);
      expect(await rename('nobody', id, 'mine')).toBe(false);
      expect(await rename(userKey, 'app', 'no app here')).toBe(false);
      for (const unknown of [nobodysId, '', "' OR ''='"]) {
        expect(await rename(userKey, unknown, 'x')).toBe(false);
      }
      expect(await list(userKey)).toMatchObject([{ name: '' }]);
    });
  });
});
