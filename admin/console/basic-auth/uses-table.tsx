import type { KnownCredentialUse } from '../../../proxy/credential-uses/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { type Column, DataTable, Lozenge } from '../ui/index.ts';

const kinds = { basic: 'Basic', token: 'Token' } as const;

const time = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

/** Who came with a password alone or with a token, the latest first. */
export function UsesTable({ uses, links }: { uses: readonly KnownCredentialUse[]; links: ConsoleLinks }) {
  const columns: readonly Column<KnownCredentialUse>[] = [
    { title: 'Name', cell: (use) => <Name use={use} links={links} />, isName: true },
    { title: 'With', cell: ({ kind }) => kinds[kind] },
    {
      title: 'At the gate',
      cell: ({ allowed }) =>
        allowed ? <Lozenge tone="success">Let through</Lozenge> : <Lozenge tone="error">Refused</Lozenge>,
    },
    { title: 'Last (UTC)', cell: ({ lastSeen }) => time(lastSeen) },
    { title: 'First (UTC)', cell: ({ firstSeen }) => time(firstSeen) },
    { title: 'Times', cell: ({ uses: count }) => String(count), isNumber: true },
    { title: 'Last from', cell: ({ address }) => <span class="address">{address}</span> },
    { title: 'Last to', cell: ({ pathClass }) => pathClass.replaceAll('_', ' ') },
  ];
  return (
    <DataTable
      caption="Who used Basic authentication and tokens"
      columns={columns}
      rows={uses}
      keyOf={({ id }) => id}
      empty="Nobody yet. Uses are written down once a minute."
    />
  );
}

function Name({ use: { name, userKey }, links }: { use: KnownCredentialUse; links: ConsoleLinks }) {
  if (name === '') return <span class="description">not told apart</span>;
  if (userKey === undefined) {
    return (
      <>
        <bdi>{name}</bdi> <span class="description">(unknown here)</span>
      </>
    );
  }
  return (
    <a href={links.to('/user', { person: userKey })}>
      <bdi>{name}</bdi>
    </a>
  );
}
