import type { Config } from '../../../proxy/config/index.ts';
import type { Surroundings } from '../command.ts';
import { type Finding, largestDifference, note, ok, problem, type SurroundingsCheck } from './finding.ts';

export const redisCheck: SurroundingsCheck = {
  name: 'redis',
  run: async ({ askRedis }, { redisUrl }) => {
    if (redisUrl === undefined) return [note('no REDIS_URL: one gate only')];
    return askRedis().then(
      () => [ok('Redis answers')],
      ({ message }: Error) => [
        problem(`Redis does not answer (${message}): nobody gets in; look at REDIS_URL`),
      ],
    );
  },
};

export const jiraCheck: SurroundingsCheck = {
  name: 'jira',
  run: async ({ jira }, { jiraUrl, publicOrigin }) => {
    if (jiraUrl === undefined || jira === undefined)
      return [note('no JIRA_URL: the gate has a stand-in for Jira behind it')];
    if (!(await jira.client.isRunning()))
      return [problem(`Jira does not answer at ${jiraUrl.origin}: start it, or set JIRA_URL right`)];
    const baseUrl = await jira.client.baseUrl();
    return [
      ok(`Jira answers at ${jiraUrl.origin}`),
      baseUrl === undefined || baseUrl.origin === publicOrigin
        ? ok('PUBLIC_URL is the base URL of Jira')
        : problem(
            `PUBLIC_URL is ${publicOrigin}, the base URL of Jira ${baseUrl.origin}: links and security keys work with one of them only`,
          ),
    ];
  },
};

export const jiraClockCheck: SurroundingsCheck = {
  name: 'clock',
  run: async ({ jira }) => {
    if (jira === undefined || !(await jira.client.isRunning())) return [];
    const login = await jira.http({ method: 'GET', path: '/login.jsp', headers: { accept: 'text/html' } });
    const date = Date.parse(login.headers.date ?? '');
    if (Number.isNaN(date)) return [note("Jira does not say what time it has: compare its machine's clock")];
    const difference = Date.now() - date;
    return [
      Math.abs(difference) < largestDifference
        ? ok("this clock and Jira's agree")
        : problem(
            `this clock and Jira's differ by ${Math.round(difference / 1_000)} s: synchronize both (NTP)`,
          ),
    ];
  },
};

export const mailCheck: SurroundingsCheck = {
  name: 'mail',
  run: async ({ askMailServer }, { smtpUrl, mailFrom }) => {
    if (smtpUrl === undefined)
      return [note('no SMTP_URL: nobody is told by mail of what happens to their account')];
    if (mailFrom === undefined) return [problem('SMTP_URL is set, and MAIL_FROM is not: no mail is sent')];
    return askMailServer().then(
      () => [ok('the mail server answers; the console sends a test mail (Settings, Send a test mail)')],
      ({ message }: Error) => [
        problem(
          `the mail server does not take mails (${message}): look at SMTP_URL, its port and its credentials`,
        ),
      ],
    );
  },
};

/** Whoever reaches Jira's own port needs no second factor. What can be seen of that from here, and what has to be tried. */
export const directAccessCheck: SurroundingsCheck = {
  name: 'direct access',
  run: async ({ jira, askPublicUrl }, config) => {
    const { jiraUrl, publicOrigin } = config;
    if (jiraUrl === undefined || jira === undefined) return [];
    if (jiraUrl.origin === publicOrigin)
      return [problem('JIRA_URL is PUBLIC_URL: browsers reach Jira itself; give Jira an address of its own')];
    const doors = await jira.findOtherDoors();
    const where = doors.addresses.join(', ');
    const open = doors.openAt.map((one) =>
      problem(`Jira also answers at ${one}: bind its connector to ${where}, or close that port`),
    );
    return [
      ...open,
      ...(doors.reach === 'internet'
        ? [
            problem(
              `Jira has an address of the internet (${where}): let its port be reached from the gates alone`,
            ),
          ]
        : []),
      ...(doors.reach === 'machine' && open.length === 0
        ? [ok(`Jira is heard on this machine alone (${where}), as far as this connector goes`)]
        : [
            note(
              `whoever reaches ${jiraUrl.origin} goes round the gate. From a workstation this must fail: curl -m 5 ${jiraUrl.href.replace(/\/$/, '')}/status`,
            ),
          ]),
      await publicUrl(askPublicUrl, config),
    ];
  },
};

async function publicUrl(ask: Surroundings['askPublicUrl'], { publicOrigin }: Config): Promise<Finding> {
  const answer = await ask();
  switch (answer.kind) {
    case 'gate':
      return ok('PUBLIC_URL leads to a gate');
    case 'other':
      return problem(
        `${publicOrigin} is answered by something that is no gate (status ${answer.status}): have the proxy in front send everything to the gates`,
      );
    case 'none':
      return note(
        `${publicOrigin} was not reached from here (${answer.why}): whether it leads to a gate is not known`,
      );
    default:
      return answer satisfies never;
  }
}
