import type { Authenticator, OwnedFactor } from '../../../proxy/authenticators/index.ts';
import type { PersonRow } from '../../../proxy/people/index.ts';
import type { RegisteredSession } from '../../../proxy/session/index.ts';
import type { TrustedDevice } from '../../../proxy/trusted-device/index.ts';
import type { Exemption } from '../../../proxy/user-help/index.ts';
import { DataTable, type Fact, Facts, Lozenge, Moment, Section } from '../ui/index.ts';
import { LockText } from './lock-text.tsx';
import { methodName } from './method-names.ts';
import type { PolicyAnswer } from './policy-view.ts';

type StateProps = {
  readonly person: PersonRow;
  readonly exemption: Exemption | undefined;
  readonly answer: PolicyAnswer;
};

/** Why somebody cannot get in, or can: what is asked first on the telephone. */
export function StateFacts({ person, exemption, answer }: StateProps) {
  const facts: (Fact | undefined)[] = [
    person.active
      ? undefined
      : {
          label: 'Account',
          value: <Lozenge tone="error">Inactive</Lozenge>,
          note: 'Jira lets nobody in with this account: activate it there first.',
        },
    person.lockedUntil === undefined
      ? undefined
      : {
          label: 'Codes',
          value: <LockText until={person.lockedUntil} />,
          note: 'After too many wrong codes.',
        },
    {
      label: 'Second factor',
      value:
        person.enrolledSince === undefined ? (
          <Lozenge tone="warning">None yet</Lozenge>
        ) : (
          <>
            <Lozenge tone="success">Set up</Lozenge> since <Moment at={person.enrolledSince} />
          </>
        ),
    },
    {
      label: 'At the next login',
      value: (
        <>
          <Lozenge tone={answer.tone}>{answer.label}</Lozenge> {answer.because}
        </>
      ),
    },
    exemption === undefined
      ? undefined
      : {
          label: 'Exempt until',
          value: <Moment at={exemption.endsAt} />,
          note: `By ${exemption.grantedBy}: ${exemption.reason}`,
        },
    answer.graceUntil === undefined
      ? undefined
      : { label: 'Has to set up before', value: <Moment at={answer.graceUntil} /> },
    { label: 'Last verified', value: <When at={person.lastVerifiedAt} /> },
  ];
  return <Facts facts={facts.filter((fact) => fact !== undefined)} />;
}

/** Who it is at Jira. */
export function AccountFacts({ person, groups }: { person: PersonRow; groups: readonly string[] }) {
  return (
    <Section id="account" title="Account in Jira" intro="As Jira told it last.">
      <Facts
        facts={[
          { label: 'User name', value: <bdi>{person.username}</bdi> },
          { label: 'Mail', value: person.email === '' ? 'None' : <bdi>{person.email}</bdi> },
          {
            label: 'Account',
            value: person.active ? <Lozenge tone="success">Active</Lozenge> : <Lozenge>Inactive</Lozenge>,
          },
          { label: 'Groups', value: <Groups groups={groups} /> },
          { label: 'Last seen here', value: <When at={person.seenAt} /> },
          { label: 'User key', value: <code>{person.userKey}</code> },
        ]}
      />
    </Section>
  );
}

const groupsShown = 12;

function Groups({ groups }: { groups: readonly string[] }) {
  if (groups.length === 0) return <>None</>;
  const list = (some: readonly string[]) => (
    <ul class="plain-list">
      {some.map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
  if (groups.length <= groupsShown) return list(groups);
  return (
    <>
      {list(groups.slice(0, groupsShown))}
      <details>
        <summary>{groups.length - groupsShown} more</summary>
        {list(groups.slice(groupsShown))}
      </details>
    </>
  );
}

type MethodsProps = {
  readonly owned: readonly OwnedFactor[];
  readonly enrolledSince: Date | undefined;
  /** The factor that makes backup codes. */
  readonly issuer: Authenticator | undefined;
};

export function Methods({ owned, enrolledSince, issuer }: MethodsProps) {
  const factors = owned.flatMap(({ authenticator, entries }) =>
    authenticator.traits.role === 'recovery'
      ? []
      : entries.map((entry) => ({ ...entry, method: authenticator.method })),
  );
  const [set] = owned.find(({ authenticator }) => authenticator === issuer)?.entries ?? [];
  const codes = set?.unreadable ? 'Unreadable' : (set?.detail ?? 'None were made');
  return (
    <Section id="methods" title="Factors">
      <DataTable
        caption="Factors"
        columns={[
          {
            title: 'Factor',
            isName: true,
            cell: ({ method, name, detail, blocked, unreadable }) => (
              <>
                {methodName(method)}{' '}
                {blocked && <Lozenge tone="error">{unreadable ? 'Unreadable' : 'Blocked'}</Lozenge>}
                {(name || detail) && (
                  <span class="description">
                    <bdi>{name || detail}</bdi>
                  </span>
                )}
              </>
            ),
          },
          { title: 'Added', cell: ({ addedAt }) => <Moment at={addedAt} /> },
          { title: 'Last used', cell: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
        ]}
        rows={factors}
        keyOf={({ id }) => id}
        empty="None. They have never completed a setup, or were reset."
      />
      {enrolledSince !== undefined && <Facts facts={[{ label: 'Backup codes left', value: codes }]} />}
    </Section>
  );
}

type AccessProps = {
  readonly devices: readonly TrustedDevice[];
  readonly sessions: readonly RegisteredSession[];
};

export function Access({ devices, sessions }: AccessProps) {
  return (
    <Section id="access" title="Sessions and remembered browsers">
      <DataTable
        caption="Verified sessions"
        showCaption={true}
        columns={[
          { title: 'Browser', isName: true, cell: ({ browser }) => browser || 'Unknown' },
          { title: 'Address', cell: ({ address }) => <bdi>{address}</bdi> },
          { title: 'Verified with', cell: ({ method }) => methodName(method) },
          { title: 'Since', cell: ({ verifiedAt }) => <Moment at={verifiedAt} /> },
        ]}
        rows={sessions}
        keyOf={({ family }) => family}
        empty="No verified session is open."
      />
      <DataTable
        caption="Remembered browsers"
        showCaption={true}
        columns={[
          { title: 'Browser', isName: true, cell: ({ browser }) => browser || 'Unknown' },
          { title: 'Address', cell: ({ address }) => <bdi>{address}</bdi> },
          { title: 'Last seen', cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
          { title: 'Remembered until', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
        ]}
        rows={devices}
        keyOf={({ id }) => id}
        empty="No browser is remembered."
      />
    </Section>
  );
}

export function When({ at }: { at: Date | undefined }) {
  return at === undefined ? <>Never</> : <Moment at={at} />;
}
