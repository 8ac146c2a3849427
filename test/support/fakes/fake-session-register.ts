import type { RegisteredSession, SessionRegister } from '../../../proxy/session/index.ts';
import type { FakeEnrollmentRepository } from './fake-enrollment-repository.ts';

const mostListed = 50;

/** Without enrollments everybody counts as enrolled. */
export function createFakeSessionRegister(enrollments?: FakeEnrollmentRepository): SessionRegister {
  let sessions: RegisteredSession[] = [];
  enrollments?.onRemoved((userKey) => {
    sessions = sessions.filter((one) => one.userKey !== userKey);
  });
  const of = (userKey: string) => sessions.filter((one) => one.userKey === userKey);
  return {
    add: async (session) => {
      const { key, userKey, verifiedAt } = session;
      if (enrollments !== undefined && !enrollments.isEnrolled(userKey)) return;
      sessions = sessions.filter((one) => one.userKey !== userKey || one.expiresAt > verifiedAt);
      if (!sessions.some((one) => one.key === key)) sessions.push(session);
    },
    list: async (userKey, at) =>
      of(userKey)
        .filter(({ expiresAt }) => expiresAt > at)
        .sort((a, b) => b.verifiedAt.getTime() - a.verifiedAt.getTime() || (a.key < b.key ? -1 : 1))
        .slice(0, mostListed),
    removeFamily: async (userKey, family) => {
      const wanted = of(userKey).filter((one) => one.family === family);
      sessions = sessions.filter((one) => !wanted.includes(one));
      return wanted.map(({ key }) => key);
    },
    remove: async (key) => {
      sessions = sessions.filter((one) => one.key !== key);
    },
  };
}
