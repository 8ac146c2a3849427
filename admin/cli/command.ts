import type { CommandServices, CommandSite } from '../../proxy/compose-command-line.ts';
import type { Surroundings } from '../../proxy/compose-surroundings.ts';
import type { Config } from '../../proxy/config/index.ts';

export type { CommandServices, CommandSite, Surroundings };

/** sysexits.h has the last two. */
export const exitCodes = { ok: 0, found: 1, usage: 2, unavailable: 69, configuration: 78 } as const;

export type CommandContext = {
  readonly config: Config;
  /** Opened when it is first asked for: not every command needs the database. */
  site(): Promise<CommandSite>;
  /** What the gate has round it, without the database. */
  surroundings(): Surroundings;
  /** For machines; every command has both. */
  readonly json: boolean;
  /** Waits until it is taken: an export may be longer than memory. */
  print(text: string): Promise<void>;
  /** What is said about the work, and is not its result. */
  remark(text: string): void;
  /** Whether whoever sits there means it: `--yes`, or an answer. @throws UsageError where nobody can be asked */
  confirm(question: string): Promise<boolean>;
};

export type Command = {
  /** What is typed: `audit verify`. */
  readonly name: string;
  /** Options, as the help shows them. */
  readonly options: string;
  readonly summary: string;
  /** What somebody would type, after `two-step`. */
  readonly examples: readonly string[];
  /** Answers the exit code. @throws UsageError for arguments that it does not understand */
  run(args: readonly string[], context: CommandContext): Promise<number>;
};

export class UsageError extends Error {}
