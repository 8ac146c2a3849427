export { EnrollmentDirectory } from './enrollment-directory.ts';
export type {
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
  UsedStep,
} from './enrollment-repository.ts';
export { type Enrolled, type EnrollmentOffer, EnrollmentService } from './enrollment-service.ts';
export { OwnEnrollmentService } from './own-enrollment-service.ts';
export { UnenrollmentService, type UnenrollOutcome } from './unenrollment-service.ts';
