import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import { type BulkEntry, type BulkJobs, type BulkRun, bulkState } from '../../bulk/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import type { Screen, ScreenPage } from '../screen.ts';
import { DataTable, Lozenge } from '../ui/index.ts';
import { peopleText } from './bulk-confirm-screen.tsx';
import { bulkWords } from './bulk-words.ts';

/** What came of it, for each of them. */
export function createBulkResultScreen(jobs: BulkJobs, clock: Clock): Screen {
  return {
    path: '/users/bulk/result',
    title: 'Several people at once',
    under: '/users',
    get: async ({ query, links, administrator }) => {
      const breadcrumbs = [{ label: 'Users', href: links.to('/users') }];
      const run = await jobs.findRun(query.text('job'), administrator.person.userKey);
      return {
        kind: 'page',
        breadcrumbs,
        ...(run === undefined ? nothing(links) : pageOf(run, links, clock())),
      };
    },
  };
}

type Part = Pick<ScreenPage, 'body'> & Partial<Pick<ScreenPage, 'message' | 'title' | 'status' | 'actions'>>;

function nothing(links: ConsoleLinks): Part {
  return {
    status: 404,
    body: (
      <div class="empty-state">
        <p>Nothing is known of this. It was chosen too long ago, or done more than an hour ago.</p>
        <p>
          The audit has what was done. <a href={links.to('/users')}>Back to all users</a>
        </p>
      </div>
    ),
  };
}

function pageOf(run: BulkRun, links: ConsoleLinks, now: number): Part {
  const skipped = run.entries.filter(({ why }) => why !== undefined);
  return {
    title: `${bulkWords[run.kind].label}: ${peopleText(run.total)}`,
    message: messageOf(run, skipped.length, now),
    body: (
      <DataTable<BulkEntry>
        caption="What came of it"
        columns={[
          {
            title: 'Name',
            isName: true,
            cell: ({ key, name }) => (
              <a href={links.to('/user', { person: key })}>
                <bdi>{name}</bdi>
              </a>
            ),
          },
          {
            title: 'Outcome',
            cell: ({ why }) =>
              why === undefined ? (
                <Lozenge tone="success">Done</Lozenge>
              ) : (
                <>
                  <Lozenge tone="warning">Skipped</Lozenge> {why}
                </>
              ),
          },
        ]}
        // Whoever was skipped comes first: that is what somebody has to look at.
        rows={[...skipped, ...run.entries.filter(({ why }) => why === undefined)]}
        keyOf={({ key }) => key}
        empty="Nobody yet."
      />
    ),
  };
}

function messageOf(run: BulkRun, skipped: number, now: number): Message {
  const { entries, total, stoppedBy } = run;
  const counts = `${(entries.length - skipped).toLocaleString('en')} done, ${skipped.toLocaleString('en')} skipped`;
  const left = total - entries.length;
  const state = bulkState(run, now);
  if (state === 'stopped' || state === 'lost') {
    return {
      kind: 'error',
      text: `Stopped: ${stoppedBy ?? 'the gate that did it has gone away'}.`,
      hint: `${counts}. Nothing is known of ${left.toLocaleString('en')}: look into the audit before you do it again.`,
    };
  }
  if (state === 'running') {
    return {
      kind: 'info',
      text: `Under way: ${entries.length.toLocaleString('en')} of ${total.toLocaleString('en')}.`,
      hint: 'It goes on by itself. Reload this page to see how far it is.',
    };
  }
  return { kind: skipped === 0 ? 'success' : 'warning', text: `${counts}.` };
}
