import { afterAll, beforeAll } from 'vitest';
import {
  KnexAuthenticatorRepository,
  KnexEnrollmentRepository,
  KnexFactorPreferences,
  KnexSessionRegister,
  KnexTotpRepository,
  KnexTrustedDeviceRepository,
  openDatabase,
} from '../../db/index.ts';
import type { AuthenticatorRepository } from '../../proxy/authenticators/index.ts';
import type { TotpRepository } from '../../proxy/authenticators/totp/index.ts';
import type { EnrollmentRepository, FactorPreferences } from '../../proxy/enrollment/index.ts';
import type { SessionRegister } from '../../proxy/session/index.ts';
import type { TrustedDeviceRepository } from '../../proxy/trusted-device/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
import {
  createFakeEnrollmentRepository,
  createFakeFactorPreferences,
  createFakeSessionRegister,
  FakeTrustedDeviceRepository,
} from '../support/fakes/index.ts';
import { createDatabase } from '../support/servers/index.ts';

export type Repositories = {
  readonly enrollments: EnrollmentRepository;
  readonly totp: TotpRepository;
  readonly authenticators: AuthenticatorRepository;
  readonly devices: TrustedDeviceRepository;
  readonly sessions: SessionRegister;
  readonly preferences: FactorPreferences;
  close(): Promise<void>;
};

async function openFake(): Promise<Repositories> {
  const fake = createFakeEnrollmentRepository();
  return {
    ...{ enrollments: fake, totp: fake, authenticators: fake.authenticators },
    devices: new FakeTrustedDeviceRepository(fake),
    sessions: createFakeSessionRegister(fake),
    preferences: createFakeFactorPreferences(fake),
    close: async () => undefined,
  };
}

async function openPostgres(): Promise<Repositories> {
  const database = await createDatabase();
  const db = openDatabase(database.url, { poolSize: 20 });
  return {
    enrollments: new KnexEnrollmentRepository(db),
    totp: new KnexTotpRepository(db),
    authenticators: new KnexAuthenticatorRepository(db),
    devices: new KnexTrustedDeviceRepository(db),
    sessions: new KnexSessionRegister(db),
    preferences: new KnexFactorPreferences(db),
    close: async () => {
      await db.destroy();
      await database.drop();
    },
  };
}

/** One suite for both. */
export const bothKinds: readonly (readonly [name: string, open: () => Promise<Repositories>])[] = [
  ['the fake', openFake],
  ['PostgreSQL', openPostgres],
];

/** The repositories for the tests of one suite, with new people in them. */
export function givenRepositories(open: () => Promise<Repositories>) {
  let opened: Repositories | undefined;
  let people = 0;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  const all = (): Repositories => {
    if (opened === undefined) throw new Error('not opened yet');
    return opened;
  };
  /** A new person for each test. */
  const enrolled = async (changes: Parameters<typeof buildNewEnrollment>[0] = {}): Promise<string> => {
    people += 1;
    const userKey = `JIRAUSER${people}`;
    const since = await all().enrollments.create(buildNewEnrollment({ userKey, ...changes }));
    if (since === undefined) throw new Error('not enrolled');
    return userKey;
  };
  return { all, enrolled };
}

export const times = <T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)));
