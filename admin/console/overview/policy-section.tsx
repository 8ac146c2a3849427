import type { WatchedRule, WatchedRules } from '../../../proxy/audit/index.ts';
import type { CompiledPolicy, PolicyMode } from '../../../proxy/policy/index.ts';
import type { ScreenVisit } from '../screen.ts';
import { DataTable, Facts, Section } from '../ui/index.ts';
import { daysShown } from './overview-facts.ts';
import { numberText } from './overview-words.ts';

type Props = { readonly policy: CompiledPolicy; readonly visit: ScreenVisit };

/** What counts now. */
export function PolicySection({ policy, visit }: Props) {
  const { document, version } = policy;
  const modeCount = (mode: PolicyMode) => document.rules.filter((rule) => rule.mode === mode).length;
  return (
    <Section id="policy" title="Policy in force">
      <Facts
        facts={[
          {
            label: 'Version',
            value:
              version === 0 ? (
                'From the environment'
              ) : (
                <a href={visit.links.to('/policies')}>Version {version}</a>
              ),
            ...(version === 0 && { note: 'TSV_ENFORCEMENT counts until a policy is stored.' }),
          },
          {
            label: document.rules.length === 0 ? 'Everybody' : 'Everybody else',
            value: outcomeText(document.default),
            ...defaultNote(document.default),
          },
          {
            label: 'Rules',
            value: `${modeCount('enforce')} enforced, ${modeCount('monitor')} watched only, ${modeCount('off')} off`,
          },
        ]}
      />
    </Section>
  );
}

const defaultNote = ({ mode }: Outcome) =>
  mode === 'enforce' ? {} : { note: 'This is only watched: nobody is asked yet.' };

type Outcome = CompiledPolicy['document']['default'];

const withFactor: Readonly<Record<Outcome['withFactor'], string>> = {
  require: 'Whoever has a second factor shows it',
  exempt: 'Nobody is asked',
  refuse: 'Nobody gets in',
};

function withoutFactor({ withoutFactor: without }: Outcome): string {
  switch (without.outcome) {
    case 'enroll':
      return 'whoever has none sets one up.';
    case 'optional':
    case 'exempt':
      return 'nobody has to set one up.';
    case 'refuse':
      return 'whoever has none does not get in.';
    case 'grace':
      return 'whoever has none has time to set one up.';
    default:
      return without satisfies never;
  }
}

/** In one sentence. */
export function outcomeText(outcome: Outcome): string {
  return `${withFactor[outcome.withFactor]}; ${withoutFactor(outcome)}`;
}

type WatchedProps = Props & { readonly watched: WatchedRules | undefined; readonly now: number };

/** Whom rules would stop that are only watched yet: what to look at before they are enforced. */
export function WatchedSection({ policy, watched, visit, now }: WatchedProps) {
  const { rules, default: last } = policy.document;
  const hasWatched = [...rules, last].some(({ mode }) => mode === 'monitor');
  if (!hasWatched && (watched?.rules.length ?? 0) === 0) return null;
  const from = new Date(now - daysShown.watched * 24 * 60 * 60_000).toISOString().slice(0, 10);
  const auditHref = visit.links.to('/audit', { type: 'policy.would_have_challenged', from });
  return (
    <Section
      id="watched"
      title="Rules that are only watched"
      intro={`Whom they would have asked or stopped in the last ${daysShown.watched} days.`}
    >
      <DataTable
        caption="People by rule"
        columns={[
          { title: 'Rule', cell: ({ rule }: WatchedRule) => nameOf(rule, policy), isName: true },
          { title: 'People', cell: (row) => peopleText(row, watched?.isCut), isNumber: true },
          { title: 'Some of them', cell: (row) => <People rule={row} visit={visit} /> },
        ]}
        rows={watched?.rules ?? []}
        keyOf={({ rule }) => rule}
        empty={watched === undefined ? 'The database does not answer.' : 'Nobody yet.'}
      />
      <p>
        <a href={auditHref}>All of it in the audit</a>
      </p>
    </Section>
  );
}

const peopleText = ({ people }: WatchedRule, isCut = false) =>
  isCut ? `${numberText(people)} or more` : numberText(people);

function nameOf(id: string, policy: CompiledPolicy): string {
  if (id === 'default') return 'Everybody else';
  return policy.document.rules.find((rule) => rule.id === id)?.name ?? id;
}

function People({ rule: { some, people }, visit }: { rule: WatchedRule; visit: ScreenVisit }) {
  return (
    <>
      {some.map(({ userKey, username }, at) => (
        <span key={userKey}>
          {at > 0 && ', '}
          <a href={visit.links.to('/user', { person: userKey })}>
            <bdi>{username}</bdi>
          </a>
        </span>
      ))}
      {people > some.length && ' …'}
    </>
  );
}
