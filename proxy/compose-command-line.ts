import { type Database, KnexAuditLog, openDatabase } from '../db/index.ts';
import { AuditExport } from './audit/index.ts';
import { composeAudit } from './compose-audit.ts';
import { type Config, loadOrCreateKeyFile } from './config/index.ts';
import type { Clock } from './kernel/clock.ts';

export type CommandSite = ReturnType<typeof composeCommandLine>;

/**
 * What commands work with: the gate's own database and keys, whether a gate runs or not.
 *
 * @param databaseUrl of the database in use
 */
export function composeCommandLine(config: Config, databaseUrl: string, clock: Clock) {
  const keyRing = config.keyRing ?? loadOrCreateKeyFile(config.dataDirectory);
  const db: Database = openDatabase(databaseUrl, { poolSize: 2 });
  const parts = composeAudit({ config, db, keyRing, clock });
  const exporting = new AuditExport({
    ...{ ...parts, clock },
    audit: new KnexAuditLog(db),
    site: config.publicOrigin,
  });
  return { ...parts, exporting, close: () => db.destroy() };
}
