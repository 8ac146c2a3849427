import { type Command, type CommandContext, exitCodes } from './command.ts';
import { credentialsCheck } from './doctor/credentials-check.ts';
import { type Finding, ok, problem, type SiteCheck, type SurroundingsCheck } from './doctor/finding.ts';
import {
  administratorsCheck,
  auditCheck,
  databaseCheck,
  keysCheck,
  peopleCheck,
} from './doctor/site-checks.ts';
import {
  directAccessCheck,
  jiraCheck,
  jiraClockCheck,
  mailCheck,
  redisCheck,
} from './doctor/surroundings-checks.ts';
import { trustCheck } from './doctor/trust-check.ts';
import { parseOptions } from './parse-options.ts';
import { wordsFor } from './words-for.ts';

export const doctor: Command = {
  name: 'doctor',
  options: '',
  summary: 'looks for what is wrong or weak with this gate and its surroundings; 1 where there is a problem',
  examples: ['doctor', 'doctor --json'],
  run: async (args, context) => {
    parseOptions(args, {});
    const { json, print } = context;
    const findings = await examine(context);
    const isWell = !findings.some(({ level }) => level === 'problem');
    if (json) await print(`${JSON.stringify({ ok: isWell, findings })}\n`);
    else await print(findings.map(({ level, text }) => `${level.toUpperCase().padEnd(9)}${text}\n`).join(''));
    return isWell ? exitCodes.ok : exitCodes.found;
  },
};

const surroundingsChecks: readonly SurroundingsCheck[] = [
  ...[redisCheck, jiraCheck, jiraClockCheck, mailCheck, directAccessCheck, trustCheck],
];
const siteChecks: readonly SiteCheck[] = [
  ...[credentialsCheck, administratorsCheck, peopleCheck, keysCheck, auditCheck],
];

type NamedFinding = Finding & { readonly check: string };

async function examine({ config, site, surroundings }: CommandContext): Promise<NamedFinding[]> {
  const around = surroundings();
  const findings: NamedFinding[] = [{ check: 'configuration', ...ok('the settings can be read') }];
  // One that fails says so, and the others are made all the same.
  const make = async (check: string, findingsOf: () => Promise<readonly Finding[]>) => {
    const found = await findingsOf().catch((error: unknown) => [problem(wordsFor(error))]);
    findings.push(...found.map((finding) => ({ check, ...finding })));
  };
  const opened = await site().catch((error: unknown) => error as Error);
  const database = opened instanceof Error ? Promise.reject(opened) : databaseCheck.run(opened, config);
  let isThere = true;
  await make(databaseCheck.name, () =>
    database.catch((error: unknown) => {
      isThere = false;
      return [problem(`the database does not answer (${wordsFor(error)}): look at DATABASE_URL`)];
    }),
  );
  for (const { name, run } of surroundingsChecks) await make(name, () => run(around, config));
  if (!isThere || opened instanceof Error) return findings;
  for (const { name, run } of siteChecks) await make(name, () => run(opened, config));
  return findings;
}
