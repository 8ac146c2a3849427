import { csvLine } from '../kernel/csv.ts';
import type { PersonRow } from './person-record.ts';

type Line = PersonRow & { readonly codesLeft: number | undefined };

/** How many codes on paper are left, by people's keys. */
export type CodesLeft = (userKeys: readonly string[]) => Promise<ReadonlyMap<string, number>>;

const columns: readonly (readonly [title: string, cell: (person: Line) => string])[] = [
  ['User key', ({ userKey }) => userKey],
  ['User name', ({ username }) => username],
  ['Name', ({ displayName }) => displayName],
  ['Mail', ({ email }) => email],
  ['Account', ({ active }) => (active ? 'active' : 'inactive')],
  ['Enrolled since', ({ enrolledSince }) => timeText(enrolledSince)],
  ['Methods', ({ methods }) => methods.join(' ')],
  ['Codes left', ({ codesLeft }) => String(codesLeft ?? '')],
  ['Remembered browsers', ({ devices }) => String(devices)],
  ['Last verified', ({ lastVerifiedAt }) => timeText(lastVerifiedAt)],
  [
    'Locked until',
    ({ lockedUntil }) => (lockedUntil === 'administrator' ? lockedUntil : timeText(lockedUntil)),
  ],
  ['Exempt until', ({ exemptUntil }) => timeText(exemptUntil)],
  ['Reason of the exemption', ({ exemptReason }) => exemptReason ?? ''],
  ['Grace began', ({ graceStartedAt }) => timeText(graceStartedAt)],
  ['Last seen', ({ seenAt }) => timeText(seenAt)],
];

const timeText = (at: Date | undefined) => at?.toISOString() ?? '';

/** Lines of a CSV file (RFC 4180), batch by batch; UTF-8 with a byte order mark, without which Excel guesses. */
export async function* peopleCsv(
  batches: AsyncIterable<readonly PersonRow[]>,
  codesLeft: CodesLeft,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns.map(([title]) => title))}`;
  for await (const people of batches) {
    const codes = await codesLeft(people.map(({ userKey }) => userKey));
    const lines = people.map((person) => ({ ...person, codesLeft: codes.get(person.userKey) }));
    yield lines.map((one) => csvLine(columns.map(([, cell]) => cell(one)))).join('');
  }
}
