import type { EnrollmentCount } from '../../../proxy/enrollment/index.ts';

/** Counts the people in a set that the test keeps. */
export function createFakeEnrollmentCount(enrolled: ReadonlySet<string>): EnrollmentCount {
  return { countEnrolled: async () => enrolled.size };
}
