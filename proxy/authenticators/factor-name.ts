import { oneLine } from '../kernel/one-line.ts';

const longest = 60;

/** What a person calls a factor of theirs. Empty where nothing is left of it. */
export function readFactorName(typed: string): string {
  return [...oneLine(typed)].slice(0, longest).join('').trim();
}
