import type { FactorPerson } from '../../../proxy/authenticators/index.ts';
import type { NoticePlace, SecurityNotice, SecurityNotifier } from '../../../proxy/notification/index.ts';

type Told = {
  readonly person: FactorPerson;
  readonly notice: SecurityNotice;
  readonly place: NoticePlace;
};

export type FakeNotifier = SecurityNotifier & { readonly told: Told[] };

/** Remembers what people would have been told. */
export function createFakeNotifier(): FakeNotifier {
  const told: Told[] = [];
  const reach = (email: string) => (email === '' ? 'no_address' : 'queued');
  return {
    told,
    reach,
    tell: (person, notice, place) => {
      told.push({ person, notice, place });
      return reach(person.email);
    },
  };
}
