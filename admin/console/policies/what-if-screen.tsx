import {
  type LoginMethod,
  loginMethods,
  loginNames,
  momentInWords,
  type Owed,
  pathNames,
  type RuleVerdict,
} from '../../../proxy/policy/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import {
  DataTable,
  type Fact,
  Facts,
  FilterForm,
  Lozenge,
  type LozengeTone,
  SearchField,
  Section,
  SelectField,
} from '../ui/index.ts';
import type { PolicyDesk } from './policy-desk.ts';
import type { Explanation, WhatIf, WhatIfAnswer } from './what-if.ts';

const path = '/policies/what-if';
const longestTarget = 500;

/** What the policy says about one person's request, rule by rule. */
export function createWhatIfScreen(desk: PolicyDesk, whatIf: WhatIf): Screen {
  return {
    path,
    title: 'What if',
    under: '/policies',
    get: async (visit) => {
      const { administrator, links } = visit;
      const { draft } = await desk.open(administrator);
      const asked = askedOf(visit, draft !== undefined);
      const underDraft = asked.policy === 'draft' ? draft?.document : undefined;
      const answer = asked.user === '' ? undefined : await whatIf.ask(administrator, asked, underDraft);
      return {
        kind: 'page',
        breadcrumbs: [{ label: 'Policies', href: links.to('/policies') }],
        message: messageOf(answer),
        body: (
          <>
            <p class="lead">
              Nobody notices the question, and nothing comes of it: no grace begins, nothing is noted.
            </p>
            <Questions asked={asked} hasDraft={draft !== undefined} visit={visit} />
            {answer?.kind === 'explained' && <Answer answer={answer} isDraft={underDraft !== undefined} />}
          </>
        ),
      };
    },
  };
}

type Asked = {
  readonly user: string;
  readonly address: string;
  readonly target: string;
  readonly login: LoginMethod;
  readonly policy: 'current' | 'draft';
};

function askedOf({ query, administrator }: ScreenVisit, hasDraft: boolean): Asked {
  return {
    user: query.text('user', 255),
    address: query.text('address', 60) || administrator.scope.address,
    target: query.text('path', longestTarget) || '/secure/Dashboard.jspa',
    login: query.choice('login', loginMethods, 'password'),
    policy: query.choice('policy', ['current', 'draft'], hasDraft ? 'draft' : 'current'),
  };
}

function messageOf(answer: WhatIfAnswer | undefined): Message | undefined {
  switch (answer?.kind) {
    case undefined:
    case 'explained':
      return undefined;
    case 'nobody':
      return { kind: 'error', text: 'Jira knows nobody of that name.' };
    case 'no_address':
      return { kind: 'error', text: 'That is no address.', hint: 'Enter an IPv4 or IPv6 address.' };
    case 'no_path':
      return { kind: 'error', text: 'That is no path.', hint: 'Enter one such as /browse/DEMO-1.' };
    default:
      return answer satisfies never;
  }
}

function Questions({ asked, hasDraft, visit }: { asked: Asked; hasDraft: boolean; visit: ScreenVisit }) {
  const logins = loginMethods.map((value) => ({ value, label: loginNames[value] }));
  const policies = [
    { value: 'current', label: 'In force' },
    { value: 'draft', label: 'My draft' },
  ];
  return (
    <FilterForm action={visit.links.to(path)} submit="Ask">
      <SearchField name="user" label="User name" value={asked.user} longest={255} />
      <SearchField name="address" label="From address" value={asked.address} longest={60} />
      <SearchField name="path" label="Path" value={asked.target} longest={longestTarget} />
      <SelectField name="login" label="Login" value={asked.login} choices={logins} />
      {hasDraft && <SelectField name="policy" label="Policy" value={asked.policy} choices={policies} />}
    </FilterForm>
  );
}

const outcomes: Readonly<Record<Owed, { readonly word: string; readonly tone: LozengeTone }>> = {
  require: { word: 'Has to show a factor', tone: 'info' },
  enroll: { word: 'Has to set one up', tone: 'warning' },
  none: { word: 'Goes on', tone: 'success' },
  refuse: { word: 'Is refused', tone: 'error' },
};

function Answer({ answer, isDraft }: { answer: Explanation; isDraft: boolean }) {
  const { person, methods, path: place, requirement, verdicts } = answer;
  const { word, tone } = outcomes[requirement.outcome];
  const facts: readonly (Fact | undefined)[] = [
    { label: 'Outcome', value: <Lozenge tone={tone}>{word}</Lozenge>, note: requirement.because },
    { label: 'Person', value: <bdi>{`${person.displayName} (${person.username})`}</bdi> },
    { label: 'Groups', value: person.groups.join(', ') || 'none' },
    { label: 'Methods that they have', value: methods.join(', ') || 'none' },
    { label: 'Place', value: place === undefined ? 'oddly spelled: anything' : pathNames[place] },
    requirement.methods && { label: 'Methods that count', value: requirement.methods.join(', ') },
    requirement.stepUp === undefined
      ? undefined
      : { label: 'Shown within', value: `${requirement.stepUp / 60_000} minutes` },
    requirement.graceUntil === undefined
      ? undefined
      : { label: 'Time until', value: momentInWords(requirement.graceUntil) },
    requirement.wouldBe === requirement.outcome
      ? undefined
      : { label: 'If all rules were enforced', value: outcomes[requirement.wouldBe].word },
  ];
  return (
    <>
      <Section id="outcome" title={isDraft ? 'Under your draft' : 'Under the policy in force'}>
        <Facts facts={facts.filter((fact) => fact !== undefined)} />
      </Section>
      <Section id="verdicts" title="Rule by rule">
        <Verdicts verdicts={verdicts} />
      </Section>
    </>
  );
}

const verdictWords: Readonly<
  Record<RuleVerdict['verdict'], { readonly word: string; readonly tone: LozengeTone }>
> = {
  decides: { word: 'Decides', tone: 'success' },
  would_decide: { word: 'Would decide', tone: 'info' },
  does_not_match: { word: 'Does not match', tone: 'neutral' },
  off: { word: 'Off', tone: 'neutral' },
  not_started: { word: 'Not started', tone: 'neutral' },
  paused: { word: 'Paused', tone: 'warning' },
};

function Verdicts({ verdicts }: { verdicts: readonly RuleVerdict[] }) {
  return (
    <DataTable
      caption="Rules, in the order in which they were asked"
      rows={verdicts}
      keyOf={({ rule }) => rule}
      empty="No rules."
      columns={[
        { title: 'Rule', cell: ({ name }) => <bdi>{name}</bdi>, isName: true },
        {
          title: 'Verdict',
          cell: ({ verdict }) => (
            <Lozenge tone={verdictWords[verdict].tone}>{verdictWords[verdict].word}</Lozenge>
          ),
        },
        { title: 'Why', cell: ({ detail }) => detail },
      ]}
    />
  );
}
