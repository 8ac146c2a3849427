import type { AuditRow } from '../../../proxy/audit/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { type Column, DataTable, Lozenge } from '../ui/index.ts';
import { eventWords } from './event-words.ts';

type Props = { readonly rows: readonly AuditRow[]; readonly links: ConsoleLinks; readonly empty: string };

/** What happened, the latest first. */
export function AuditTable({ rows, links, empty }: Props) {
  return (
    <DataTable
      caption="Events"
      columns={columnsOf(links)}
      rows={rows}
      keyOf={({ seq }) => String(seq)}
      empty={empty}
    />
  );
}

const columnsOf = (links: ConsoleLinks): readonly Column<AuditRow>[] => [
  { title: 'Time (UTC)', cell: ({ at }) => <time dateTime={at}>{shortTime(at)}</time> },
  { title: 'What', cell: (row) => <Action row={row} />, isName: true },
  {
    title: 'Person',
    cell: ({ targetKey, targetName }) => <PersonCell userKey={targetKey} name={targetName} links={links} />,
  },
  { title: 'Done by', cell: (row) => <Actor row={row} links={links} /> },
  { title: 'Outcome', cell: (row) => <Outcome row={row} /> },
  { title: 'Address', cell: ({ address }) => <span class="address">{address}</span> },
];

/** `2026-11-22T08:45:29.123456Z` without what nobody reads. */
export function shortTime(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

function Action({ row: { seq, type } }: { row: AuditRow }) {
  return (
    <>
      {eventWords(type)}
      <div class="event-code">
        <code>{type}</code> <span class="description">row {seq}</span>
      </div>
    </>
  );
}

type PersonCellProps = {
  readonly userKey: string | null;
  readonly name: string | null;
  readonly links: ConsoleLinks;
};

function PersonCell({ userKey, name, links }: PersonCellProps) {
  if (userKey === null || userKey === '') return name === null || name === '' ? <None /> : <bdi>{name}</bdi>;
  return (
    <a href={links.to('/user', { person: userKey })}>
      <bdi>{name === null || name === '' ? userKey : name}</bdi>
    </a>
  );
}

function Actor({ row, links }: { row: AuditRow; links: ConsoleLinks }) {
  const { actorKey, actorName, targetKey, prunedAt } = row;
  if (prunedAt !== null) return <None />;
  if (actorKey === null && actorName === null) return <span class="description">the gate</span>;
  // Of roughly all events somebody is both: what stands out is where they are not.
  if (actorKey !== null && actorKey === targetKey) return <span class="description">themselves</span>;
  return <PersonCell userKey={actorKey} name={actorName} links={links} />;
}

function Outcome({ row: { outcome, reason, prunedAt } }: { row: AuditRow }) {
  if (prunedAt !== null) return <Lozenge>Emptied</Lozenge>;
  return (
    <>
      {outcome === 'failure' ? (
        <Lozenge tone="error">Failure</Lozenge>
      ) : (
        <Lozenge tone="success">Success</Lozenge>
      )}
      {reason !== '' && <div class="event-reason">{reason}</div>}
    </>
  );
}

function None() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="assistive">nobody</span>
    </>
  );
}
