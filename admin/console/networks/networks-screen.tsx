import { DraftBanner, type OpenDesk, type PolicyDesk } from '../policies/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { ActionForm, DataTable } from '../ui/index.ts';
import { findNetwork, type Network, usersOf, withoutNetwork } from './network-names.ts';

/** Networks that rules call by a name. They are part of the policy: changes go into its draft. */
export function createNetworksScreen(desk: PolicyDesk): Screen {
  return {
    path: '/networks',
    title: 'Networks',
    navigation: { group: 'Rules', label: 'Networks' },
    get: async (visit) => {
      const open = await desk.open(visit.administrator);
      return {
        kind: 'page',
        message: visit.query.isTicked('in-use')
          ? {
              kind: 'error',
              text: 'Rules speak of this network: it was not removed.',
              hint: 'Change the rules first.',
            }
          : undefined,
        actions: (
          <a class="aui-button aui-button-primary" href={visit.links.to('/networks/edit')}>
            Add network
          </a>
        ),
        body: <Networks desk={open} visit={visit} />,
      };
    },
    post: async ({ administrator, fields, links }) => {
      const name = fields.text('name', 50);
      const { document } = await desk.open(administrator);
      if (usersOf(document, name).length > 0)
        return { kind: 'redirect', to: links.to('/networks', { 'in-use': 'yes' }) };
      if (findNetwork(document, name) !== undefined) {
        // What came between is caught by the policy's own check: a rule that names nothing is no policy.
        await desk.edit(administrator, (draft) => withoutNetwork(draft, name));
      }
      return { kind: 'redirect', to: links.to('/networks') };
    },
  };
}

function Networks({ desk, visit }: { desk: OpenDesk; visit: ScreenVisit }) {
  const { document } = desk;
  return (
    <>
      <DraftBanner desk={desk} visit={visit} />
      <p class="lead">Rules and the guard of the first setup speak of networks by these names.</p>
      <DataTable<Network>
        caption="Named networks"
        rows={document.networks}
        keyOf={({ name }) => name}
        empty="No network has a name yet."
        columns={[
          { title: 'Name', cell: ({ name }) => <bdi>{name}</bdi>, isName: true },
          { title: 'Ranges', cell: ({ ranges }) => ranges.join(', ') },
          { title: 'Used by', cell: ({ name }) => usersOf(document, name).join(', ') || 'no rule' },
          {
            title: 'Change',
            cell: ({ name }) => (
              <div class="row-actions">
                <a
                  class="aui-button"
                  href={visit.links.to('/networks/edit', { name })}
                  aria-label={`Edit: ${name}`}
                >
                  Edit
                </a>
                <ActionForm
                  form={visit.form('/networks')}
                  hidden={{ name }}
                  actions={[{ value: 'remove', label: 'Remove', spoken: `Remove: ${name}` }]}
                />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
