import type { FactorPreferences } from '../../../proxy/enrollment/index.ts';
import type { FakeEnrollmentRepository } from './fake-enrollment-repository.ts';

/** Without enrollments everybody counts as enrolled. */
export function createFakeFactorPreferences(enrollments?: FakeEnrollmentRepository): FactorPreferences {
  const methods = new Map<string, string>();
  enrollments?.onRemoved((userKey) => methods.delete(userKey));
  return {
    find: async (userKey) => methods.get(userKey),
    set: async (userKey, method) => {
      if (enrollments?.isEnrolled(userKey) !== false) methods.set(userKey, method);
    },
  };
}
