import { once } from 'node:events';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { type CommandSite, openCommandSite } from '../../proxy/compose-command-line.ts';
import { composeSurroundings } from '../../proxy/compose-surroundings.ts';
import { type Config, loadConfig } from '../../proxy/config/index.ts';
import { type Command, type CommandContext, exitCodes, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { wordsFor } from './words-for.ts';

/** `two-step COMMAND [options]`: what an administrator does on the machine where the gate's settings are. */
async function main(args: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name);
  if (command === undefined) {
    const asked = args.length === 0 || args[0] === 'help' || args.includes('--help');
    (asked ? process.stdout : process.stderr).write(help(args[0] ?? ''));
    return asked && args.length > 0 ? exitCodes.ok : exitCodes.usage;
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(helpOf(command));
    return exitCodes.ok;
  }
  const loaded = loadConfig(process.env);
  if (loaded.kind === 'problems') {
    process.stderr.write(
      `The configuration has problems:\n${loaded.problems.map((p) => `  ${p}\n`).join('')}`,
    );
    return exitCodes.configuration;
  }
  return runCommand(command, rest, loaded.config);
}

async function runCommand(command: Command, args: readonly string[], config: Config): Promise<number> {
  const opened = siteOpener(config);
  const given = (flag: string) => args.includes(flag);
  try {
    const others = args.filter((one) => one !== '--json' && one !== '--yes');
    const { site } = opened;
    const confirm = (question: string) => (given('--yes') ? Promise.resolve(true) : ask(question));
    const surroundings = () => composeSurroundings(config);
    const context = { config, json: given('--json'), site, surroundings, print, remark, confirm };
    return await command.run(others, context);
  } catch (error) {
    remark(wordsFor(error));
    if (!(error instanceof UsageError)) return exitCodes.unavailable;
    remark(`usage: two-step ${command.name} ${command.options} [--json]`);
    return exitCodes.usage;
  } finally {
    await opened.close();
  }
}

/** Opens the database once, at the first question for it. */
function siteOpener(config: Config): { site: CommandContext['site']; close(): Promise<void> } {
  let opening: Promise<CommandSite> | undefined;
  return {
    site: () => {
      opening ??= openCommandSite({ config, clock: Date.now, unixUser: unixUser(), onTrouble: remark });
      return opening;
    },
    close: async () => {
      const site = await opening?.catch(() => undefined);
      await site?.close().catch(() => undefined);
    },
  };
}

/** Whoever typed it, also behind `sudo`. What they say of themselves is as good as their rights on this machine. */
function unixUser(): string {
  return process.env.SUDO_USER || process.env.USER || userInfo().username;
}

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError('nobody can be asked here: --yes says that you mean it');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

const remark = (text: string) => void process.stderr.write(`${text}\n`);

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function help(first: string): string {
  const some = commands.filter(({ name }) => name.startsWith(`${first} `));
  const lines = (some.length > 0 ? some : commands).map(({ name, options, summary }) =>
    `  two-step ${name} ${options}`.trimEnd().concat(`\n      ${summary}\n`),
  );
  return `Commands, each with --json for machines and --help for examples:\n\n${lines.join('')}
Settings are those of the gate. Exit codes: 0 well, 1 something was found or refused, 2 wrong usage, 69 not possible now,
78 the configuration has problems.\n`;
}

function helpOf({ name, options, summary, examples }: Command): string {
  const lines = examples.map((example) => `  npx two-step ${example}\n`).join('');
  return `two-step ${name} ${options}`.trimEnd().concat(`\n\n  ${summary}\n\nExamples:\n\n${lines}`);
}

process.exitCode = await main(process.argv.slice(2));
