import type { CompiledPolicy } from './compile-policy.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { PathClass } from './policy-document.ts';
import { momentInWords, pathNames } from './policy-words.ts';
import type { Subject } from './requirement.ts';

/** The places that somebody needs who is to take a policy back. */
const neededPlaces: readonly PathClass[] = ['pages', 'administration'];

/**
 * Whether a policy would keep out whoever publishes it, from where they are, with a password: now, or when one of its
 * waves begins. An exemption is not counted on, since it ends.
 *
 * @param methods of the person's factors
 * @returns why, as a sentence; `undefined` where they get in
 */
export function findLockout(
  policy: CompiledPolicy,
  subject: Subject,
  methods: readonly string[],
  { address, now }: { readonly address: string; readonly now: number },
): string | undefined {
  const plain = { ...subject, exemptUntil: undefined };
  const starts = policy.rules.map(({ startsAt }) => startsAt).filter((at) => at > now);
  for (const at of [now, ...new Set(starts)]) {
    for (const place of neededPlaces) {
      const circumstances = {
        address,
        path: place,
        possiblePaths: new Set([place]),
        login: 'password',
        now: at,
      } as const;
      const requirement = evaluatePolicy(policy, plain, circumstances);
      const name = ruleName(policy, requirement.rule);
      const when = at === now ? '' : ` from ${momentInWords(at)} on`;
      const where = `${pathNames[place].toLowerCase()} from ${address}${when}`;
      if (requirement.outcome === 'refuse') return `${name} would refuse you at ${where}.`;
      if (requirement.outcome === 'enroll')
        return `${name} would want you to set up a second factor at ${where}.`;
      const { methods: counting } = requirement;
      if (
        counting !== undefined &&
        requirement.outcome === 'require' &&
        !counting.some((one) => methods.includes(one))
      ) {
        return `${name} counts none of the methods that you have (${methods.join(', ')}) at ${where}.`;
      }
    }
  }
  return undefined;
}

function ruleName({ document }: CompiledPolicy, id: string): string {
  const name = document.rules.find((rule) => rule.id === id)?.name;
  return name === undefined ? 'The rule for everybody else' : `The rule “${name}”`;
}
