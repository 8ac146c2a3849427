import type { PeopleSource, PolicyPerson } from '../../../proxy/policy/index.ts';

/** A person without a factor who is in no group, unless something else is said. */
export function buildPolicyPerson(username: string, changes: Partial<PolicyPerson> = {}): PolicyPerson {
  return {
    ...{ userKey: `key-${username}`, username, displayName: username, email: `${username}@example.com` },
    ...{ locale: '', groups: [], enrolled: false, methods: [] },
    ...changes,
  };
}

/** Read at `at` (ms since the epoch). */
export function createFakePeopleSource(
  people: readonly PolicyPerson[],
  batchSize = 500,
  at = 0,
): PeopleSource {
  return {
    forEachActive: async (each) => {
      for (let from = 0; from < people.length; from += batchSize)
        await each(people.slice(from, from + batchSize));
      return at;
    },
  };
}
