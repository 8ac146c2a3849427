import type { Authenticator, Factors } from '../../../proxy/authenticators/index.ts';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { PeopleMirror, PeopleSync } from '../../../proxy/people/index.ts';
import type { JiraCredentials } from '../../../proxy/upstream/index.ts';
import type { Screen, ScreenAnswer, ScreenVisit } from '../screen.ts';
import { CsvLink, LiveRegion, Pager } from '../ui/index.ts';
import type { PersonDesk, PolicyView } from '../user/index.ts';
import { BulkForm } from './bulk-form.tsx';
import { SyncLine, syncMessage } from './sync-line.tsx';
import { EmptyList, UsersFilter } from './users-filter.tsx';
import {
  filterParameters,
  pageSizes,
  readUsersQuery,
  toPeopleQuery,
  type UsersQuery,
} from './users-query.ts';
import { type ShownPerson, UsersTable } from './users-table.tsx';

export type UsersScreenParts = {
  readonly desk: PersonDesk;
  readonly mirror: PeopleMirror;
  readonly sync: Pick<PeopleSync<JiraCredentials>, 'status'>;
  readonly policy: PolicyView;
  readonly factors: Pick<Factors, 'all' | 'codesLeft'>;
  readonly clock: Clock;
};

/** Counting is as dear as what it counts. */
export const mostCounted = 1_000;

/** Methods by which the list can be narrowed. */
export function methodsOf(factors: Pick<Factors, 'all'>): readonly string[] {
  return factors.all.filter(isOwn).map(({ method }) => method);
}

const isOwn = ({ traits }: Authenticator) => traits.role !== 'recovery';

/** Jira's users, found as somebody types, with what the gate knows about each. */
export function createUsersScreen(parts: UsersScreenParts): Screen {
  return {
    path: '/users',
    title: 'Users',
    navigation: { group: 'People', label: 'Users' },
    get: (visit) => showUsers(parts, visit),
  };
}

async function showUsers(parts: UsersScreenParts, visit: ScreenVisit): Promise<ScreenAnswer> {
  const { links, query } = visit;
  const methods = methodsOf(parts.factors);
  const wanted = readUsersQuery(query, methods);
  const [run, { total, people, next, groups }] = await Promise.all([
    parts.sync.status(),
    findUsers(parts, wanted, query.text('after', 255)),
  ]);
  const filter = filterParameters(wanted);
  return {
    kind: 'page',
    actions: <CsvLink href={links.to('/users/export', filter)} what="these users" />,
    message: syncMessage(query),
    body: (
      <>
        <SyncLine run={run} now={parts.clock()} form={visit.form('/users/refresh')} />
        <UsersFilter wanted={wanted} methods={methods} links={links} />
        <LiveRegion id="users" count={countText(total)}>
          {people.length === 0 ? (
            <EmptyList wanted={wanted} groups={groups} links={links} wasRead={run !== undefined} />
          ) : (
            <BulkForm action={links.to('/users/bulk')} filter={filter} total={total}>
              <UsersTable
                people={people}
                links={links}
                from={wanted.from}
                self={visit.administrator.person.userKey}
              />
            </BulkForm>
          )}
          <Pages visit={visit} next={next} size={wanted.size} />
        </LiveRegion>
      </>
    ),
  };
}

async function findUsers(parts: UsersScreenParts, wanted: UsersQuery, after: string) {
  const { desk, mirror, policy, factors } = parts;
  const people = toPeopleQuery(wanted);
  const { moment } = desk;
  const [page, total] = await Promise.all([
    mirror.search(people, moment, wanted.size, after),
    mirror.countUpTo(people, mostCounted + 1, moment),
  ]);
  const codes = await factors.codesLeft(page.people.map(({ userKey }) => userKey));
  // Only for the rows that are shown: the rules are asked one person at a time.
  const shown = await Promise.all(
    page.people.map(async (person): Promise<ShownPerson> => {
      const codesLeft = codes.get(person.userKey);
      return { person, codesLeft, policy: await policy.of(person, wanted.from) };
    }),
  );
  const isUnknownGroup = shown.length === 0 && wanted.group !== '';
  const groups = isUnknownGroup ? await mirror.findGroups(wanted.group, 5) : [];
  return { total, people: shown, next: page.next, groups };
}

export function countText(total: number): string {
  if (total > mostCounted) return `More than ${mostCounted.toLocaleString('en')} people`;
  return total === 1 ? '1 person' : `${total.toLocaleString('en')} people`;
}

function Pages({ visit, next, size }: { visit: ScreenVisit; next: string | undefined; size: number }) {
  const { links, query } = visit;
  const to = (changes: { after?: string | undefined; size?: number }) =>
    links.keeping('/users', query, { refresh: undefined, ...changes });
  return (
    <Pager
      what="users"
      labels={{ newer: 'First page', older: 'Next page' }}
      newerHref={query.has('after') ? to({ after: undefined }) : undefined}
      olderHref={next === undefined ? undefined : to({ after: next })}
      sizes={pageSizes.map((one) => ({
        size: one,
        href: to({ after: undefined, size: one }),
        isChosen: one === size,
      }))}
    />
  );
}
