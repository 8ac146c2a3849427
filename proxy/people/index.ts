export type { DirectoryAnswer, DirectoryReader } from './directory-reader.ts';
export { PeopleExport } from './people-export.ts';
export { type GroupSize, mostMembersCounted, type PeopleMirror, type PeoplePage } from './people-mirror.ts';
export { PeopleSeen, type SeenPerson } from './people-seen.ts';
export {
  type ActivityDay,
  type ActivityStatistics,
  type AdoptionDay,
  type AdoptionDays,
  PeopleStatistics,
} from './people-statistics.ts';
export { PeopleSync, type SyncOutcome, type Wait } from './people-sync.ts';
export {
  foldText,
  type JiraPerson,
  lowerGroupName,
  type PeopleCounts,
  type PeopleFilter,
  type PeopleMoment,
  type PeopleQuery,
  type PersonForPolicy,
  type PersonRow,
  peopleFilters,
  searchText,
  searchWords,
} from './person-record.ts';
export { type NamedPerson, shownName } from './shown-name.ts';
export type {
  PeopleSyncRuns,
  SyncEnd,
  SyncPosition,
  SyncProgress,
  SyncRun,
  SyncState,
} from './sync-run.ts';
export { type VerificationDay, verificationDays, verificationTypes } from './verification-days.ts';
