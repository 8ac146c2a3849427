export {
  type AdministratorAnswer,
  AdministratorCheck,
  type OwnProof,
  type Refusal,
  recipientOf,
  type Target,
} from './administrator-check.ts';
export { type EndEnrollmentParts, endEnrollment } from './end-enrollment.ts';
export { EnrollmentDirectory, type PersonFacts } from './enrollment-directory.ts';
export type {
  CountingMethods,
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
  RemovalOutcome,
} from './enrollment-repository.ts';
export { type Enrolled, EnrollmentService, type Setup, type SetupLinks } from './enrollment-service.ts';
export type { FactorPreferences } from './factor-preferences.ts';
export {
  type ConsumeHelpDeskCode,
  FirstFactorGuard,
  type GuardHolder,
  type GuardMail,
  type GuardWay,
} from './first-factor-guard.ts';
export { OwnEnrollmentService } from './own-enrollment-service.ts';
export { UnenrollmentService, type UnenrollOutcome } from './unenrollment-service.ts';
