import type { PublishOutcome } from '../../proxy/policy/index.ts';
import { Fault } from './fault.ts';

/** Why a policy was not published. */
export function policyFault(outcome: Exclude<PublishOutcome, { kind: 'published' }>): Fault {
  switch (outcome.kind) {
    case 'invalid':
      return new Fault(400, 'invalid_policy', outcome.problems.join('; '));
    case 'locks_you_out':
      return new Fault(409, 'locks_you_out', outcome.why);
    case 'conflict': {
      const { version, actorName } = outcome.current;
      return new Fault(409, 'conflict', `Version ${version} by ${actorName} came meanwhile.`);
    }
    default:
      return outcome satisfies never;
  }
}
