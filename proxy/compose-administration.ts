import { KnexAuditLog, KnexAuditSummaries, KnexSiteDocuments } from '../db/index.ts';
import { AuditExport, readRetention } from './audit/index.ts';
import { type AuditParts, composeAudit } from './compose-audit.ts';
import { type SettingsBook, SettingsDesk } from './site-settings/index.ts';

export type Administration = ReturnType<typeof composeAdministration>;

/** What administrators look at, besides the services that everybody uses. */
export function composeAdministration(parts: AuditParts, settings: SettingsBook) {
  const { config, db, clock } = parts;
  const inspection = composeAudit(parts);
  const documents = new KnexSiteDocuments(db);
  const audit = new KnexAuditLog(db);
  const desk = new SettingsDesk({ documents, book: settings, audit });
  const exporting = new AuditExport({
    ...{ ...inspection, clock, site: config.publicOrigin },
    audit,
  });
  const summaries = new KnexAuditSummaries(db);
  return { inspection, exporting, summaries, desk, documents, retention: () => readRetention(documents) };
}
