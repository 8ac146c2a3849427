export { createFakeAddressLimiter, type FakeAddressLimiter } from './fake-address-limiter.ts';
export { createFakeAttemptLedger, type FakeAttemptLedger } from './fake-attempt-ledger.ts';
export { createFakeAuditLog, type FakeAuditLog } from './fake-audit-log.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export {
  createFakeEnrollmentRepository,
  type FakeEnrollmentRepository,
} from './fake-enrollment-repository.ts';
export { createFakePeopleDirectory, type FakePeopleDirectory } from './fake-people-directory.ts';
export { createFakeRandomBytes } from './fake-random-bytes.ts';
export { createPausedStore, type PausedStore } from './paused-store.ts';
