import { randomBytes } from 'node:crypto';

const longestName = 40;

/**
 * What the audit and the log call a rule: words of its name, and something of its own, so that a rule that is made anew
 * under an old name is another one.
 */
export function createRuleId(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '');
  return `${words === '' ? 'rule' : words}-${randomBytes(3).toString('hex')}`;
}
