import { ADMINISTRATORS, type Person, rightsOf, SYSTEM_ADMINISTRATORS } from './person.ts';

type Entry = {
  slug: string;
  key: string;
  displayName: string;
  groups: readonly string[];
  username?: string;
  email?: string;
  locale?: string;
  active?: boolean;
  expiredPassword?: boolean;
};

const USERS = 'jira-software-users';

/** Passwords and tokens are fixed and follow from the slug: `alice-password`, `pat-alice`, `oauth-alice`. */
function person(entry: Entry): Person {
  return {
    key: entry.key,
    username: entry.username ?? entry.slug,
    password: `${entry.slug}-password`,
    displayName: entry.displayName,
    email: entry.email ?? `${entry.slug}@example.com`,
    ...rightsOf(entry.groups),
    locale: entry.locale ?? 'en_US',
    active: entry.active ?? true,
    pat: `pat-${entry.slug}`,
    oauthToken: `oauth-${entry.slug}`,
    expiredPassword: entry.expiredPassword ?? false,
  };
}

/** A fresh copy of everybody who lives in the stand-in. */
export function createRoster(crowd = 0, teams = 0): Person[] {
  return [
    ...named(),
    ...Array.from({ length: crowd }, (_, at) =>
      person({
        slug: `user${at + 1}`,
        key: `JIRAUSER${30_001 + at}`,
        displayName: `User ${at + 1}`,
        groups: teams === 0 ? [USERS] : [USERS, `team-${1 + (at % teams)}`],
      }),
    ),
  ];
}

function named(): Person[] {
  return [
    person({
      slug: 'admin',
      key: 'JIRAUSER10100',
      displayName: 'Ada Admin',
      groups: [SYSTEM_ADMINISTRATORS, ADMINISTRATORS, USERS],
    }),
    person({
      slug: 'olga',
      key: 'JIRAUSER10101',
      displayName: 'Olga Operations',
      groups: [SYSTEM_ADMINISTRATORS, USERS],
    }),
    person({
      slug: 'manager',
      key: 'JIRAUSER10102',
      displayName: 'Mona Manager',
      groups: [ADMINISTRATORS, USERS],
    }),
    person({
      slug: 'alice',
      key: 'JIRAUSER10103',
      displayName: 'Alice Archer',
      groups: [USERS, 'developers'],
    }),
    person({ slug: 'bob', key: 'JIRAUSER10104', displayName: 'Bob Baker', groups: [USERS, 'finance'] }),
    person({
      slug: 'carol',
      key: 'JIRAUSER10105',
      displayName: 'Carol Castle',
      groups: [USERS, 'contractors', 'developers'],
      locale: 'fr_FR',
    }),
    person({
      slug: 'mary',
      username: 'mary jane',
      key: 'JIRAUSER10106',
      displayName: 'Mary Jane Weaver',
      groups: [USERS],
    }),
    person({
      slug: 'dave',
      username: 'dave@example.com',
      key: 'JIRAUSER10107',
      displayName: 'Dave Driver',
      groups: [USERS],
    }),
    person({
      slug: 'joerg',
      username: 'jörg',
      key: 'JIRAUSER10108',
      displayName: 'Jörg Müller',
      groups: [USERS, 'finance'],
      locale: 'de_DE',
    }),
    person({
      slug: 'mixed',
      username: 'MixedCase',
      key: 'JIRAUSER10109',
      displayName: 'Mick Mixed-Case',
      groups: [USERS],
    }),
    person({
      slug: 'newname',
      key: 'oldname',
      displayName: 'Nora Newname',
      groups: [USERS],
    }),
    person({
      slug: 'ines',
      key: 'JIRAUSER10111',
      displayName: 'Ines Inactive',
      groups: [USERS],
      active: false,
    }),
    person({
      slug: 'erik',
      key: 'JIRAUSER10112',
      displayName: 'Erik Expired',
      groups: [USERS],
      expiredPassword: true,
    }),
    person({
      slug: 'chris',
      key: 'JIRAUSER10113',
      displayName: 'Chris Customer',
      groups: ['jira-servicedesk-customers'],
    }),
  ];
}
