import { type PolicyDocument, pathNames } from '../../../proxy/policy/index.ts';
import type { ScreenVisit } from '../screen.ts';
import { ActionForm, DataTable } from '../ui/index.ts';

type StepUp = PolicyDocument['stepUp'][number];

export function StepUpTable({ document, visit }: { document: PolicyDocument; visit: ScreenVisit }) {
  return (
    <DataTable<StepUp>
      caption="Step-up"
      rows={document.stepUp}
      keyOf={({ name }) => name}
      empty="Nowhere."
      columns={[
        { title: 'Name', cell: ({ name }) => <bdi>{name}</bdi>, isName: true },
        { title: 'Places', cell: ({ paths }) => paths.map((one) => pathNames[one]).join(', ') },
        { title: 'Minutes', cell: ({ minutes }) => minutes, isNumber: true },
        {
          title: 'Change',
          cell: ({ name }) => (
            <div class="row-actions">
              <a
                class="aui-button"
                href={visit.links.to('/policies/step-up', { name })}
                aria-label={`Edit: ${name}`}
              >
                Edit
              </a>
              <ActionForm
                form={visit.form('/policies')}
                hidden={{ rule: name }}
                actions={[{ value: 'delete_step_up', label: 'Delete', spoken: `Delete: ${name}` }]}
              />
            </div>
          ),
        },
      ]}
    />
  );
}
