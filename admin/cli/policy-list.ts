import { loginMethods, pathClasses } from '../../proxy/policy/index.ts';
import { type Command, exitCodes, UsageError } from './command.ts';
import { findPerson, unknownText } from './find-person.ts';
import { parseNamed, parseOptions } from './parse-options.ts';

const mostVersions = 20;

export const policyList: Command = {
  name: 'policy list',
  options: '[--document]',
  summary: 'the rules that count and the latest versions; with --document the policy as a file',
  examples: ['policy list', 'policy list --document > policy.json'],
  run: async (args, { site, json, print }) => {
    const given = parseOptions(args, { document: { type: 'boolean' } } as const);
    const { services } = await (await site()).services();
    const { version, document } = services.policies.current;
    if (given.document === true) {
      await print(`${JSON.stringify(document, undefined, 2)}\n`);
      return exitCodes.ok;
    }
    const history = await services.documents.history('policy', mostVersions);
    if (json) {
      const versions = history.map(({ document: _, kind: _kind, ...rest }) => rest);
      await print(`${JSON.stringify({ version, policy: document, versions })}\n`);
      return exitCodes.ok;
    }
    const rules = [...document.rules, { ...document.default, id: 'default', name: 'Everybody else' }];
    const lines = rules.map(
      ({ id, name, mode, withFactor, withoutFactor }) =>
        `  ${mode.padEnd(8)} ${id.padEnd(20)} ${name}: with a factor ${withFactor}, without ${withoutFactor.outcome}`,
    );
    const versions = history.map(
      (one) => `  ${String(one.version).padEnd(8)} ${one.at.toISOString()} ${one.actorName}: ${one.comment}`,
    );
    const past = versions.length === 0 ? ['  none stored: TSV_ENFORCEMENT counts'] : versions;
    await print(`version ${version}\n${lines.join('\n')}\n\nversions\n${past.join('\n')}\n`);
    return exitCodes.ok;
  },
};

const string = { type: 'string' } as const;

export const policyExplain: Command = {
  name: 'policy explain',
  options: `NAME --address ADDRESS [--path ${pathClasses.join('|')}] [--login ${loginMethods.join('|')}]`,
  summary: 'what the policy wants of somebody, rule by rule',
  examples: [
    'policy explain alice --address 203.0.113.7',
    'policy explain alice --address ::1 --path administration',
  ],
  run: async (args, { site, json, print, remark }) => {
    const { name, values } = parseNamed(args, { address: string, path: string, login: string });
    const { address } = values;
    if (address === undefined) throw new UsageError('--address: from where they come');
    const path = oneOf('path', pathClasses, values.path ?? 'pages');
    const login = oneOf('login', loginMethods, values.login ?? 'password');
    const { services } = await (await site()).services();
    const found = await findPerson(services.people.mirror, name);
    if (found.kind === 'unknown') {
      remark(unknownText(name, found.near));
      return exitCodes.found;
    }
    const groups = await services.people.mirror.groupsOf(found.person.userKey);
    const { requirement, verdicts } = await services.requirements.explain(
      { ...found.person, groups },
      { address, path, possiblePaths: new Set([path]), login },
    );
    if (json) {
      await print(`${JSON.stringify({ ...requirement, rules: verdicts })}\n`);
      return exitCodes.ok;
    }
    const lines = verdicts.map(({ rule, verdict, detail }) =>
      `  ${rule.padEnd(20)} ${verdict}  ${detail}`.trimEnd(),
    );
    await print(`${requirement.outcome}: ${requirement.because}\n${lines.join('\n')}\n`);
    return exitCodes.ok;
  },
};

function oneOf<T extends string>(option: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new UsageError(`--${option}: one of ${known.join(', ')}`);
  return found;
}
