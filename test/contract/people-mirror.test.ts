import { beforeAll, describe, expect, it } from 'vitest';
import { hour } from '../../proxy/kernel/clock.ts';
import type { PeopleFilter, PeopleQuery, PersonForPolicy } from '../../proxy/people/index.ts';
import { givenDatabase } from './given-database.ts';
import { buildJiraPerson, type OpenMirror, openFakeMirror, openKnexMirror } from './given-people.ts';

const given = givenDatabase();
const kinds: readonly (readonly [string, () => OpenMirror])[] = [
  ['the fake', openFakeMirror],
  ['PostgreSQL', () => openKnexMirror(given)],
];

const now = Date.parse('2026-11-22T10:00:00Z');
const moment = { now, graceDays: 14 };
const ago = (hours: number) => new Date(now - hours * hour);
const ahead = (hours: number) => ago(-hours);
const confirmed = ago(1);

describe.each(kinds)('the mirror of Jira’s users: %s', (_name, open) => {
  let { mirror, stand }: OpenMirror = openFakeMirror();
  const keys = async (query: Partial<PeopleQuery>) => {
    const { people } = await mirror.search({ filter: 'all', ...query }, moment, 100);
    return people.map(({ userKey }) => userKey);
  };

  beforeAll(async () => {
    ({ mirror, stand } = open());
    await mirror.upsert(
      [
        buildJiraPerson('K1', { username: 'Anna.Archer', displayName: 'Anna Archer' }),
        buildJiraPerson('K2', { username: 'bob', displayName: 'Böb 50% Müller', email: 'BOB@Example.com' }),
        buildJiraPerson('K3', { username: 'carl_c', displayName: 'Carl' }),
        buildJiraPerson('K4', { username: 'dora', active: false }),
        buildJiraPerson('K5', { username: 'emil' }),
        buildJiraPerson('K6', { username: 'finn' }),
        buildJiraPerson('K7', { username: 'gina' }),
      ],
      confirmed,
    );
    for (const key of ['K1', 'K2', 'K4']) await mirror.addMembers('Finance', [key], confirmed);
    await mirror.addMembers('everybody', ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K99'], confirmed);
    await stand('K1', {
      ...{ enrolledSince: ago(99), methods: ['TOTP', 'EMAIL', 'WEBAUTHN'], lastVerifiedAt: ago(3) },
      devices: [ahead(5), ahead(6), ago(1)],
    });
    await stand('K2', { enrolledSince: ago(50), methods: ['WEBAUTHN'], locked: ahead(1) });
    await stand('K3', { locked: 'administrator', graceStartedAt: ago(24) });
    await stand('K4', {
      enrolledSince: ago(50),
      methods: ['TOTP'],
      exempt: { until: ahead(9), reason: 'r' },
    });
    await stand('K5', { graceStartedAt: ago(15 * 24), exempt: { until: ahead(9), reason: 'a new phone' } });
    await stand('K6', { locked: ago(1), exempt: { until: ago(1), reason: 'over' } });
    await stand('K7', { enrolledSince: ago(2), methods: ['TOTP'], graceStartedAt: ago(24) });
  });

  it.each<[string, readonly string[]]>([
    ['', ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7']],
    ['ANNA', ['K1']],
    ['arch', ['K1']],
    ['muller', ['K2']],
    ['  Müller   bob ', ['K2']],
    ['bob@example', ['K2']],
    ['%', ['K2']],
    ['l_c', ['K3']],
    ['a_cher', []],
    ['anna bob', []],
    ['archeranna', []],
    ["'; --", []],
  ])('finds people by what somebody types: “%s”', async (text, found) => {
    expect(await keys({ text })).toEqual(found);
  });

  it.each<[PeopleFilter, readonly string[]]>([
    ['active', ['K1', 'K2', 'K3', 'K5', 'K6', 'K7']],
    ['inactive', ['K4']],
    ['enrolled', ['K1', 'K2', 'K7']],
    ['not_enrolled', ['K3', 'K5', 'K6']],
    ['in_grace', ['K3']],
    ['locked', ['K2', 'K3']],
    ['exempt', ['K5']],
  ])('filters those who are %s', async (filter, found) => {
    expect(await keys({ filter })).toEqual(found);
    expect(await mirror.countUpTo({ filter }, 100, moment)).toBe(found.length);
  });

  it('filters by method, by group in any case, and by all of it at once', async () => {
    expect(await keys({ method: 'TOTP' })).toEqual(['K1', 'K4', 'K7']);
    expect(await keys({ method: 'WEBAUTHN' })).toEqual(['K1', 'K2']);
    expect(await keys({ method: 'SMS' })).toEqual([]);
    expect(await keys({ group: 'FINANCE' })).toEqual(['K1', 'K2', 'K4']);
    expect(await keys({ group: 'no such group' })).toEqual([]);
    const query = { method: 'WEBAUTHN', group: 'finance', filter: 'enrolled', text: 'bob' } as const;
    expect(await keys(query)).toEqual(['K2']);
  });

  it('takes a grace period for open where no length is given', async () => {
    const { people } = await mirror.search({ filter: 'in_grace' }, { now }, 9);
    expect(people.map(({ userKey }) => userKey)).toEqual(['K3', 'K5']);
  });

  it('shows everything about a person in one line', async () => {
    const anna = { userKey: 'K1', username: 'Anna.Archer', displayName: 'Anna Archer', active: true };
    expect(await mirror.find('K1', moment)).toEqual({
      ...{ ...anna, email: 'Anna.Archer@example.com', enrolledSince: ago(99) },
      ...{ methods: ['TOTP', 'EMAIL', 'WEBAUTHN'], lockedUntil: undefined, graceStartedAt: undefined },
      ...{ exemptUntil: undefined, exemptReason: undefined, devices: 2, lastVerifiedAt: ago(3) },
      seenAt: undefined,
    });
    expect(await mirror.findByName('ANNA.archer', moment)).toMatchObject(anna);
    expect(await mirror.find('K2', moment)).toMatchObject({ lockedUntil: ahead(1), methods: ['WEBAUTHN'] });
    expect(await mirror.find('K3', moment)).toMatchObject({
      ...{ lockedUntil: 'administrator', graceStartedAt: ago(24), enrolledSince: undefined, methods: [] },
    });
    expect(await mirror.find('K5', moment)).toMatchObject({
      ...{ exemptUntil: ahead(9), exemptReason: 'a new phone' },
    });
    const over = { lockedUntil: undefined, exemptUntil: undefined, exemptReason: undefined };
    expect(await mirror.find('K6', moment)).toMatchObject(over);
    expect(await mirror.find('nobody', moment)).toBeUndefined();
    expect(await mirror.findByName('nobody', moment)).toBeUndefined();
  });

  it('pages through people, each once', async () => {
    const pages: string[][] = [];
    let after: string | undefined = '';
    while (after !== undefined) {
      const page = await mirror.search({ filter: 'all' }, moment, 3, after);
      pages.push(page.people.map(({ userKey }) => userKey));
      after = page.next;
    }
    expect(pages).toEqual([['K1', 'K2', 'K3'], ['K4', 'K5', 'K6'], ['K7']]);
  });

  it('counts no further than it is told', async () => {
    expect(await mirror.countUpTo({ filter: 'all' }, 3, moment)).toBe(3);
  });

  it('counts among active accounts', async () => {
    expect(await mirror.counts(moment)).toEqual({
      ...{ active: 6, inactive: 1, enrolled: 3, notEnrolled: 3, inGrace: 1, locked: 2, exempt: 1 },
      byMethod: { EMAIL: 1, TOTP: 2, WEBAUTHN: 2 },
    });
  });

  it('streams everybody who fits', async () => {
    const found: string[] = [];
    for await (const batch of mirror.stream({ filter: 'enrolled' }, moment)) {
      found.push(...batch.map(({ userKey }) => userKey));
    }
    expect(found).toEqual(['K1', 'K2', 'K7']);
  });

  it('hands over active people with their groups, for a policy', async () => {
    const all = new Map<string, PersonForPolicy>();
    await mirror.forEachActive((batch) => {
      for (const one of batch) all.set(one.userKey, { ...one, groups: [...one.groups].sort() });
    }, moment);
    expect([...all.keys()].sort()).toEqual(['K1', 'K2', 'K3', 'K5', 'K6', 'K7']);
    expect(all.get('K1')).toMatchObject({
      ...{ userKey: 'K1', username: 'Anna.Archer', groups: ['Finance', 'everybody'], enrolled: true },
      ...{ methods: ['TOTP', 'EMAIL', 'WEBAUTHN'], exemptUntil: undefined, graceStartedAt: undefined },
    });
    const emil = { exemptUntil: ahead(9), graceStartedAt: ago(15 * 24), enrolled: false, methods: [] };
    expect(all.get('K5')).toMatchObject(emil);
  });

  it('knows groups, and how many of their members are active', async () => {
    expect(await mirror.groupsOf('K1')).toEqual(['everybody', 'Finance']);
    expect(await mirror.groupsOf('nobody')).toEqual([]);
    expect(await mirror.findGroups('', 9)).toEqual([
      { name: 'everybody', active: 6 },
      { name: 'Finance', active: 2 },
    ]);
    expect(await mirror.findGroups('NANC', 9)).toEqual([{ name: 'Finance', active: 2 }]);
    expect(await mirror.findGroups('', 1)).toEqual([{ name: 'everybody', active: 6 }]);
    expect(await mirror.findGroups('%', 9)).toEqual([]);
  });
});

describe.each(kinds)('what Jira says later: %s', (_name, open) => {
  let { mirror }: OpenMirror = openFakeMirror();
  const names = async () => {
    const { people } = await mirror.search({ filter: 'all', text: 'later' }, moment, 100);
    return Object.fromEntries(people.map(({ userKey, username, active }) => [userKey, active && username]));
  };
  const person = (key: string, username: string, active = true) =>
    buildJiraPerson(key, { username, displayName: 'later', active });
  beforeAll(() => {
    ({ mirror } = open());
  });

  it('follows people to new names, also when two swap theirs', async () => {
    await mirror.upsert([person('L1', 'ida'), person('L2', 'jan')], ago(9));
    await mirror.upsert([person('L1', 'Jan'), person('L2', 'Ida')], ago(8));
    expect(await names()).toEqual({ L1: 'Jan', L2: 'Ida' });
    await mirror.upsert([person('L3', 'ida')], ago(8));
    expect(await mirror.findByName('ida', moment)).toMatchObject({ userKey: 'L3' });
    await mirror.upsert([person('L2', 'ina')], ago(8));
    expect(await mirror.findByName('INA', moment)).toMatchObject({ userKey: 'L2' });
  });

  it('has each key once, when a page has it twice', async () => {
    await mirror.upsert([person('L1', 'jan'), person('L1', 'jana')], ago(8));
    expect(await names()).toMatchObject({ L1: 'jana' });
  });

  it('knows of whom nothing was heard, and forgets none of them', async () => {
    await mirror.upsert([person('L2', 'ina')], ago(2));
    const unconfirmed = async () =>
      (await mirror.unconfirmed(ago(3), 99)).filter((key) => key.startsWith('L'));
    expect(await unconfirmed()).toEqual(['L1', 'L3']);
    expect(await mirror.unconfirmed(ago(3), 1)).toHaveLength(1);
    await mirror.markGone(['L1', 'L3', 'L99'], ago(2));
    expect(await unconfirmed()).toEqual([]);
    expect(await names()).toEqual({ L1: false, L2: 'ina', L3: false });
  });

  it('does not take what was confirmed later for older', async () => {
    await mirror.upsert([person('L2', 'ina')], ago(7));
    expect(await mirror.unconfirmed(ago(3), 99)).not.toContain('L2');
  });

  it('ends memberships that were not confirmed, of one group or of all', async () => {
    await mirror.addMembers('Later-A', ['L1', 'L2'], ago(9));
    await mirror.addMembers('later-B', ['L1'], ago(9));
    await mirror.addMembers('later-a', ['L2'], ago(2));
    await mirror.endMemberships(ago(3), 'LATER-A');
    expect(await mirror.groupsOf('L1')).toEqual(['later-B']);
    expect(await mirror.groupsOf('L2')).toEqual(['later-a']);
    await mirror.endMemberships(ago(3));
    expect(await mirror.groupsOf('L1')).toEqual([]);
    expect(await mirror.groupsOf('L2')).toEqual(['later-a']);
  });

  it('learns everything about somebody who is at work, whether known or not', async () => {
    await mirror.met(person('L4', 'kim'), ['one', 'two'], ago(2));
    await mirror.met(person('L4', 'kim2'), ['Two', 'three'], ago(1));
    expect(await mirror.find('L4', moment)).toMatchObject({ username: 'kim2', active: true, seenAt: ago(1) });
    expect(await mirror.groupsOf('L4')).toEqual(['three', 'Two']);
    await mirror.met(person('L1', 'jana'), [], ago(1));
    expect(await mirror.find('L1', moment)).toMatchObject({ active: true, seenAt: ago(1) });
    await mirror.upsert([person('L1', 'jana')], ago(0));
    expect(await mirror.find('L1', moment)).toMatchObject({ seenAt: ago(1) });
  });

  it('takes thirty who come at once, and who all want each other’s names', async () => {
    const called = (at: number) => `L-${at % 3}`;
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => mirror.met(person(`M${at}`, called(at)), [called(at)], ago(1))),
    );
    for (const name of ['l-0', 'l-1', 'l-2']) expect(await mirror.findByName(name, moment)).toBeDefined();
  });
});

describe('an enrollment that is deleted', () => {
  it('takes nothing out of the mirror', async () => {
    const mirror = openKnexMirror(given).mirror;
    await given.rows(`DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'K1'`);
    expect(await mirror.find('K1', moment)).toMatchObject({
      username: 'Anna.Archer',
      enrolledSince: undefined,
    });
    expect(await mirror.groupsOf('K1')).toEqual(['everybody', 'Finance']);
  });
});
