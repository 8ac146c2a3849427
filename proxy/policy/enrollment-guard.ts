import { type CompiledPolicy, folded } from './compile-policy.ts';
import type { EnrollmentGuard } from './policy-document.ts';
import type { Subject } from './requirement.ts';

/**
 * What must be there before somebody sets up their first factor. A factor opens every door, so it does not matter
 * which path or login somebody names on their way to the setup: the first rule that may be theirs and has a guard
 * counts, and the search ends only at a rule that decides about them everywhere.
 */
export function findEnrollmentGuard(
  policy: CompiledPolicy,
  subject: Pick<Subject, 'userKey' | 'username' | 'groups'>,
  { address, now }: { readonly address: string; readonly now: number },
): EnrollmentGuard | undefined {
  for (const { rule, groups, users, onNetwork, startsAt } of policy.rules) {
    if (rule.mode !== 'enforce' || rule.wave?.paused === true || startsAt > now) continue;
    const { userKey, username } = subject;
    if (users !== undefined && !users.has(folded(username)) && !users.has(folded(userKey))) continue;
    if (groups !== undefined && !subject.groups.some((group) => groups.has(folded(group)))) continue;
    if (onNetwork !== undefined && !onNetwork(address)) continue;
    if (rule.guard !== undefined) return rule.guard;
    if (rule.match.paths === undefined && rule.match.logins === undefined) return undefined;
  }
  return policy.last.mode === 'enforce' ? policy.last.guard : undefined;
}
