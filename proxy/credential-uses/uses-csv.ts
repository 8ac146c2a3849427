import { csvLine } from '../kernel/csv.ts';
import type { CredentialUseFilter, CredentialUses } from './credential-uses.ts';

const batch = 500;
const titles = [
  ...['name', 'user_key', 'kind', 'allowed', 'first_seen', 'last_seen', 'uses', 'address', 'path'],
] as const;

/** The list of a filter as lines of CSV, the latest first, piece by piece. @throws AppError `store_unavailable` */
export async function* usesCsv(uses: CredentialUses, filter: CredentialUseFilter): AsyncGenerator<string> {
  yield csvLine(titles);
  let after: string | undefined;
  do {
    const page = await uses.search(filter, batch, after);
    for (const use of page.uses) {
      const times = [use.firstSeen.toISOString(), use.lastSeen.toISOString(), String(use.uses)];
      const who = [use.name, use.userKey ?? '', use.kind, String(use.allowed)];
      yield csvLine([...who, ...times, use.address, use.pathClass]);
    }
    after = page.next;
  } while (after !== undefined);
}
