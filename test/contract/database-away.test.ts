import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  KnexAdoptionDays,
  KnexAttemptLedger,
  KnexAuditLog,
  KnexAuthenticatorRepository,
  KnexEnrollmentRepository,
  KnexFactorPreferences,
  KnexPeopleDirectory,
  KnexPeopleMirror,
  KnexPeopleSyncRuns,
  KnexSessionRegister,
  KnexTotpRepository,
  KnexTrustedDeviceRepository,
  KnexWaveDays,
  openDatabase,
} from '../../db/index.ts';
import { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from '../support/builders/index.ts';
import { createDatabase, freePort } from '../support/servers/index.ts';
import { buildJiraPerson } from './given-people.ts';

/** Everything that can be asked of the database. */
function questions(db: ReturnType<typeof openDatabase>): Promise<unknown>[] {
  const [enrollments, totp] = [new KnexEnrollmentRepository(db), new KnexTotpRepository(db)];
  const ledger = new KnexAttemptLedger(db);
  const at = new Date(0);
  const event = {
    type: 'factor.failed',
    outcome: 'failure',
    reason: '',
    address: '',
    requestId: '',
  } as const;
  return [
    enrollments.find('K1'),
    enrollments.create(buildNewEnrollment()),
    enrollments.addFactor('K1', buildRow(), at),
    enrollments.replaceSecret('K1', 'a', buildApp(), at),
    enrollments.replaceRecoveryCode('K1', 'a', 'b', at),
    enrollments.removeFactor('K1', 'app', { primary: [], allowed: [] }),
    enrollments.rename('K1', 'app', ''),
    enrollments.remove('K1'),
    totp.findApp('K1'),
    totp.findSealedSecret('K1'),
    totp.consumeStep('K1', buildUsedStep(1), at),
    ledger.spend('K1', 0),
    ledger.clear('K1'),
    ledger.lockedUntil('K1', 0),
    new KnexPeopleDirectory(db).remember({ userKey: 'K1', username: 'k1' }),
    new KnexAuditLog(db).record({ ...event, actor: undefined, target: undefined }),
    new KnexAuditLog(db).recent('K1', 1),
    ...furtherQuestions(db, at),
    ...questionsAboutPeople(db, at),
  ];
}

function furtherQuestions(db: ReturnType<typeof openDatabase>, at: Date): Promise<unknown>[] {
  const authenticators = new KnexAuthenticatorRepository(db);
  const [devices, sessions] = [new KnexTrustedDeviceRepository(db), new KnexSessionRegister(db)];
  const preferences = new KnexFactorPreferences(db);
  const place = { userKey: 'K1', method: '', browser: '', address: '' };
  const id = '00000000-0000-0000-0000-000000000000';
  const row = { id, method: '', name: '', data: '', version: 1, blocked: false };
  const session = { ...place, key: 'k', family: '', verifiedAt: at, expiresAt: at };
  return [
    authenticators.list('K1', 'WEBAUTHN'),
    authenticators.replaceAll('K1', buildRow(), at),
    authenticators.use('K1', { ...row, addedAt: at, lastUsedAt: undefined }, '', at),
    authenticators.block('K1', id, at),
    devices.add({ ...place, series: 's', addedAt: at, expiresAt: at }, 1),
    devices.use({ series: 's', counter: 1, userKey: 'K1', address: '', at, grace: 0 }),
    devices.list('K1', at),
    devices.remove('K1', id),
    devices.removeAll('K1'),
    devices.removeAllOf('k1'),
    sessions.add(session),
    sessions.list('K1', at),
    sessions.removeFamily('K1', ''),
    preferences.find('K1'),
    preferences.set('K1', 'TOTP'),
  ];
}

function questionsAboutPeople(db: ReturnType<typeof openDatabase>, at: Date): Promise<unknown>[] {
  const [mirror, runs] = [new KnexPeopleMirror(db), new KnexPeopleSyncRuns(db)];
  const [days, moment] = [new KnexAdoptionDays(db), { now: 0 }];
  const waveDays = new KnexWaveDays(db);
  const person = buildJiraPerson('K1');
  const line = { day: '2026-11-22', active: 0, enrolled: 0, exempt: 0, inGrace: 0, locked: 0 };
  const progress = { position: { phase: 'missing' }, peopleRead: 0, groupsRead: 0 } as const;
  return [
    mirror.upsert([person], at),
    mirror.met(person, ['g'], at),
    mirror.addMembers('g', ['K1'], at),
    mirror.endMemberships(at),
    mirror.unconfirmed(at, 1),
    mirror.markGone(['K1'], at),
    mirror.find('K1', moment),
    mirror.findByName('k1', moment),
    mirror.search({ filter: 'all' }, moment, 1),
    mirror.countUpTo({ filter: 'all' }, 1, moment),
    mirror.counts(moment),
    mirror.groupsOf('K1'),
    mirror.findGroups('', 1),
    mirror.stream({ filter: 'all' }, moment)[Symbol.asyncIterator]().next(),
    mirror.forEachActive(() => undefined, moment),
    runs.latest(),
    runs.claim({ owner: 'o', now: at, holdUntil: at, freshSince: at, unlessSince: undefined }),
    runs.progress('o', at, progress),
    runs.end('o', at, { state: 'finished', error: '' }),
    days.write(line, at),
    days.countedAt('2026-11-22'),
    days.between('2026-11-22', '2026-11-22'),
    waveDays.write('2026-11-22', new Map([['w', { people: 1, enrolled: 0 }]]), at),
    waveDays.countedSince(at, ['w']),
    waveDays.since('2026-11-22', ['w']),
  ];
}

const unavailable = { status: 'rejected', reason: { code: 'store_unavailable' } };

describe('every question to a database', () => {
  let url: string;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ url, drop } = await createDatabase());
  });
  afterAll(() => drop());

  it('fails when nobody is there', async () => {
    const away = new URL(url);
    away.port = String(await freePort());
    const db = openDatabase(away.href);
    for (const answer of await Promise.allSettled(questions(db))) expect(answer).toMatchObject(unavailable);
    await db.destroy();
  });

  it('fails within seconds when the table is locked by somebody else', async () => {
    const [db, other] = [openDatabase(url, { poolSize: 40 }), openDatabase(url, { poolSize: 1 })];
    const started = performance.now();
    await other.transaction(async (transaction) => {
      await transaction.raw(
        `LOCK TABLE "AO_ED669C_TOTP_USER_ENROLLMENT", second_factor_attempts, app_user, audit_events,
           authenticators, trusted_devices, verified_logins, second_factor_preferences,
           people, people_groups, people_sync, adoption_daily, wave_days`,
      );
      for (const answer of await Promise.allSettled(questions(db))) expect(answer).toMatchObject(unavailable);
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    await Promise.all([db.destroy(), other.destroy()]);
  });

  it('fails, and quotes no value, when the database refuses it', async () => {
    const db = openDatabase(url);
    const secret = 'secret-in-the-statement'.repeat(20);
    const refused = new KnexEnrollmentRepository(db).create(
      buildNewEnrollment({ storedRecoveryCode: secret }),
    );
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'store_unavailable' });
    expect(error instanceof Error ? error.message : '').not.toContain('secret-in-the-statement');
    await db.destroy();
  });
});
