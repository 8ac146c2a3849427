import { KnexAuditLog, KnexAuditSummaries, KnexSiteDocuments } from '../db/index.ts';
import { AuditExport, readRetention } from './audit/index.ts';
import { type AuditParts, composeAudit } from './compose-audit.ts';

export type Administration = ReturnType<typeof composeAdministration>;

/** What administrators look at, besides the services that everybody uses. */
export function composeAdministration(parts: AuditParts) {
  const { config, db, clock } = parts;
  const inspection = composeAudit(parts);
  const documents = new KnexSiteDocuments(db);
  const exporting = new AuditExport({
    ...{ ...inspection, clock, site: config.publicOrigin },
    audit: new KnexAuditLog(db),
  });
  const summaries = new KnexAuditSummaries(db);
  return { inspection, exporting, summaries, documents, retention: () => readRetention(documents) };
}
