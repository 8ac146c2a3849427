export type { Activity, ActivityReader } from './activity-reader.ts';
export {
  type AuditEvent,
  type AuditEventType,
  type AuditLog,
  auditEventTypes,
  type Person,
} from './audit.ts';
