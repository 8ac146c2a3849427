import { readFileSync } from 'node:fs';
import pg from 'pg';
import { crowdMember, groups } from '../support/gate/administrator.ts';
import { startGateProcess, testKeys } from '../support/gate/gate-process.ts';
import { givenPolicy } from '../support/gate/given-policy.ts';
import { PolicyConsole } from '../support/gate/policy-console.ts';
import { Visitor } from '../support/gate/visitor.ts';
import { startStandInJira } from '../support/jira/index.ts';
import { seededKey } from './seed.ts';

export type Page = readonly [name: string, ask: (at: number) => Promise<unknown>, calls?: number];
export type ConsolePages = {
  readonly pages: readonly Page[];
  /** How much memory the gate holds (MiB). */
  memory(): number;
  close(): Promise<void>;
};

const base = '/plugins/servlet/two-step/admin';
const day = 24 * 3_600_000;

/** A roll-out in full swing: what real sites have is shorter. */
const rules = [
  ...[0, 1, 2, 3, 4].map((number) => ({
    ...{ id: `wave-${number}`, name: `Wave ${number}`, match: { groups: [`Department-${number}`] } },
    withoutFactor: { outcome: 'grace', days: 14 },
    wave: { startsAt: new Date(Date.now() - number * 10 * day).toISOString(), mails: false },
  })),
  { id: 'office', name: 'In the office', match: { networks: ['10.0.0.0/8'] }, withFactor: 'exempt' },
  { id: 'contractors', name: 'Contractors', match: { groups: ['team-3', 'team-17'] }, mode: 'monitor' },
  { id: 'robots', name: 'Robots', match: { users: ['ci', 'backup'] }, withoutFactor: { outcome: 'exempt' } },
];

/** Every screen of the console, asked for over HTTP through a gate, as a system administrator who is logged in. */
export async function startConsolePages(databaseUrl: string): Promise<ConsolePages> {
  const [{ name, userKey }, colleague] = [crowdMember(1), crowdMember(2)];
  const jira = await startStandInJira({ crowd: 2 });
  const gate = await startGateProcess({
    ...{ JIRA_URL: jira.url, DATABASE_URL: databaseUrl, TSV_ENCRYPTION_KEYS: testKeys },
  });
  jira.control.setGroups(userKey, [groups.system]);
  await storePolicy(databaseUrl);
  const visitor = new Visitor(gate.url);
  await visitor.enroll(name, `${name}-password`, Date.now());
  await new Visitor(gate.url).enroll(colleague.name, `${colleague.name}-password`, Date.now());
  const desk = new PolicyConsole({ visitor });
  await desk.addRule({ name: 'A draft', groups: 'Department-7' });
  const ask = async (path: string) => {
    const { status } = await visitor.client.ask(path, { headers: { accept: 'text/html' } });
    if (status !== 200) throw new Error(`${path}: ${status}`);
  };
  const page = ([title, path]: readonly [string, Path]): Page => [
    `page: ${title}`,
    (at) => ask(base + (typeof path === 'string' ? path : path(at))),
  ];
  return {
    pages: [
      ['/health of the same gate', () => ask('/health')],
      ...Object.entries(screensFor(colleague)).map(page),
      ['page: review of a draft that was just changed', (at) => changeAndReview(desk, at), 20],
      ['CSV of everybody, all of it', () => ask(`${base}/users/export?show=all`), 3],
    ],
    memory: () => {
      const status = readFileSync(`/proc/${gate.pid}/status`, 'utf8');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
    },
    close: async () => {
      await gate.stop();
      await jira.close();
    },
  };
}

async function storePolicy(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await givenPolicy(
      {
        query: async <Row>(sql: string, values?: unknown[]) =>
          (await client.query(sql, values)).rows as Row[],
      },
      { rules },
    );
  } finally {
    await client.end();
  }
}

/** What somebody waits for who changes a rule and looks whom it affects. */
async function changeAndReview(desk: PolicyConsole, at: number): Promise<void> {
  await desk.addRule({ name: `Rule ${at}`, groups: `Department-${at % 10}`, 'with-factor': 'exempt' });
  await desk.open('/policies/review');
}

type Path = string | ((at: number) => string);

const letters = 'abcdefghijklmnoprstuvwz'.split('');
const words = ['anna', 'mül', 'wei zhang', 'john.s', 'schmidt', '4711', 'nobody-at-all'];
const any = (list: readonly string[], at: number) => encodeURIComponent(list[at % list.length] ?? '');

const screensFor = ({ userKey, name }: { userKey: string; name: string }): Record<string, Path> => ({
  overview: '',
  users: '/users',
  'users, 50 of them': '/users?size=50',
  'users, search as you type': (at) => `/users?q=${any(letters, at)}`,
  'users, search for a name': (at) => `/users?q=${any(words, at)}`,
  'users, a far page': (at) => `/users?after=${any(letters, at)}m&size=50`,
  'users, not enrolled': '/users?show=not_enrolled&size=50',
  'users, locked': '/users?show=locked&size=50',
  'users, exempt': '/users?show=exempt&size=50',
  'users, in grace': '/users?show=in_grace&size=50',
  'users, by method': '/users?method=WEBAUTHN&size=50',
  'users, by group': (at) => `/users?group=${any(['jira-software-users', 'team-150', 'none'], at)}&size=50`,
  'one user': `/user?person=${userKey}`,
  'one user, exempt': `/user/exempt?person=${userKey}`,
  'refresh of users': '/users/refresh',
  policies: '/policies',
  'a new rule': '/policies/rule',
  'review of a draft': '/policies/review',
  'review from an address': (at) => `/policies/review?from=10.0.0.${at % 250}`,
  'what if': `/policies/what-if?user=${name}`,
  'history of the policy': '/policies/history',
  networks: '/networks',
  waves: '/waves',
  audit: '/audit',
  'audit, a person': '/audit?user=person4711',
  'audit, a person by key and outcome': `/audit?user=${seededKey(4711)}&outcome=failure`,
  'audit, an action': '/audit?type=factor.failed',
  'audit, everything but an action': '/audit?type=!factor.*',
  'audit, what was refused': '/audit?type=*refused*',
  'audit, resets': '/audit?type=*reset*',
  'audit, failures': '/audit?outcome=failure',
  'audit, a rare pattern and a range': '/audit?type=*reset*&address=192.0.2.0/25',
  'audit, a range of addresses': '/audit?address=192.0.2.0/28',
  'audit, days of last year': '/audit?from=2026-01-10&to=2026-01-12&outcome=failure',
  'audit, a far page': '/audit?before=5000',
  'audit, verify the latest': '/audit/verify',
  settings: '/settings',
  'settings, history': '/settings/history',
  'Basic authentication': '/basic-auth',
});
