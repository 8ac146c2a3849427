import { readFile } from 'node:fs/promises';
import {
  momentInWords,
  type PolicyDifference,
  type PolicyPreview,
  type PolicyReading,
} from '../../proxy/policy/index.ts';
import { type Command, type CommandContext, exitCodes, UsageError } from './command.ts';
import { parseNamed, parseNumber } from './parse-options.ts';

const largestFile = 1024 * 1024;

/** A file that somebody reviewed: what it changes, and for whom. Changes nothing. */
export const policyPlan: Command = {
  name: 'policy plan',
  options: 'FILE',
  summary: 'what a policy in a file (JSON) would change, and for whom',
  examples: ['policy plan policy.json', 'policy plan policy.json --json'],
  run: async (args, context) => {
    const { name } = parseNamed(args, {}, 'FILE');
    const plan = await planOf(name, context);
    if (plan === undefined) return exitCodes.found;
    const { version, warnings, differences, preview } = plan;
    if (context.json) await context.print(`${JSON.stringify({ version, warnings, differences, preview })}\n`);
    else await context.print(inWords(plan));
    return exitCodes.ok;
  },
};

export const policyApply: Command = {
  name: 'policy apply',
  options: 'FILE --based-on VERSION --comment TEXT',
  summary: 'make a policy in a file the one that counts; --based-on is the version that `policy plan` named',
  examples: ['policy apply policy.json --based-on 7 --comment "CHG-1234 contractors" --yes'],
  run: async (args, context) => {
    const string = { type: 'string' } as const;
    const { name, values } = parseNamed(args, { 'based-on': string, comment: string }, 'FILE');
    const basedOn = values['based-on'] === '0' ? 0 : parseNumber('based-on', values['based-on']);
    const comment = values.comment?.trim() ?? '';
    if (basedOn === undefined) throw new UsageError('--based-on: the version that policy plan named');
    if (comment === '') throw new UsageError('--comment: why; it is in the history and in the audit');
    const plan = await planOf(name, context);
    if (plan === undefined) return exitCodes.found;
    const { print, remark, confirm, json, site } = context;
    if (!json) remark(inWords(plan));
    if (!(await confirm(`Make this the policy after version ${basedOn}?`))) {
      remark('Nothing was changed.');
      return exitCodes.found;
    }
    const opened = await site();
    const { services } = await opened.services();
    const outcome = await services.policyAdmin.publishFromConsole({
      ...{ draft: plan.document, basedOn, comment, actor: opened.actor, origin: opened.origin },
    });
    switch (outcome.kind) {
      case 'published':
        await print(json ? `${JSON.stringify(outcome)}\n` : `version ${outcome.version} counts now\n`);
        return exitCodes.ok;
      case 'conflict':
        remark(
          `${outcome.current.actorName} changed it meanwhile: version ${outcome.current.version} counts.`,
        );
        return exitCodes.found;
      case 'invalid':
        for (const problem of outcome.problems) remark(problem);
        return exitCodes.found;
      default:
        return outcome satisfies never;
    }
  },
};

type Plan = {
  readonly version: number;
  readonly document: Extract<PolicyReading, { kind: 'policy' }>['document'];
  readonly warnings: readonly string[];
  readonly differences: readonly PolicyDifference[];
  readonly preview: PolicyPreview | undefined;
};

async function planOf(file: string, { site, remark }: CommandContext): Promise<Plan | undefined> {
  const draft = await readJson(file);
  const { services } = await (await site()).services();
  const reading = services.policyAdmin.read(draft);
  if (reading.kind === 'invalid') {
    for (const problem of reading.problems) remark(problem);
    return undefined;
  }
  const { version, document } = services.policies.current;
  return {
    version,
    document: reading.document,
    warnings: services.policyAdmin.warnings(reading.document),
    differences: services.policyAdmin.diff(document, reading.document),
    preview: await services.policyAdmin.plan(reading.document),
  };
}

/** @throws UsageError for a file that is not there, too large, or no JSON */
async function readJson(file: string): Promise<unknown> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.length > largestFile) throw new Error('larger than 1 MB');
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function inWords({ version, warnings, differences, preview }: Plan): string {
  const changes = differences.flatMap(({ kind, what, details }) => [
    `  ${kind.padEnd(8)} ${what}`,
    ...details.map((detail) => `           ${detail}`),
  ]);
  const lines = [
    `compared with version ${version}, which counts now`,
    ...(changes.length === 0 ? ['  it says the same'] : changes),
    '',
    ...effectInWords(preview),
    ...(warnings.length === 0 ? [] : ['', 'please check']),
    ...warnings.map((warning) => `  ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

function effectInWords(preview: PolicyPreview | undefined): string[] {
  if (preview === undefined || preview.people === 0) {
    return ['Whom it affects is not known: the gate has not read Jira’s people yet.'];
  }
  const { loginAt, affected, affectedWithoutFactor, people, watched, changes } = preview;
  return [
    `affects ${affected} of ${people} people, ${affectedWithoutFactor} of them without a factor,`,
    `were everybody to log in with a password at ${momentInWords(loginAt)}`,
    ...(watched === 0 ? [] : [`rules in monitor mode would stop ${watched}`]),
    ...changes.map(
      ({ from, to, count, examples }) =>
        `  ${from} -> ${to}: ${count} (${examples.slice(0, 5).join(', ')}${count > 5 ? ', …' : ''})`,
    ),
  ];
}
