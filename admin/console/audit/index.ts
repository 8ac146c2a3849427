export { createAuditExportScreen } from './audit-export-screen.ts';
export { type AuditScreenParts, createAuditScreen } from './audit-screen.tsx';
export { createAuditVerifyScreen } from './audit-verify-screen.tsx';
