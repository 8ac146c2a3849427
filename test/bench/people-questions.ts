import {
  type Database,
  KnexActivityStatistics,
  KnexAdoptionDays,
  type KnexPeopleMirror,
} from '../../db/index.ts';
import { type PeopleQuery, PeopleStatistics, peopleFilters } from '../../proxy/people/index.ts';

import { seededKey } from './seed.ts';

export type NamedQuestion = readonly [name: string, ask: (at: number) => Promise<unknown>, calls?: number];

/** What people type, letter by letter: some fits thousands, some fits one, some fits nobody. */
const typed =
  'a an ann anna m mü mül müll muller s sc sch schmidt jo john john.s wei zhang 99 4711 example nobody-here priya.kumar'.split(
    ' ',
  );
const groups = [
  'jira-software-users',
  'Confluence-Users',
  'department-3',
  'team-0',
  'team-150',
  'no-such-group',
];
const methods = ['TOTP', 'WEBAUTHN', 'EMAIL', 'SMS', 'DUO'];

/** Every question of the console about people, with inputs that vary from call to call. */
export function peopleQuestions(db: Database, mirror: KnexPeopleMirror, people: number): NamedQuestion[] {
  const moment = () => ({ now: Date.now(), graceDays: 14 });
  const days = new KnexAdoptionDays(db);
  const statistics = new PeopleStatistics({
    ...{ mirror, days, clock: Date.now, steadyClock: () => performance.now() },
    graceDays: () => 14,
  });
  const activity = new KnexActivityStatistics(db);
  const any = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  const page = (query: PeopleQuery, after?: string) => mirror.search(query, moment(), 50, after);
  const key = (at: number) => seededKey(1 + ((at * 7919) % people));
  return [
    ['search as you type, everybody', (at) => page({ filter: 'all', text: any(typed, at) })],
    ['search as you type, active', (at) => page({ filter: 'active', text: any(typed, at) })],
    ['two words', (at) => page({ filter: 'active', text: `${any(typed, at)} ${any(typed, at * 3 + 1)}` })],
    ...peopleFilters.map(
      (filter): NamedQuestion => [
        `filter ${filter}, pages`,
        (at) => page({ filter }, at % 2 === 0 ? '' : `${any('abcdefghijklmnoprstuvwyz'.split(''), at)}a`),
      ],
    ),
    ...(['enrolled', 'not_enrolled', 'locked', 'exempt', 'in_grace'] as const).map(
      (filter): NamedQuestion => [
        `filter ${filter} and text`,
        (at) => page({ filter, text: any(typed, at) }),
      ],
    ),
    ['by method', (at) => page({ filter: 'active', method: any(methods, at) })],
    [
      'by method and text',
      (at) => page({ filter: 'active', method: any(methods, at), text: any(typed, at) }),
    ],
    ['by group', (at) => page({ filter: 'active', group: any(groups, at) })],
    [
      'by group, not enrolled, and text',
      (at) => page({ filter: 'not_enrolled', group: any(groups, at), text: any(typed, at) }),
    ],
    [
      'how many fit, up to 1000',
      (at) => mirror.countUpTo({ filter: any(peopleFilters, at), text: any(typed, at) }, 1_000, moment()),
    ],
    [
      'how many fit, all of them',
      (at) => mirror.countUpTo({ filter: any(peopleFilters, at) }, 1_000_000, moment()),
    ],
    ['one person', (at) => mirror.find(key(at), moment())],
    ['one person by name', (at) => mirror.findByName(`anna.smith${at}`, moment())],
    ['groups of a person', (at) => mirror.groupsOf(key(at))],
    ['groups by name', (at) => mirror.findGroups(any(['', 'team', 'dep', 'jira', 'nothing'], at), 20)],
    ['counts of the overview, once a minute', () => mirror.counts(moment())],
    ['adoption of a year, as the overview asks', () => statistics.adoption(365)],
    ['events of 90 days', () => activity.perDay(['factor.verified', 'factor.failed'], 90, new Date())],
    ['preview of a policy, everybody', () => preview(mirror), 20],
    ['all rows of a CSV', () => readAll(mirror), 5],
  ];
}

async function preview(mirror: KnexPeopleMirror): Promise<number> {
  let affected = 0;
  await mirror.forEachActive(
    (batch) => {
      for (const person of batch)
        if (!person.enrolled && person.groups.includes('Department-3')) affected += 1;
    },
    { now: Date.now() },
  );
  return affected;
}

async function readAll(mirror: KnexPeopleMirror): Promise<number> {
  let read = 0;
  for await (const batch of mirror.stream({ filter: 'all' }, { now: Date.now() })) read += batch.length;
  return read;
}
