import type { AuditLog } from '../../../proxy/audit/index.ts';
import { originOf } from '../../../proxy/http/browser-name.ts';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { PeopleSync } from '../../../proxy/people/index.ts';
import type { JiraCredentials } from '../../../proxy/upstream/index.ts';
import type { Screen } from '../screen.ts';
import { credentialsOf } from '../user/index.ts';
import { SyncLine } from './sync-line.tsx';

export type RefreshParts = {
  readonly sync: Pick<PeopleSync<JiraCredentials>, 'status' | 'startWith'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** Reading everybody anew, with the rights of the administrator who asks for it. */
export function createRefreshScreen({ sync, audit, clock }: RefreshParts): Screen {
  return {
    path: '/users/refresh',
    title: 'Refresh from Jira',
    under: '/users',
    wantsFreshProof: true,
    get: async ({ links, form }) => ({
      kind: 'page',
      breadcrumbs: [{ label: 'Users', href: links.to('/users') }],
      body: (
        <>
          <p class="lead">
            All of Jira’s users and groups are read with your own session, a page at a time. Nothing in Jira
            changes.
          </p>
          <SyncLine run={await sync.status()} now={clock()} form={form('/users/refresh')} />
        </>
      ),
    }),
    post: async ({ administrator, links }) => {
      const outcome = await sync.startWith(credentialsOf(administrator));
      const { address, requestId } = originOf(administrator.scope);
      await audit.record({
        ...{ type: 'people.sync_started', outcome: outcome === 'started' ? 'success' : 'failure' },
        ...{ reason: outcome, actor: administrator.person, target: undefined, address, requestId },
      });
      return { kind: 'redirect', to: links.to('/users', { refresh: outcome }) };
    },
  };
}
