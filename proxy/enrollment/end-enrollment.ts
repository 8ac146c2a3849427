import type { VerifiedSessionService } from '../session/index.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';

export type EndEnrollmentParts = {
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly sessions: VerifiedSessionService;
};

/**
 * Takes an enrollment away with all that goes with it, on every gate: factors, codes, remembered browsers, verified
 * sessions, confirmations, and logins that are under way. Answers whether there was one.
 */
export async function endEnrollment(parts: EndEnrollmentParts, userKey: string): Promise<boolean> {
  const removed = await parts.enrollments.remove(userKey);
  parts.directory.forget(userKey);
  await parts.sessions.revokeUser(userKey);
  return removed;
}
