import type { PersonRow } from '../../../proxy/people/index.ts';
import { shownName } from '../../../proxy/people/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { PersonName } from '../person-name.tsx';
import { type Column, DataTable, Lozenge, Moment } from '../ui/index.ts';
import { circumstancesText, LockText, methodName, type PolicyAnswer } from '../user/index.ts';

export type ShownPerson = {
  readonly person: PersonRow;
  readonly policy: PolicyAnswer;
  /** Absent where none were made. */
  readonly codesLeft: number | undefined;
};

type Props = {
  readonly people: readonly ShownPerson[];
  readonly links: ConsoleLinks;
  /** From where the policy is asked. */
  readonly from: string;
  /** The key of the administrator who looks: nobody helps themselves. */
  readonly self: string;
};

/** A line for each, to tick. */
export function UsersTable({ people, links, from, self }: Props) {
  return (
    <>
      <DataTable
        caption="Users"
        columns={columnsWith(links, self)}
        rows={people}
        keyOf={({ person }) => person.userKey}
        empty="Nobody."
      />
      <p class="description">
        “At login” is what the policy says now about opening a page after a password login,{' '}
        {circumstancesText(from)}. Times are UTC.
      </p>
    </>
  );
}

const columnsWith = (links: ConsoleLinks, self: string): readonly Column<ShownPerson>[] => [
  {
    title: 'Tick',
    cell: ({ person }) => (
      <input
        type="checkbox"
        class="tick"
        name="person"
        value={person.userKey}
        aria-label={`Tick ${shownName(person)}`}
      />
    ),
  },
  {
    title: 'Name',
    isName: true,
    cell: ({ person }) => <PersonName person={person} href={links.to('/user', { person: person.userKey })} />,
  },
  { title: 'Factors', cell: ({ person, codesLeft }) => <Methods person={person} codesLeft={codesLeft} /> },
  {
    title: 'Browsers',
    isNumber: true,
    cell: ({ person }) => (person.devices === 0 ? '–' : String(person.devices)),
  },
  {
    title: 'Last verified',
    cell: ({ person: { lastVerifiedAt } }) =>
      lastVerifiedAt === undefined ? 'Never' : <Moment at={lastVerifiedAt} />,
  },
  { title: 'At login', cell: ({ policy }) => <Policy policy={policy} /> },
  { title: 'State', cell: ({ person, policy }) => <State person={person} policy={policy} /> },
  {
    title: 'Help',
    cell: ({ person }) =>
      person.userKey === self ? (
        'You'
      ) : (
        <a class="unbroken" href={links.to('/user/code', { person: person.userKey })}>
          Give a code<span class="assistive"> to {shownName(person)}</span>
        </a>
      ),
  },
];

function Methods({ person, codesLeft }: Pick<ShownPerson, 'person' | 'codesLeft'>) {
  if (person.enrolledSince === undefined) return <span class="description">None</span>;
  return (
    <ul class="plain-list factor-list">
      {person.methods.filter(isFactor).map((method) => (
        <li key={method}>{methodName(method)}</li>
      ))}
      <li class="description">{codesText(codesLeft)}</li>
    </ul>
  );
}

function codesText(left: number | undefined): string {
  if (left === undefined) return 'No backup codes';
  return left === 1 ? '1 code left' : `${left} codes left`;
}

/** Codes on paper come with the first factor: they would stand in every line. */
const isFactor = (method: string) => method !== 'BACKUP_CODES';

function Policy({ policy: { label, tone, rule, because } }: { policy: PolicyAnswer }) {
  return (
    <div class="policy-cell">
      <Lozenge tone={tone}>{label}</Lozenge>
      <span class="description">
        {rule}: {because}
      </span>
    </div>
  );
}

/** What is out of the ordinary. */
function State({ person, policy }: Pick<ShownPerson, 'person' | 'policy'>) {
  const { active, lockedUntil, exemptUntil } = person;
  const lines = [
    !active && <Lozenge>Inactive</Lozenge>,
    lockedUntil !== undefined && <LockText until={lockedUntil} />,
    exemptUntil !== undefined && (
      <>
        Exempt until <Moment at={exemptUntil} />
      </>
    ),
    policy.graceUntil !== undefined && (
      <>
        Grace until <Moment at={policy.graceUntil} />
      </>
    ),
  ].filter((line) => line !== false);
  if (lines.length === 0) return <>–</>;
  return (
    <ul class="plain-list">
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}
