import type { PeopleSource, PolicyPerson } from '../../../proxy/policy/index.ts';

/** A person without a factor who is in no group, unless something else is said. */
export function buildPolicyPerson(username: string, changes: Partial<PolicyPerson> = {}): PolicyPerson {
  return {
    ...{ userKey: `key-${username}`, username, displayName: username, email: `${username}@example.com` },
    ...{ locale: '', groups: [], enrolled: false, methods: [] },
    ...changes,
  };
}

export function createFakePeopleSource(people: readonly PolicyPerson[], batchSize = 500): PeopleSource {
  return {
    forEachActive: async (each) => {
      for (let at = 0; at < people.length; at += batchSize) await each(people.slice(at, at + batchSize));
    },
  };
}
