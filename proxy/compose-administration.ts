import type { Logger } from 'pino';
import { KnexAuditLog, KnexAuditSummaries, KnexCredentialUses, KnexSiteDocuments } from '../db/index.ts';
import { AuditExport, readRetention } from './audit/index.ts';
import { type AuditParts, composeAudit } from './compose-audit.ts';
import type { Services } from './compose-services.ts';
import { type NotedUse, UseNotes, UsesExport } from './credential-uses/index.ts';
import { PeopleExport } from './people/index.ts';
import { SettingsDesk } from './site-settings/index.ts';

export type Administration = ReturnType<typeof composeAdministration>;

/** What administrators look at, besides the services that everybody uses. */
export function composeAdministration(
  parts: AuditParts,
  { settings, people, factors }: Pick<Services, 'settings' | 'people' | 'factors'>,
  logger: Logger,
) {
  const { config, db, clock } = parts;
  const inspection = composeAudit(parts);
  const documents = new KnexSiteDocuments(db);
  const audit = new KnexAuditLog(db);
  const exporting = new AuditExport({ ...inspection, clock, site: config.publicOrigin, audit });
  const uses = new KnexCredentialUses(db);
  const useNotes = new UseNotes(uses, clock, ({ message }) =>
    logger.warn({ detail: message }, 'who used Basic or tokens is not written down'),
  );
  useNotes.start();
  return {
    ...{ inspection, exporting, uses, useNotes, usesExport: new UsesExport(uses, audit) },
    peopleExport: new PeopleExport({
      ...{ mirror: people.mirror, audit },
      codesLeft: (userKeys) => factors.codesLeft(userKeys),
    }),
    noteUse: (use: NotedUse) => useNotes.note(use),
    summaries: new KnexAuditSummaries(db),
    desk: new SettingsDesk({ documents, book: settings, audit }),
    retention: () => readRetention(documents),
  };
}
