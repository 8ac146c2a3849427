export { clockDifference } from './clock-difference.ts';
export { type Database, openDatabase } from './database.ts';
export { type EnrollmentChange, EnrollmentChanges } from './enrollment-changes.ts';
export { migrate } from './migrate.ts';
export { KnexAttemptLedger } from './repositories/knex-attempt-ledger.ts';
export { KnexAuditLog } from './repositories/knex-audit-log.ts';
export { KnexEnrollmentRepository } from './repositories/knex-enrollment-repository.ts';
export { KnexPeopleDirectory } from './repositories/knex-people-directory.ts';
export { KnexTotpRepository } from './repositories/knex-totp-repository.ts';
