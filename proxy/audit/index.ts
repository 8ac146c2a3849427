export type { Activity, ActivityReader } from './activity-reader.ts';
export {
  type AuditEvent,
  type AuditEventType,
  type AuditLog,
  auditEventTypes,
  type Person,
} from './audit.ts';
export type { AuditChain } from './audit-chain.ts';
export { AuditExport, type ExportRequest } from './audit-export.ts';
export { AuditHeadFile, formatHead, parseHead } from './audit-head-file.ts';
export { AuditKeeper } from './audit-keeper.ts';
export type { AuditHead, AuditRow } from './audit-row.ts';
export {
  type AuditFilter,
  type AuditPage,
  type AuditRange,
  type AuditSearch,
  isAddressFilter,
  typeMatcher,
} from './audit-search.ts';
export {
  type AuditInspection,
  type AuditState,
  mostRowsWaitedFor,
  type PartReport,
  readAuditState,
  verifyPart,
} from './audit-state.ts';
export type { AuditSummaries, WatchedRule, WatchedRules } from './audit-summaries.ts';
export { type ExportReport, type SiteReport, verifyExport, verifySite } from './audit-verification.ts';
export { type AuditPublicKey, type Checkpoint, CheckpointSigner, readPublicKey } from './checkpoint.ts';
export { type CheckpointOutcome, CheckpointWriter } from './checkpoint-writer.ts';
export { DampedAuditLog } from './damped-audit-log.ts';
export {
  administratorsWithinDays,
  findHelpingAdministrators,
  type HelpingAdministrators,
} from './enough-administrators.ts';
export { AuditedEnrollments, type EnrollmentDifference } from './reconcile.ts';
export { type Retention, retentionDays } from './retention.ts';
export { readRetention } from './retention-setting.ts';
export type { AuditReceiver } from './streams/audit-stream.ts';
export { SyslogReceiver } from './streams/syslog-receiver.ts';
export { WebhookReceiver } from './streams/webhook-receiver.ts';
export { type ChainFinding, type ChainReport, verifyChain } from './verify-chain.ts';
