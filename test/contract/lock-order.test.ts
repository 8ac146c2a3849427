import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, KnexEnrollmentRepository, KnexTotpRepository, openDatabase } from '../../db/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
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

  const enroll = () => enrollments.create(buildNewEnrollment({ userKey: 'bob', confirmedWith: used(1) }));

  it.each<[string, () => Promise<unknown>]>([
    ['uses a code up', () => totp.consumeStep('bob', used(2), at)],
    ['finishes a setup', enroll],
  ])(
    'and somebody who %s at the same time do not wait for each other',
    { timeout: 120_000 },
    async (_, other) => {
      for (const _round of rounds) {
        await enroll();
        await Promise.all([other(), enrollments.remove('bob')]);
        await enrollments.remove('bob');
      }
    },
  );

  it('leaves no code that could be used up', async () => {
    await enroll();
    await enrollments.remove('bob');
    expect(await totp.consumeStep('bob', used(3), at)).toBe(false);
  });
});
