export { createFakeAddressLimiter, type FakeAddressLimiter } from './fake-address-limiter.ts';
export { createFakeAttemptLedger, type FakeAttemptLedger } from './fake-attempt-ledger.ts';
export { createFakeAuditLog, type FakeAuditLog } from './fake-audit-log.ts';
export { chained, createFakeAuditTrail, type FakeAuditTrail } from './fake-audit-trail.ts';
export { createFakeAuthenticator, type FakeAuthenticator } from './fake-authenticator.ts';
export { FakeAuthenticatorRepository } from './fake-authenticator-repository.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export {
  createFakeEnrollmentRepository,
  type FakeEnrollmentRepository,
} from './fake-enrollment-repository.ts';
export { createFakeFactorPreferences } from './fake-factor-preferences.ts';
export { createFakeGracePeriods } from './fake-grace-periods.ts';
export { createFakeNotifier, type FakeNotifier } from './fake-notifier.ts';
export { createFakePeopleDirectory, type FakePeopleDirectory } from './fake-people-directory.ts';
export { FakePeopleMirror, type FakeStanding } from './fake-people-mirror.ts';
export { buildPolicyPerson, createFakePeopleSource } from './fake-people-source.ts';
export { createFakeRandomBytes } from './fake-random-bytes.ts';
export { createFakeSessionRegister } from './fake-session-register.ts';
export { createFakeSiteDocuments } from './fake-site-documents.ts';
export { FakeTrustedDeviceRepository } from './fake-trusted-device-repository.ts';
export {
  createFakeBreakGlassRequests,
  createFakeExemptions,
  createFakeHelpDeskCodes,
  createFakeResetLinks,
} from './fake-user-help.ts';
export { createFakeWaveDays } from './fake-wave-days.ts';
export { createFakeWaveMailLedger } from './fake-wave-mail-ledger.ts';
export { createPausedStore, type PausedStore } from './paused-store.ts';
