import type { PersonRow } from '../../../proxy/people/index.ts';
import type { RuleVerdict } from '../../../proxy/policy/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { DataTable, FilterForm, Lozenge, type LozengeTone, SearchField, Section } from '../ui/index.ts';
import { circumstancesText, isAddress, type PolicyAnswer } from './policy-view.ts';

type Props = {
  readonly answer: PolicyAnswer;
  readonly from: string;
  readonly person: PersonRow;
  readonly links: ConsoleLinks;
};

const verdicts: Readonly<Record<RuleVerdict['verdict'], { label: string; tone: LozengeTone }>> = {
  decides: { label: 'Decides', tone: 'success' },
  would_decide: { label: 'Watched', tone: 'info' },
  does_not_match: { label: 'Does not match', tone: 'neutral' },
  off: { label: 'Off', tone: 'neutral' },
  not_started: { label: 'Not started', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'neutral' },
};

/** Rule by rule, as the gate would decide about them now; another address can be tried. */
export function PolicySection({ answer, from, person, links }: Props) {
  const isWrong = from !== '' && !isAddress(from);
  return (
    <Section
      id="policy"
      title="Policy"
      intro={`What the rules say about them now: after a password login, opening a page, ${circumstancesText(from)}.`}
    >
      <p>
        <Lozenge tone={answer.tone}>{answer.label}</Lozenge> by <strong>{answer.rule}</strong>:{' '}
        {answer.because}.
      </p>
      <FilterForm
        action={`${links.to('/user')}#policy`}
        keep={[['person', person.userKey]]}
        submit="Try"
        clearHref={from === '' ? undefined : `${links.to('/user', { person: person.userKey })}#policy`}
      >
        <SearchField name="from" label="What if they came from this address?" value={from} longest={64} />
      </FilterForm>
      {isWrong && <p class="description">“{from}” is no IPv4 or IPv6 address.</p>}
      <DataTable
        caption="Rules, in their order"
        columns={[
          { title: 'Rule', isName: true, cell: ({ name }) => name },
          {
            title: 'Verdict',
            cell: ({ verdict }) => <Lozenge tone={verdicts[verdict].tone}>{verdicts[verdict].label}</Lozenge>,
          },
          { title: 'Why', cell: ({ detail }) => detail },
        ]}
        rows={answer.verdicts}
        keyOf={({ rule }) => rule}
        empty="There are no rules."
      />
    </Section>
  );
}
