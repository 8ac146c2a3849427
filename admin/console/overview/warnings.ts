import type { Message } from '../../../proxy/ui/index.ts';
import { daysShown, type OverviewFacts } from './overview-facts.ts';

/** What somebody should look after, though nothing is broken yet. */
export function overviewWarnings({ administrators, sync, counts }: OverviewFacts): readonly Message[] {
  const warnings: Message[] = [];
  if (administrators?.areEnough === false) {
    warnings.push({
      kind: 'warning',
      text: 'Only one system administrator can help others here.',
      hint: `Nobody else opened this console with a second factor in the last ${daysShown.administrators} days. Have a second one set theirs up and look in, before one of you loses a phone.`,
    });
  }
  if (sync === 'never') {
    warnings.push({
      kind: 'warning',
      text: 'Jira’s users were never read.',
      hint: 'The numbers below count only who has used Jira through the gate. Set TSV_JIRA_TOKEN, or start it from the list of users.',
    });
  } else if (sync !== undefined && (sync.state === 'refused' || sync.state === 'interrupted')) {
    warnings.push({
      kind: 'warning',
      text: 'Reading Jira’s users did not come to its end.',
      hint: sync.error === '' ? 'It is tried again.' : `What came back: ${sync.error}.`,
    });
  }
  const locked = counts?.answer.locked ?? 0;
  if (locked > 0) {
    warnings.push({
      kind: 'info',
      text:
        locked === 1
          ? 'One person is locked after wrong codes.'
          : `${locked} people are locked after wrong codes.`,
    });
  }
  return warnings;
}
