import type { SettingDescription } from '../../../proxy/config/index.ts';
import type { SettingsBook } from '../../../proxy/site-settings/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import type { Screen } from '../screen.ts';
import { type Column, DataTable, Lozenge, Section } from '../ui/index.ts';
import { type RuntimeSetting, runtimeSettings, settableVariables } from './runtime-settings.ts';

const columns: readonly Column<SettingDescription>[] = [
  { title: 'Setting', cell: ({ name }) => <code>{name}</code>, isName: true },
  { title: 'Value', cell: ({ value }) => value },
  { title: 'Comes from', cell: ({ name, source }) => <Source name={name} source={source} /> },
];

const runtimeColumns: readonly Column<RuntimeSetting>[] = [
  { title: 'Setting', cell: ({ label }) => label, isName: true },
  {
    title: 'Value',
    cell: ({ value, note }) => (
      <>
        {value}
        <div class="description">{note}</div>
      </>
    ),
  },
  { title: 'Comes from', cell: (row) => <RuntimeSource row={row} /> },
];

const changed: Message = { kind: 'success', text: 'The settings were changed. All gates have them by now.' };

/** What is in force, without secrets, and where each value comes from. */
export function createSettingsScreen(settings: readonly SettingDescription[], book: SettingsBook): Screen {
  const fixed = settings.filter(({ name }) => !settableVariables.includes(name));
  const groups = [...new Set(fixed.map(({ group }) => group))];
  return {
    path: '/settings',
    title: 'Settings',
    navigation: { group: 'System', label: 'Settings' },
    get: async ({ links, query }) => ({
      kind: 'page',
      message: query.isTicked('changed') ? changed : undefined,
      actions: <Actions links={links} />,
      body: (
        <>
          <Section
            id="group-here"
            title="Set here"
            intro="A change reaches all gates within a second. What is not set here comes from their environment."
          >
            <DataTable
              caption="Set here"
              columns={runtimeColumns}
              rows={runtimeSettings(book.state, settings)}
              keyOf={({ label }) => label}
              isEven={true}
              empty="None."
            />
          </Section>
          <p class="lead">
            The others are given to each gate by its environment, and take effect when it starts. Secrets are
            never shown.
          </p>
          {groups.map((group) => (
            <Section key={group} id={idOf(group)} title={group}>
              <DataTable
                caption={group}
                columns={columns}
                rows={fixed.filter((setting) => setting.group === group)}
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

function Actions({ links }: { links: ConsoleLinks }) {
  return (
    <>
      <a class="aui-button aui-button-primary" href={links.to('/settings/edit')}>
        Change
      </a>
      <a class="aui-button" href={links.to('/settings/history')}>
        History
      </a>
      <a class="aui-button" href={links.to('/settings/mail-test')}>
        Send a test mail
      </a>
    </>
  );
}

function RuntimeSource({ row: { source, variable } }: { row: RuntimeSetting }) {
  if (source === 'console') return <Lozenge tone="success">Set here</Lozenge>;
  if (variable === undefined) return <span class="description">Default</span>;
  return (
    <>
      <Source name={variable} source={source} />
      <div>
        <code>{variable}</code>
      </div>
    </>
  );
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
