import type { Person } from '../../../proxy/audit/index.ts';
import type { PeopleDirectory } from '../../../proxy/principal/index.ts';

export type FakePeopleDirectory = PeopleDirectory & { readonly people: Person[] };

export function createFakePeopleDirectory(): FakePeopleDirectory {
  const people: Person[] = [];
  return {
    people,
    remember: async (person) => {
      people.push(person);
    },
  };
}
