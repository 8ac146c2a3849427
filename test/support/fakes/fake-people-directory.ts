import type { Person } from '../../../proxy/audit/index.ts';
import { sameUserName } from '../../../proxy/kernel/user-name.ts';
import type { PeopleDirectory } from '../../../proxy/principal/index.ts';

export type FakePeopleDirectory = PeopleDirectory & { readonly people: Person[] };

export function createFakePeopleDirectory(): FakePeopleDirectory {
  const people: Person[] = [];
  return {
    people,
    remember: async (person) => {
      people.push(person);
    },
    find: async (nameOrKey) =>
      people.find(({ username }) => sameUserName(username, nameOrKey)) ??
      people.find(({ userKey }) => userKey === nameOrKey),
  };
}
