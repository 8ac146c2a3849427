import { oneLine } from '../kernel/one-line.ts';

const shortest = 3;
const longest = 200;

/** Why an administrator does something, as one line without control characters. `undefined`: too short, or too long. */
export function readReason(typed: string): string | undefined {
  if (typed.length > 4 * longest) return undefined;
  const reason = oneLine(typed);
  const { length } = [...reason];
  return length >= shortest && length <= longest ? reason : undefined;
}

/** For the audit's column, which holds 255 characters: a fixed word or two, and the reason. */
export function auditReason(what: string, reason: string): string {
  return [...[what, reason].filter((part) => part !== '').join(': ')].slice(0, 255).join('');
}
