import type { Config } from '../../proxy/config/index.ts';
import { type Command, type CommandSite, exitCodes } from './command.ts';
import { parseOptions } from './parse-options.ts';

type Finding = { readonly level: 'ok' | 'note' | 'problem'; readonly text: string };
type Check = (site: CommandSite, config: Config) => Promise<readonly Finding[]>;

const ok = (text: string): Finding => ({ level: 'ok', text });
const note = (text: string): Finding => ({ level: 'note', text });
const problem = (text: string): Finding => ({ level: 'problem', text });

const largestDifference = 10_000;
const day = 24 * 60 * 60_000;

export const doctor: Command = {
  name: 'doctor',
  options: '',
  summary: 'looks for what is wrong or weak with this gate and its surroundings; 1 where there is a problem',
  examples: ['doctor', 'doctor --json'],
  run: async (args, { site, config, json, print }) => {
    parseOptions(args, {});
    const opened = await site();
    const findings: Finding[] = [ok('the settings can be read')];
    for (const check of checks) {
      // One that fails says so, and the others are made all the same.
      const found = await check(opened, config).catch((error: unknown) => [
        problem(error instanceof Error ? error.message : String(error)),
      ]);
      findings.push(...found);
    }
    const isWell = !findings.some(({ level }) => level === 'problem');
    if (json) await print(`${JSON.stringify({ ok: isWell, findings })}\n`);
    else await print(findings.map(({ level, text }) => `${level.toUpperCase().padEnd(9)}${text}\n`).join(''));
    return isWell ? exitCodes.ok : exitCodes.found;
  },
};

const databaseAndClock: Check = async (site) => {
  const difference = Math.round(await site.clockDifference());
  const gates = await site.runningGates();
  return [
    ok('the database answers'),
    Math.abs(difference) < largestDifference
      ? ok(`this clock and the database's differ by ${difference} ms`)
      : problem(
          `this clock and the database's differ by ${Math.round(difference / 1_000)} s: codes are refused`,
        ),
    gates.length === 0
      ? note('no gate is running on this database')
      : ok(`${gates.length} gates are running`),
  ];
};

const store: Check = async (site, config) => {
  if (config.redisUrl === undefined) return [note('no REDIS_URL: one gate only')];
  await (await site.services()).store.ping();
  return [ok('Redis answers')];
};

const jira: Check = async (site, config) => {
  if (config.jiraUrl === undefined) return [note('no JIRA_URL: the gate has a stand-in for Jira behind it')];
  const { http, jira: client } = await site.services();
  if (!(await client.isRunning())) return [problem(`Jira does not answer at ${config.jiraUrl.origin}`)];
  const login = await http({ method: 'GET', path: '/login.jsp', headers: { accept: 'text/html' } });
  const date = Date.parse(login.headers.date ?? '');
  const difference = Math.round((Date.now() - date) / 1_000);
  const baseUrl = await client.baseUrl();
  return [
    ok(`Jira answers at ${config.jiraUrl.origin}`),
    Number.isNaN(date) || Math.abs(difference) * 1_000 < largestDifference
      ? ok("this clock and Jira's agree")
      : problem(`this clock and Jira's differ by ${difference} s`),
    baseUrl === undefined || baseUrl.origin === config.publicOrigin
      ? ok('PUBLIC_URL is the base URL of Jira')
      : problem(`PUBLIC_URL is ${config.publicOrigin}, the base URL of Jira ${baseUrl.origin}`),
    note(
      `whoever reaches ${config.jiraUrl.origin} goes round the gate. From a workstation this must not answer: curl -m 5 ${config.jiraUrl.origin}/login.jsp`,
    ),
  ];
};

const trust: Check = async (_site, config) => {
  const everybody = config.trustedProxies.some((range) => JSON.stringify(range).includes('/0'));
  return [
    ...(everybody ? [problem('TSV_TRUSTED_PROXIES takes in everybody: addresses can be claimed')] : []),
    config.publicOrigin.startsWith('https:')
      ? ok('PUBLIC_URL is https')
      : note('PUBLIC_URL is not https: cookies and codes can be read on the way'),
    config.basicAuth.mode === 'allow'
      ? problem('TSV_BASIC_AUTH=allow: a password alone opens the REST API')
      : ok('Basic is kept out, but for what the settings list'),
  ];
};

const mail: Check = async (site, config) => {
  if (config.smtpUrl === undefined)
    return [note('no SMTP_URL: nobody is told by mail of what happens to them')];
  const { services } = await site.services();
  return services.mailer === undefined
    ? [problem('SMTP_URL is set, and MAIL_FROM is not')]
    : [note('a mail server is set; the console sends a test mail (Settings, Send a test mail)')];
};

const audit: Check = async (site) => {
  const checkpoint = await site.chain.latestCheckpoint();
  const known = site.headFile.read();
  const here = known === undefined ? undefined : await site.search.find(known.seq);
  const age = checkpoint === undefined ? undefined : Date.now() - Date.parse(checkpoint.at);
  return [
    known !== undefined && here?.hash !== known.hash
      ? problem(
          `the audit is not the one that this machine knows (row ${known.seq} of ${site.headFile.path}): it was cut, changed or restored`,
        )
      : ok('the audit goes on from where this machine knows it'),
    age === undefined
      ? note('the audit has no signed head yet')
      : age > day
        ? problem(`the last signed head of the audit is ${Math.floor(age / day)} days old`)
        : ok(`the audit is signed up to row ${checkpoint?.seq}`),
  ];
};

const people: Check = async (site, config) => {
  const { services } = await site.services();
  const run = await services.people.sync.status();
  const finished = run?.finishedAt;
  if (run?.state === 'refused') return [problem(`Jira's users cannot be read: ${run.error}`)];
  if (finished === undefined) {
    const how = config.jiraToken === undefined ? 'set TSV_JIRA_TOKEN, or start it in the console' : 'wait';
    return [note(`Jira's users were not read yet (${how}): counts and searches know only who was here`)];
  }
  const age = Date.now() - finished.getTime();
  return [
    age > 2 * day
      ? problem(`Jira's users were read ${Math.floor(age / day)} days ago`)
      : ok("Jira's users were read lately"),
  ];
};

const keys: Check = async (site) => {
  const known = new Set(site.keys.ring.map(({ id }) => id));
  const counts = await site.keys.rotation.counts();
  const lost = counts.filter(({ keyId }) => !known.has(keyId));
  const gates = await site.runningGates();
  return [
    lost.length > 0
      ? problem(
          `something is sealed with a key that is not in the ring: ${lost.map(({ keyId }) => keyId).join(', ')}`,
        )
      : ok('everything that is sealed can be opened with the ring'),
    ...(gates.some((name) => name !== site.keys.gateName(site.keys.ring))
      ? [problem('a gate that runs has another first key than these settings: restart it')]
      : []),
  ];
};

const checks: readonly Check[] = [databaseAndClock, store, jira, trust, mail, keys, audit, people];
