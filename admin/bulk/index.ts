export { type BulkHelp, type BulkKind, bulkKinds } from './bulk-action.ts';
export { type BulkEntry, type BulkJob, BulkJobs, type BulkRun, mostInBulk } from './bulk-jobs.ts';
export { BulkRunner, type BulkState, bulkState } from './bulk-runner.ts';
