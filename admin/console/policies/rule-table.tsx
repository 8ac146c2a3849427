import {
  defaultFacts,
  matchFacts,
  modeNames,
  outcomeFacts,
  type PolicyDocument,
  type PolicyMode,
  type PolicyOutcome,
  type PolicyRule,
  policyModes,
  waveInWords,
} from '../../../proxy/policy/index.ts';
import type { ScreenVisit } from '../screen.ts';
import { ActionForm, type Column, DataTable } from '../ui/index.ts';
import { defaultId } from './change-document.ts';
import { ModeLozenge, Says } from './policy-parts.tsx';

type Row = {
  readonly id: string;
  readonly place: string;
  readonly name: string;
  readonly mode: PolicyMode;
  readonly rule: PolicyRule | undefined;
  readonly outcome: PolicyOutcome;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

/** The rules, and at the end what counts for everybody else. */
export function RuleTable({ document, visit }: { document: PolicyDocument; visit: ScreenVisit }) {
  return (
    <DataTable
      caption="Rules, in the order in which they are asked"
      columns={columnsOf(visit)}
      rows={rowsOf(document)}
      keyOf={({ id }) => id}
      empty="No rules."
    />
  );
}

function rowsOf({ rules, default: last }: PolicyDocument): Row[] {
  const ordinary = rules.map((rule, at) => ({
    ...{ id: rule.id, place: String(at + 1), name: rule.name, mode: rule.mode, rule, outcome: rule },
    ...{ isFirst: at === 0, isLast: at === rules.length - 1 },
  }));
  const rest = { place: 'Last', rule: undefined, outcome: last, isFirst: true, isLast: true };
  return [...ordinary, { ...rest, id: defaultId, name: 'Everybody else', mode: last.mode }];
}

function columnsOf(visit: ScreenVisit): readonly Column<Row>[] {
  return [
    { title: 'No.', cell: ({ place }) => <span class="rule-place">{place}</span> },
    {
      title: 'Rule',
      isName: true,
      cell: ({ name, mode }) => (
        <>
          <bdi>{name}</bdi> <ModeLozenge mode={mode} />
        </>
      ),
    },
    { title: 'Applies to', cell: ({ rule }) => <AppliesTo rule={rule} /> },
    {
      title: 'Whoever has, or has not',
      cell: ({ outcome, rule }) => <Wants outcome={outcome} rule={rule} />,
    },
    { title: 'Change', cell: (row) => <RowActions row={row} visit={visit} /> },
  ];
}

function AppliesTo({ rule }: { rule: PolicyRule | undefined }) {
  if (rule === undefined) return <>whoever no rule is about</>;
  const facts = matchFacts(rule.match);
  return facts.length === 0 ? <>everybody</> : <Says facts={facts} />;
}

function Wants({ outcome, rule }: Pick<Row, 'outcome' | 'rule'>) {
  const facts = rule === undefined ? defaultFacts(outcome).slice(1) : outcomeFacts(outcome);
  const wave = rule?.wave === undefined ? [] : [{ label: 'Wave', text: waveInWords(rule.wave) }];
  return <Says facts={[...facts, ...wave]} />;
}

function RowActions({ row, visit }: { row: Row; visit: ScreenVisit }) {
  const { id, name, mode, rule, isFirst, isLast } = row;
  const modes = policyModes
    .filter((one) => one !== mode)
    .map((one) => ({ value: one, label: modeNames[one], spoken: `${modeNames[one]}: ${name}` }));
  const ofRules = [
    { value: 'up', label: '↑', spoken: `Move up: ${name}`, isOff: isFirst },
    { value: 'down', label: '↓', spoken: `Move down: ${name}`, isOff: isLast },
  ];
  const more = [
    { value: 'duplicate', label: 'Duplicate', spoken: `Duplicate: ${name}` },
    { value: 'delete', label: 'Delete', spoken: `Delete: ${name}` },
  ];
  return (
    <div class="row-actions">
      <a class="aui-button" href={visit.links.to('/policies/rule', { id })} aria-label={`Edit: ${name}`}>
        Edit
      </a>
      <ActionForm
        form={visit.form('/policies')}
        hidden={{ rule: id }}
        actions={rule === undefined ? modes : [...ofRules, ...modes, ...more]}
      />
    </div>
  );
}
