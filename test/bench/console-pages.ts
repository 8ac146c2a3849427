import { crowdMember, groups } from '../support/gate/administrator.ts';
import { startGateProcess, testKeys } from '../support/gate/gate-process.ts';
import { Visitor } from '../support/gate/visitor.ts';
import { startStandInJira } from '../support/jira/index.ts';

export type Page = readonly [name: string, ask: (at: number) => Promise<unknown>];
export type ConsolePages = { readonly pages: readonly Page[]; close(): Promise<void> };

const base = '/plugins/servlet/two-step/admin';

/** Every screen of the console, asked for over HTTP through a gate, as a system administrator who is logged in. */
export async function startConsolePages(databaseUrl: string): Promise<ConsolePages> {
  const { name, userKey } = crowdMember(1);
  const jira = await startStandInJira({ crowd: 2 });
  const gate = await startGateProcess({
    ...{ JIRA_URL: jira.url, DATABASE_URL: databaseUrl, TSV_ENCRYPTION_KEYS: testKeys },
  });
  jira.control.setGroups(userKey, [groups.system]);
  const visitor = new Visitor(gate.url);
  await visitor.enroll(name, `${name}-password`, Date.now());
  const open = (path: string) => async () => {
    const { status } = await visitor.client.ask(path, { headers: { accept: 'text/html' } });
    if (status !== 200) throw new Error(`${path}: ${status}`);
  };
  const screens = {
    overview: '',
    audit: '/audit',
    'audit, a person': '/audit?user=person4711',
    'audit, a person by key and outcome': '/audit?user=JIRAUSER14711&outcome=failure',
    'audit, an action': '/audit?type=factor.failed',
    'audit, everything but an action': '/audit?type=!factor.*',
    'audit, what was refused': '/audit?type=*refused*',
    'audit, resets': '/audit?type=*reset*',
    'audit, failures': '/audit?outcome=failure',
    'audit, a rare pattern and a range': '/audit?type=*reset*&address=192.0.2.0/25',
    'audit, a range of addresses': '/audit?address=192.0.2.0/28',
    'audit, days of last year': '/audit?from=2026-01-10&to=2026-01-12&outcome=failure',
    'audit, a far page': '/audit?before=5000',
    settings: '/settings',
    'settings, history': '/settings/history',
    'Basic authentication': '/basic-auth',
  };
  return {
    pages: [
      ['/health of the same gate', open('/health')],
      ...Object.entries(screens).map(([name, path]): Page => [`page: ${name}`, open(base + path)]),
    ],
    close: async () => {
      await gate.stop();
      await jira.close();
    },
  };
}
