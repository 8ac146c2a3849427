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
  return { told, tell: (person, notice, place) => void told.push({ person, notice, place }) };
}
