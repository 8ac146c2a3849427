import type { AuditLog } from '../../../proxy/audit/index.ts';
import type { Factors } from '../../../proxy/authenticators/index.ts';
import type { Clock, RandomBytes } from '../../../proxy/kernel/clock.ts';
import type { PeopleExport, PeopleMirror, PeopleSync } from '../../../proxy/people/index.ts';
import type { SharedStore } from '../../../proxy/store/index.ts';
import type { JiraCredentials } from '../../../proxy/upstream/index.ts';
import { type BulkHelp, BulkJobs, BulkRunner } from '../../bulk/index.ts';
import type { Screen } from '../screen.ts';
import type { PersonDesk, PolicyView } from '../user/index.ts';
import { createBulkChoiceScreen } from './bulk-choice-screen.tsx';
import { createBulkConfirmScreen } from './bulk-confirm-screen.tsx';
import { createBulkResultScreen } from './bulk-result-screen.tsx';
import { createExportScreen } from './export-screen.ts';
import { createRefreshScreen } from './refresh-screen.tsx';
import { createUsersScreen } from './users-screen.tsx';

export type UsersScreensParts = {
  readonly desk: PersonDesk;
  readonly mirror: PeopleMirror;
  readonly sync: Pick<PeopleSync<JiraCredentials>, 'status' | 'startWith'>;
  readonly policy: PolicyView;
  readonly factors: Factors;
  readonly help: BulkHelp;
  readonly audit: AuditLog;
  readonly exporting: PeopleExport;
  readonly store: SharedStore;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly onTrouble: (error: Error) => void;
};

/** All users: the list, its export, its refreshing, and what is done to several people at once. */
export function createUsersScreens(parts: UsersScreensParts): readonly Screen[] {
  const { store, randomBytes, clock } = parts;
  const jobs = new BulkJobs(store, randomBytes);
  const runner = new BulkRunner({ ...parts, jobs });
  return [
    createUsersScreen(parts),
    createExportScreen(parts),
    createRefreshScreen(parts),
    createBulkChoiceScreen({ ...parts, jobs }),
    createBulkConfirmScreen({ ...parts, jobs, runner }),
    createBulkResultScreen(jobs, clock),
  ];
}
