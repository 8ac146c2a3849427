/**
 * Whether a person must show a second factor. Pure: facts in, an outcome and its reason out.
 */
export type Policy = { readonly mode: 'mandatory' | 'optional' | 'monitor' };

export type Subject = { readonly enrolled: boolean };

export type Requirement = {
  /** `require`: a factor they have; `enroll`: set one up now; `none`: nothing is owed. */
  readonly outcome: 'require' | 'enroll' | 'none';
  /** What the outcome would be if the policy were enforced; differs from `outcome` in monitor mode only. */
  readonly wouldBe: 'require' | 'enroll' | 'none';
  readonly because: string;
};

export function evaluatePolicy(policy: Policy, subject: Subject): Requirement {
  switch (policy.mode) {
    case 'mandatory':
      return subject.enrolled
        ? enforced('require', 'everybody needs a second factor, and this person has one')
        : enforced('enroll', 'everybody needs a second factor, and this person has none yet');
    case 'optional':
      return subject.enrolled
        ? enforced('require', 'this person chose to have a second factor')
        : enforced('none', 'a second factor is optional, and this person has none');
    case 'monitor':
      return {
        outcome: 'none',
        wouldBe: subject.enrolled ? 'require' : 'enroll',
        because: 'the policy is only being watched',
      };
    default:
      return policy.mode satisfies never;
  }
}

function enforced(outcome: 'require' | 'enroll' | 'none', because: string): Requirement {
  return { outcome, wouldBe: outcome, because };
}
