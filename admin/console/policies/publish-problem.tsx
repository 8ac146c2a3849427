import { momentInWords, type RevertOutcome } from '../../../proxy/policy/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { ScreenPage } from '../screen.ts';

export type NotPublished = Exclude<RevertOutcome, { kind: 'published' }>;

/** Why nothing was published. */
export function problemMessage(outcome: NotPublished): Message {
  switch (outcome.kind) {
    case 'conflict': {
      const { version, actorName, at, comment } = outcome.current;
      const when = at === undefined ? '' : ` at ${momentInWords(at)}`;
      return {
        kind: 'warning',
        text: `Somebody has changed the policy meanwhile. Nothing was published.`,
        hint: `Version ${version} by ${actorName}${when}: ${comment}`,
      };
    }
    case 'invalid':
      return { kind: 'error', text: 'The policy is not valid.', hint: outcome.problems.join('; ') };
    case 'locks_you_out':
      return {
        kind: 'error',
        text: 'You would lock yourself out. Nothing was published.',
        hint: outcome.why,
      };
    case 'not_found':
      return { kind: 'error', text: 'There is no such version or rule. Nothing was published.' };
    default:
      return outcome satisfies never;
  }
}

export const problemStatus = (outcome: NotPublished): NonNullable<ScreenPage['status']> =>
  outcome.kind === 'conflict' ? 409 : outcome.kind === 'not_found' ? 404 : 400;
