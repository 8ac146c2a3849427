import { beforeAll, describe, expect, it } from 'vitest';
import { KnexAuditLog, KnexAuditSearch } from '../../db/index.ts';
import type { AuditEvent, AuditFilter, AuditLog, AuditSearch } from '../../proxy/audit/index.ts';
import { createFakeAuditTrail } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
type Opened = { readonly log: AuditLog; readonly searching: Pick<AuditSearch, 'search' | 'stream'> };
const kinds: readonly (readonly [string, () => Opened])[] = [
  [
    'the fake',
    () => {
      const trail = createFakeAuditTrail();
      return { log: trail, searching: trail };
    },
  ],
  ['PostgreSQL', () => ({ log: new KnexAuditLog(given.db), searching: new KnexAuditSearch(given.db) })],
];

const [alice, bob] = [
  { userKey: 'K1', username: 'Alice' },
  { userKey: 'K2', username: 'bob' },
];
const plain: AuditEvent = {
  ...{ type: 'factor.verified', outcome: 'success', reason: 'TOTP', actor: alice, target: alice },
  ...{ address: '192.0.2.7', requestId: '1' },
};
const events: readonly AuditEvent[] = [
  plain,
  { ...plain, type: 'factor.failed', outcome: 'failure', requestId: '2', address: '192.0.2.200' },
  { ...plain, type: 'enrollment.reset', target: bob, requestId: '3', address: '2001:db8::1' },
  { ...plain, type: 'device.used', actor: bob, target: bob, requestId: '4', address: 'local' },
  { ...plain, type: 'factor.locked', outcome: 'failure', actor: undefined, target: bob, requestId: '5' },
];

describe.each(kinds)('searching the audit: %s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = open();
    for (const event of events) {
      await opened.log.record(event);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  });
  const found = async (filter: AuditFilter) =>
    (await opened.searching.search(filter, 10)).rows.map(({ requestId }) => requestId);

  it.each<readonly [string, AuditFilter, readonly string[]]>([
    ['everything, the latest first', {}, ['5', '4', '3', '2', '1']],
    ['by key, whether done or suffered', { user: 'K2' }, ['5', '4', '3']],
    ['by name in any case', { user: 'ALICE' }, ['3', '2', '1']],
    ['by who did it', { actor: 'alice' }, ['3', '2', '1']],
    ['by who did it to whom', { user: 'bob', actor: 'K1' }, ['3']],
    ['by one type', { type: 'device.used' }, ['4']],
    ['by a pattern', { type: 'factor.*' }, ['5', '2', '1']],
    ['by what it is not', { type: '!factor.*' }, ['4', '3']],
    ['by a pattern and a person', { type: 'factor.*', user: 'bob' }, ['5']],
    ['nothing for a type that never was', { type: 'nothing.*' }, []],
    ['a dot for a dot only', { type: 'factor_*' }, []],
    ['by outcome', { outcome: 'failure' }, ['5', '2']],
    ['by address', { address: '2001:db8::1' }, ['3']],
    ['by range', { address: '192.0.2.128/25' }, ['2']],
    ['by range of the other family', { address: '2001:db8::/32' }, ['3']],
    ['nothing for what is no address', { address: "1' OR '1'='1" }, []],
    ['nothing for what is no range', { address: '192.0.2.0/33' }, []],
    ['nothing for somebody unknown', { user: "'; --" }, []],
  ])('finds %s', async (_what, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  it('finds by time: from then on, and before then', async () => {
    const { rows } = await opened.searching.search({}, 10);
    const times = rows.map(({ at }) => new Date(Math.ceil(Date.parse(at))));
    const [, , third] = times;
    if (third === undefined) throw new Error('five rows were expected');
    const later = new Date(third.getTime() + 1);
    expect(await found({ from: later })).toEqual(['5', '4']);
    expect(await found({ to: later })).toEqual(['3', '2', '1']);
    expect(await found({ from: later, to: later })).toEqual([]);
  });

  it.each<readonly [string, AuditFilter]>([
    ['of everything', {}],
    ['of a person', { user: 'K1' }],
    ['of a pattern', { type: '*.*' }],
  ])('leads from page to page %s, with nothing twice and nothing left out', async (_what, filter) => {
    const all = (await opened.searching.search(filter, 100)).rows;
    const paged: unknown[] = [];
    let next: number | undefined;
    do {
      const page = await opened.searching.search(filter, 2, next);
      paged.push(...page.rows);
      next = page.next;
    } while (next !== undefined);
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(2);
  });

  it('reads the same from the oldest on, for exports', async () => {
    const streamed = [];
    for await (const row of opened.searching.stream({ user: 'bob' })) streamed.push(row);
    expect(streamed).toEqual((await opened.searching.search({ user: 'bob' }, 10)).rows.toReversed());
  });
});
