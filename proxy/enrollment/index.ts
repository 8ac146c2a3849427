export { EnrollmentDirectory } from './enrollment-directory.ts';
export type { Enrollment, EnrollmentRepository, NewEnrollment, UsedStep } from './enrollment-repository.ts';
export { type Enrolled, type EnrollmentOffer, EnrollmentService } from './enrollment-service.ts';
export { UnenrollmentService, type UnenrollOutcome } from './unenrollment-service.ts';
