import { once } from 'node:events';
import { type CommandSite, openCommandSite } from '../../proxy/compose-command-line.ts';
import { type Config, loadConfig } from '../../proxy/config/index.ts';
import { type Command, type CommandContext, exitCodes, UsageError } from './command.ts';
import { commands } from './commands.ts';

/** `two-step COMMAND [options]`: what an administrator does on the machine where the gate's settings are. */
async function main(args: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name);
  if (command === undefined) {
    const asked = args.length === 0 || args[0] === 'help' || args[0] === '--help';
    (asked ? process.stdout : process.stderr).write(help());
    return asked && args.length > 0 ? exitCodes.ok : exitCodes.usage;
  }
  const loaded = loadConfig(process.env);
  if (loaded.kind === 'problems') {
    process.stderr.write(
      `The configuration has problems:\n${loaded.problems.map((p) => `  ${p}\n`).join('')}`,
    );
    return exitCodes.configuration;
  }
  const rest = args.slice(command.name.split(' ').length);
  return runCommand(command, rest, loaded.config);
}

async function runCommand(command: Command, args: readonly string[], config: Config): Promise<number> {
  const opened = siteOpener(config);
  try {
    const json = args.includes('--json');
    const others = args.filter((one) => one !== '--json');
    return await command.run(others, { config, json, site: opened.site, print, remark });
  } catch (error) {
    remark(error instanceof Error ? error.message : String(error));
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
      opening ??= openCommandSite(config, Date.now);
      return opening;
    },
    close: async () => {
      const site = await opening?.catch(() => undefined);
      await site?.close().catch(() => undefined);
    },
  };
}

const remark = (text: string) => void process.stderr.write(`${text}\n`);

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function help(): string {
  const lines = commands.map(
    ({ name, options, summary }) => `  two-step ${name} ${options}\n      ${summary}\n`,
  );
  return `Commands, each with --json for machines:\n\n${lines.join('')}
Settings are those of the gate. Exit codes: 0 well, 1 something was found, 2 wrong usage, 69 not possible now,
78 the configuration has problems.\n`;
}

process.exitCode = await main(process.argv.slice(2));
