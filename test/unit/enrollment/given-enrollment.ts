import { generateSync } from 'otplib';
import { type Authenticator, FactorMemory, Factors } from '../../../proxy/authenticators/index.ts';
import { RecoveryCodeVault } from '../../../proxy/authenticators/recovery-code/index.ts';
import { TotpAuthenticator } from '../../../proxy/authenticators/totp/index.ts';
import { FactorProof } from '../../../proxy/conversation/index.ts';
import {
  AdministratorCheck,
  EnrollmentDirectory,
  EnrollmentService,
  FirstFactorGuard,
  OwnEnrollmentService,
  UnenrollmentService,
} from '../../../proxy/enrollment/index.ts';
import { hour } from '../../../proxy/kernel/clock.ts';
import { compilePolicy, initialPolicy } from '../../../proxy/policy/index.ts';
import { VerifiedSessionService } from '../../../proxy/session/index.ts';
import { TrustedDeviceService } from '../../../proxy/trusted-device/index.ts';
import { ResetLinks } from '../../../proxy/user-help/index.ts';
import { buildFacts } from '../../support/builders/index.ts';
import {
  createFakeEnrollmentRepository,
  createFakeFactorPreferences,
  createFakeNotifier,
  createFakeResetLinks,
  createFakeSessionRegister,
  FakeTrustedDeviceRepository,
} from '../../support/fakes/index.ts';
import { givenConversations } from '../conversation/given-conversations.ts';

type Options = {
  /** Besides the app. */
  readonly others?: readonly Authenticator[];
  readonly allowed?: readonly string[];
};

/** The enrollment services with working fakes, and a way to know the codes that an app would show. */
export function givenEnrollment({ others = [], allowed = ['TOTP', 'WEBAUTHN'] }: Options = {}) {
  const given = givenConversations();
  const { service, store, shared, ledger, audit, clock, box, hash, randomBytes } = given;
  const rows = createFakeEnrollmentRepository();
  const directory = new EnrollmentDirectory(
    async (key) => buildFacts((await rows.find(key))?.since),
    clock.read,
  );
  directory.setListening(true);
  const sessions = new VerifiedSessionService({
    ...{ store: shared, register: createFakeSessionRegister(rows), hash, clock: clock.read, randomBytes },
    idleLimit: () => hour,
  });
  const devices = new TrustedDeviceService({
    ...{ repository: new FakeTrustedDeviceRepository(rows), hash, clock: clock.read, randomBytes },
    ...{ days: () => 30, mayBeRemembered: () => true },
  });
  const vault = new RecoveryCodeVault('plain', box, randomBytes);
  const memory = new FactorMemory(shared, box, hash, clock.read);
  const totp = new TotpAuthenticator({
    ...{ repository: rows, memory, box, hash, clock: clock.read, issuer: () => 'Jira' },
  });
  const factors = new Factors([totp, ...others], new Set(allowed));
  const preferences = createFakeFactorPreferences(rows);
  const notifier = createFakeNotifier();
  const policies = { current: compilePolicy(initialPolicy('mandatory'), 0) };
  const guard = new FirstFactorGuard({
    ...{ policies, mail: undefined, store: shared, hash, ledger, audit, clock: clock.read },
    addresses: given.addresses,
    holdsLink: async () => false,
    consumeHelpDeskCode: async (userKey, code) => code === `code of ${userKey}`,
  });
  const links = new ResetLinks({
    ...{ repository: createFakeResetLinks(rows), hash, clock: clock.read, randomBytes },
  });
  const check = new AdministratorCheck(rows, new FactorProof(ledger, clock.read));
  const own = { factors, vault, guard, setupLinks: links, clock: clock.read };
  const parts = { enrollments: rows, directory, ...own };
  const enrollment = new EnrollmentService({ ...parts, store, conversations: service });
  const unenrollment = new UnenrollmentService({
    ...{ directory, sessions, totp, check, audit, notifier, enrollments: rows },
  });
  const ownEnrollment = new OwnEnrollmentService({
    ...{ ...parts, sessions, devices, preferences, audit, notifier },
  });
  const codeOf = (secret: string, away = 0) =>
    generateSync({ secret, epoch: Math.floor(clock.read() / 1_000) + away * 30 });
  return {
    ...{
      ...given,
      rows,
      directory,
      sessions,
      devices,
      preferences,
      notifier,
      memory,
      vault,
      factors,
      links,
      check,
    },
    ...{ enrollment, unenrollment, ownEnrollment, codeOf },
  };
}
