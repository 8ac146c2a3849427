import { momentInWords, type PolicyAdmin, type PolicyVersion } from '../../../proxy/policy/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { type Column, DataTable, Pager } from '../ui/index.ts';

const perPage = 25;
const highest = 2 ** 31;

/** Every version that there was. */
export function createHistoryScreen(admin: PolicyAdmin): Screen {
  return {
    path: '/policies/history',
    title: 'History of the policy',
    under: '/policies',
    get: async (visit) => {
      const { query, links } = visit;
      const below = query.integer('below', { from: 1, to: highest }, undefined);
      const { versions, hasMore } = await admin.history({ most: perPage, below });
      const last = versions.at(-1)?.version;
      return {
        kind: 'page',
        breadcrumbs: [{ label: 'Policies', href: links.to('/policies') }],
        body: (
          <>
            <DataTable
              caption="Versions of the policy, the latest first"
              columns={columnsOf(visit)}
              rows={versions}
              keyOf={({ version }) => String(version)}
              empty="Nothing was published yet: what counts is TSV_ENFORCEMENT."
            />
            <Pager
              what="versions"
              newerHref={below === undefined ? undefined : links.to('/policies/history')}
              olderHref={hasMore ? links.to('/policies/history', { below: last }) : undefined}
              labels={{ newer: 'Latest', older: 'Older' }}
            />
          </>
        ),
      };
    },
  };
}

function columnsOf({ links }: ScreenVisit): readonly Column<PolicyVersion>[] {
  return [
    {
      title: 'Version',
      isName: true,
      cell: ({ version }) => <a href={links.to('/policies/version', { version })}>Version {version}</a>,
    },
    { title: 'When', cell: ({ at }) => (at === undefined ? '' : momentInWords(at)) },
    { title: 'Who', cell: ({ actorName }) => <bdi>{actorName}</bdi> },
    { title: 'Comment', cell: ({ comment }) => comment },
  ];
}
