import type { Config } from '../../../proxy/config/index.ts';
import type { CommandSite, Surroundings } from '../command.ts';

/** `note`: nothing is wrong as far as can be seen from here, and somebody should know or look. */
export type Finding = {
  readonly level: 'ok' | 'note' | 'problem';
  /** One line; of a problem with what to do. */
  readonly text: string;
  /** The same in numbers, for machines. */
  readonly details?: object;
};

/** What is looked at without the database. */
export type SurroundingsCheck = {
  readonly name: string;
  run(surroundings: Surroundings, config: Config): Promise<readonly Finding[]>;
};

export type SiteCheck = {
  readonly name: string;
  run(site: CommandSite, config: Config): Promise<readonly Finding[]>;
};

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const note = (text: string): Finding => ({ level: 'note', text });
export const problem = (text: string): Finding => ({ level: 'problem', text });

/** Codes are matched within 30 seconds either side; a third of that is where to look after it. */
export const largestDifference = 10_000;
export const day = 24 * 60 * 60_000;
