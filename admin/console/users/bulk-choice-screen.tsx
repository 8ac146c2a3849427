import type { Factors } from '../../../proxy/authenticators/index.ts';
import type { PeopleMirror } from '../../../proxy/people/index.ts';
import { type BulkJobs, bulkKinds, mostInBulk } from '../../bulk/index.ts';
import type { Parameters } from '../parameters.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import type { PersonDesk } from '../user/index.ts';
import { whoms } from './bulk-form.tsx';
import { readUsersQuery, toPeopleQuery, type UsersQuery } from './users-query.ts';
import { methodsOf } from './users-screen.tsx';

export type BulkChoiceParts = {
  readonly desk: PersonDesk;
  readonly mirror: Pick<PeopleMirror, 'stream'>;
  readonly factors: Pick<Factors, 'all'>;
  readonly jobs: BulkJobs;
};

/** Notes whom it is about, and goes on to the page that wants it confirmed: a proof that has to be shown first loses nothing. */
export function createBulkChoiceScreen({ desk, mirror, factors, jobs }: BulkChoiceParts): Screen {
  return {
    path: '/users/bulk',
    title: 'Several people at once',
    under: '/users',
    get: async (visit) => {
      const { query, links, administrator } = visit;
      const kind = query.choice('do', bulkKinds, undefined);
      const whom = query.choice('whom', whoms, 'ticked');
      const wanted = readUsersQuery(query, methodsOf(factors));
      if (kind === undefined) return { kind: 'redirect', to: links.to('/users') };
      const keys = whom === 'all' ? await everyKey(mirror, desk, wanted) : tickedIn(query);
      if (keys === undefined)
        return nothing(visit, `More than ${mostInBulk.toLocaleString('en')} people match.`);
      if (keys.length === 0) return nothing(visit, 'Nobody is ticked.');
      const job = await jobs.put({ kind, by: administrator.person.userKey, keys: [...keys] });
      return { kind: 'redirect', to: links.to('/users/bulk/confirm', { job }) };
    },
  };
}

/** `undefined`: more than may be done at once. */
async function everyKey(
  mirror: BulkChoiceParts['mirror'],
  desk: PersonDesk,
  wanted: UsersQuery,
): Promise<readonly string[] | undefined> {
  const keys: string[] = [];
  for await (const people of mirror.stream(toPeopleQuery(wanted), desk.moment)) {
    keys.push(...people.map(({ userKey }) => userKey));
    if (keys.length > mostInBulk) return undefined;
  }
  return keys;
}

function tickedIn({ pairs }: Parameters): readonly string[] {
  const ticked = pairs.flatMap(([name, value]) => (name === 'person' && value !== '' ? [value] : []));
  return [...new Set(ticked)].filter((key) => key.length <= 255).slice(0, mostInBulk);
}

function nothing({ links }: ScreenVisit, text: string): ScreenPage {
  return {
    ...{ kind: 'page', status: 400 },
    breadcrumbs: [{ label: 'Users', href: links.to('/users') }],
    body: (
      <div class="empty-state">
        <p>{text} Nothing was changed.</p>
        <p>
          Go back and tick people, or narrow the list: <a href={links.to('/users')}>Users</a>.
        </p>
      </div>
    ),
  };
}
