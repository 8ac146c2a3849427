import type { Activity } from '../../../proxy/audit/index.ts';
import type { ScreenVisit } from '../screen.ts';
import { DataTable, Lozenge, Moment, Pager, Section } from '../ui/index.ts';
import { eventWords } from './event-words.ts';

type Props = {
  readonly entries: readonly Activity[];
  readonly hasMore: boolean;
  readonly visit: ScreenVisit;
  /** Where this page begins; absent on the first one. */
  readonly before: string | undefined;
};

/** What the audit has about them, latest first. */
export function Timeline({ entries, hasMore, visit, before }: Props) {
  const { links, query } = visit;
  const at = (changes: { before: string | undefined }) =>
    `${links.keeping('/user', query, { ...changes, done: undefined, mail: undefined })}#timeline`;
  const isPaged = hasMore || before !== undefined;
  return (
    <Section id="timeline" title="What happened" intro="From the audit, latest first.">
      <DataTable
        caption="What happened"
        columns={[
          { title: 'When', cell: ({ at }) => <Moment at={at} /> },
          {
            title: 'What',
            isName: true,
            cell: ({ type, outcome }) => (
              <>
                {eventWords(type)} {outcome === 'failure' && <Lozenge tone="warning">Failed</Lozenge>}
              </>
            ),
          },
          { title: 'Details', cell: ({ reason }) => <bdi>{reason}</bdi> },
          { title: 'By', cell: ({ actor }) => <bdi>{actor ?? ''}</bdi> },
          { title: 'From', cell: ({ address }) => <bdi>{address}</bdi> },
        ]}
        rows={entries}
        keyOf={({ id }) => id}
        empty="Nothing yet."
      />
      {isPaged && (
        <Pager
          what="what happened"
          labels={{ newer: 'Latest', older: 'Older' }}
          newerHref={before === undefined ? undefined : at({ before: undefined })}
          olderHref={hasMore ? at({ before: entries.at(-1)?.id }) : undefined}
        />
      )}
    </Section>
  );
}
