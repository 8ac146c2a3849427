import { isIP } from 'node:net';
import type { RequirementService } from '../../../proxy/gate/index.ts';
import type { PeopleMirror, PersonRow } from '../../../proxy/people/index.ts';
import type { Requirement, RuleVerdict } from '../../../proxy/policy/index.ts';
import type { LozengeTone } from '../ui/index.ts';

export type PolicyAnswer = {
  readonly label: string;
  readonly tone: LozengeTone;
  /** The name of the rule that decides. */
  readonly rule: string;
  readonly because: string;
  readonly graceUntil: Date | undefined;
  readonly verdicts: readonly RuleVerdict[];
};

export type PolicyViewParts = {
  readonly requirements: RequirementService;
  readonly mirror: Pick<PeopleMirror, 'groupsOf'>;
};

/** No range of a policy holds it. */
const outside = 'an address outside every network';

/** What the policy wants of somebody who opens a page after a password login. */
export class PolicyView {
  readonly #parts: PolicyViewParts;

  constructor(parts: PolicyViewParts) {
    this.#parts = parts;
  }

  /** @param from the address that they come from; anything else: an address outside every network */
  async of(
    { userKey, username }: Pick<PersonRow, 'userKey' | 'username'>,
    from: string,
    groups?: readonly string[],
  ): Promise<PolicyAnswer> {
    const { requirements, mirror } = this.#parts;
    const known = groups ?? (await mirror.groupsOf(userKey));
    const { requirement, verdicts } = await requirements.explain(
      { userKey, username, groups: known },
      {
        address: isAddress(from) ? from : outside,
        ...{ path: 'pages', possiblePaths: new Set(['pages']), login: 'password' },
      },
    );
    const { graceUntil, because, rule } = requirement;
    return {
      ...labelOf(requirement),
      rule: rule === 'exemption' ? 'Temporary exemption' : nameOf(rule, verdicts),
      because,
      graceUntil: graceUntil === undefined ? undefined : new Date(graceUntil),
      verdicts,
    };
  }
}

export const isAddress = (text: string) => isIP(text) !== 0;

/** Says under which circumstances the policy was asked. */
export function circumstancesText(from: string): string {
  return isAddress(from) ? `coming from ${from}` : 'coming from an address outside every network';
}

const nameOf = (rule: string, verdicts: readonly RuleVerdict[]) =>
  verdicts.find((one) => one.rule === rule)?.name ?? rule;

function labelOf({ outcome, graceUntil, rule }: Requirement): { label: string; tone: LozengeTone } {
  switch (outcome) {
    case 'require':
      return { label: 'Asked', tone: 'success' };
    case 'enroll':
      return { label: 'Must set up', tone: 'warning' };
    case 'refuse':
      return { label: 'Refused', tone: 'error' };
    case 'none':
      if (rule === 'exemption') return { label: 'Exempt', tone: 'info' };
      return graceUntil === undefined
        ? { label: 'Not asked', tone: 'neutral' }
        : { label: 'In grace', tone: 'info' };
    default:
      return outcome satisfies never;
  }
}
