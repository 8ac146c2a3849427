import type { PolicyPreview, PreviewState } from '../../../proxy/policy/index.ts';
import { DataTable, Figures, Moment } from '../ui/index.ts';

const stateNames: Readonly<Record<PreviewState, string>> = {
  require: 'Show their factor',
  add_method: 'Have to add another method',
  enroll: 'Have to set one up at once',
  grace: 'Have time to set one up',
  none: 'Are not asked',
  refuse: 'Are refused',
};

const shown = (count: number) => new Intl.NumberFormat('en').format(count);

/** Who is affected, in numbers and by name. */
export function Preview({ preview }: { preview: PolicyPreview | undefined }) {
  if (preview === undefined || preview.people === 0) {
    return (
      <div class="empty-state">
        Whom it affects is not known: the gate has not read Jira’s people yet. The what-if shows one person at
        a time.
      </div>
    );
  }
  const { at, people, affected, affectedWithoutFactor, watched, states, changes } = preview;
  return (
    <>
      <p>
        <strong>
          Affects {shown(affected)} of {shown(people)} people, {shown(affectedWithoutFactor)} of them without
          a factor.
        </strong>{' '}
        As of <Moment at={new Date(at)} />.
      </p>
      <Figures
        figures={[
          { label: 'People affected', value: shown(affected) },
          { label: 'Of them without a factor', value: shown(affectedWithoutFactor) },
          {
            label: 'Would be stopped by rules in monitor mode',
            value: shown(watched),
            note: 'They are not, while the rules are only watched.',
          },
        ]}
      />
      <DataTable
        caption="People by what comes of a login, before and after"
        rows={states}
        keyOf={({ state }) => state}
        empty="Nobody."
        columns={[
          { title: 'People who', cell: ({ state }) => stateNames[state], isName: true },
          { title: 'Now', cell: ({ before }) => shown(before), isNumber: true },
          { title: 'Afterwards', cell: ({ after }) => shown(after), isNumber: true },
        ]}
      />
      {changes.map(({ from, to, count, examples }) => (
        <details key={`${from} ${to}`}>
          <summary>
            {shown(count)}: {stateNames[from].toLowerCase()} → {stateNames[to].toLowerCase()}
          </summary>
          <p class="example-names">
            {examples.join(', ')}
            {count > examples.length && ` and ${shown(count - examples.length)} more`}
          </p>
        </details>
      ))}
    </>
  );
}
