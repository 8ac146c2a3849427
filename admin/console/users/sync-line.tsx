import { hour, minute } from '../../../proxy/kernel/clock.ts';
import type { SyncRun } from '../../../proxy/people/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Parameters } from '../parameters.ts';
import type { ConsoleForm } from '../screen.ts';
import { Lozenge, momentText } from '../ui/index.ts';

type Props = { readonly run: SyncRun | undefined; readonly now: number; readonly form: ConsoleForm };

/** How current the list is, and the button that makes it so. */
export function SyncLine({ run, now, form }: Props) {
  return (
    <div class="sync-line">
      <p>
        <SyncState run={run} now={now} />
      </p>
      <form method="post" action={form.action} data-submit-once="">
        <input type="hidden" name="token" value={form.token} />
        <button type="submit" class="aui-button">
          Refresh from Jira
        </button>
      </form>
    </div>
  );
}

export function SyncState({ run, now }: Omit<Props, 'form'>) {
  if (run === undefined) {
    return (
      <>
        <Lozenge tone="warning">Not read yet</Lozenge> Only people who used Jira through the gate are known.
      </>
    );
  }
  const read = `${run.peopleRead.toLocaleString('en')} people and ${run.groupsRead.toLocaleString('en')} groups`;
  const isHeld = run.heldUntil !== undefined && run.heldUntil.getTime() > now;
  switch (run.state) {
    case 'running':
      return isHeld ? (
        <>
          <Lozenge tone="info">Reading</Lozenge> {read} so far.
        </>
      ) : (
        <>
          <Lozenge tone="warning">Interrupted</Lozenge> after {read}.
        </>
      );
    case 'finished':
      return (
        <>
          <Lozenge tone={isOld(run, now) ? 'warning' : 'success'}>Read from Jira</Lozenge> {read},{' '}
          {ageText(now - (run.finishedAt?.getTime() ?? now))}.
        </>
      );
    case 'interrupted':
    case 'refused':
      return (
        <>
          <Lozenge tone="error">{run.state === 'refused' ? 'Refused' : 'Interrupted'}</Lozenge> after {read}:{' '}
          {run.error}. Last tried {momentText(run.startedAt)}.
        </>
      );
    default:
      return run.state satisfies never;
  }
}

const isOld = ({ finishedAt }: SyncRun, now: number) => now - (finishedAt?.getTime() ?? 0) > 24 * hour;

function ageText(age: number): string {
  if (age < 2 * minute) return 'just now';
  if (age < 2 * hour) return `${Math.floor(age / minute)} minutes ago`;
  if (age < 48 * hour) return `${Math.floor(age / hour)} hours ago`;
  return `${Math.floor(age / (24 * hour))} days ago`;
}

/** What came of the button. */
export function syncMessage(query: Parameters): Message | undefined {
  const outcome = query.choice('refresh', ['started', 'busy'], undefined);
  if (outcome === undefined) return undefined;
  return outcome === 'started'
    ? {
        kind: 'success',
        text: 'Reading from Jira has begun.',
        hint: 'It goes on by itself; reload to see how far it is.',
      }
    : { kind: 'info', text: 'A gate is reading from Jira already.' };
}
