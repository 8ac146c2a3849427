import type { SettingDescription } from '../../../proxy/config/index.ts';
import type { Screen } from '../screen.ts';
import { type Column, DataTable, Lozenge, Section } from '../ui/index.ts';

const columns: readonly Column<SettingDescription>[] = [
  { title: 'Setting', cell: ({ name }) => <code>{name}</code>, isName: true },
  { title: 'Value', cell: ({ value }) => value },
  { title: 'Comes from', cell: ({ name, source }) => <Source name={name} source={source} /> },
];

/** What is in force, without secrets, and where each value comes from. */
export function createSettingsScreen(settings: readonly SettingDescription[]): Screen {
  const groups = [...new Set(settings.map(({ group }) => group))];
  return {
    path: '/settings',
    title: 'Settings',
    navigation: { group: 'System', label: 'Settings' },
    get: async ({ links }) => ({
      kind: 'page',
      actions: (
        <a class="aui-button" href={links.to('/settings/mail-test')}>
          Send a test mail
        </a>
      ),
      body: (
        <>
          <p class="lead">
            These are given to each gate by its environment, and take effect when it starts. Secrets are never
            shown.
          </p>
          {groups.map((group) => (
            <Section key={group} id={idOf(group)} title={group}>
              <DataTable
                caption={group}
                columns={columns}
                rows={settings.filter((setting) => setting.group === group)}
                keyOf={({ name }) => name}
                isEven={true}
                empty="None."
              />
            </Section>
          ))}
        </>
      ),
    }),
  };
}

function Source({ name, source }: Pick<SettingDescription, 'name' | 'source'>) {
  switch (source) {
    case 'variable':
      return <Lozenge tone="info">Environment</Lozenge>;
    case 'file':
      return (
        <>
          <Lozenge tone="info">File</Lozenge> <code>{name}_FILE</code>
        </>
      );
    case 'default':
      return <span class="description">Default</span>;
    default:
      return source satisfies never;
  }
}

const idOf = (group: string) => `group-${group.toLowerCase().replaceAll(' ', '-')}`;
