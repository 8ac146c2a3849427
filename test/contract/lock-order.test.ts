import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Database,
  KnexAuthenticatorRepository,
  KnexEnrollmentRepository,
  KnexFactorPreferences,
  KnexSessionRegister,
  KnexTotpRepository,
  KnexTrustedDeviceRepository,
  openDatabase,
} from '../../db/index.ts';
import { hour } from '../../proxy/kernel/clock.ts';
import { buildApp, buildNewEnrollment, buildRow } from '../support/builders/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const rounds = Array.from({ length: 60 }, (_, at) => at);
const at = new Date();
const used = (step: number) => ({ step, hash: `h${step}`, expiresAt: at });

/** PostgreSQL ends one of two transactions that wait for each other: somebody would get an error for nothing. */
describe('a DELETE of an enrollment', () => {
  let database: TestDatabase;
  let db: Database;
  let enrollments: KnexEnrollmentRepository;
  let totp: KnexTotpRepository;
  beforeAll(async () => {
    database = await createDatabase();
    db = openDatabase(database.url);
    enrollments = new KnexEnrollmentRepository(db);
    totp = new KnexTotpRepository(db);
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  const first = buildApp({ confirmedWith: used(1) });
  const enroll = () => enrollments.create(buildNewEnrollment({ userKey: 'bob', first }));
  const place = { userKey: 'bob', method: 'TOTP', browser: '', address: '' };
  const until = new Date(at.getTime() + hour);
  const key = buildRow();
  const primary = ['TOTP', 'WEBAUTHN'];

  /** Somebody with something of everything, so that a DELETE has rows to take along. */
  async function enrollWithAll(): Promise<void> {
    await enroll();
    await enrollments.addFactor('bob', key, at);
    await new KnexFactorPreferences(db).set('bob', 'TOTP');
    const device = { ...place, series: 'series', addedAt: at, expiresAt: until };
    await new KnexTrustedDeviceRepository(db).add(device, 10);
    await new KnexSessionRegister(db).add({ ...place, ...session });
  }
  const session = { key: 'key', family: 'family', verifiedAt: at, expiresAt: until };
  async function useKey(): Promise<void> {
    const rows = new KnexAuthenticatorRepository(db);
    const [row] = await rows.list('bob', 'WEBAUTHN');
    if (row !== undefined) await rows.use('bob', row, 'data', at);
  }

  it.each<[string, () => Promise<unknown>]>([
    ['uses a code up', () => totp.consumeStep('bob', used(2), at)],
    ['finishes a setup', enroll],
    ['uses a key', () => useKey()],
    ['gets new codes', () => new KnexAuthenticatorRepository(db).replaceAll('bob', key, at)],
    ['adds a factor', () => enrollments.addFactor('bob', buildRow(), at)],
    ['removes a factor', () => enrollments.removeFactor('bob', 'app', { primary, allowed: primary })],
    ['renames a factor', () => enrollments.rename('bob', 'app', 'mine')],
    ['moves the app', () => enrollments.replaceSecret('bob', first.sealedSecret, first, at)],
    ['chooses a default', () => new KnexFactorPreferences(db).set('bob', 'WEBAUTHN')],
    [
      'has a browser remembered',
      () =>
        new KnexTrustedDeviceRepository(db).add(
          { ...place, series: 'other', addedAt: at, expiresAt: until },
          1,
        ),
    ],
    [
      'uses a remembered browser',
      () =>
        new KnexTrustedDeviceRepository(db).use({
          ...{ series: 'series', counter: 1, userKey: 'bob', address: '', at, grace: 0 },
        }),
    ],
    ['verifies a login', () => new KnexSessionRegister(db).add({ ...place, ...session, key: 'other' })],
    ['logs out', () => new KnexSessionRegister(db).removeFamily('bob', 'family')],
  ])('and somebody who %s at the same time do not wait for each other', async (_, other) => {
    for (const _round of rounds) {
      await enrollWithAll();
      await Promise.all([other(), enrollments.remove('bob')]);
      await enrollments.remove('bob');
    }
  });

  it('leaves no code that could be used up', async () => {
    await enroll();
    await enrollments.remove('bob');
    expect(await totp.consumeStep('bob', used(3), at)).toBe(false);
  });
});
