import { openDatabaseInUse } from '../db/database-in-use.ts';
import { type Database, openDatabase } from '../db/index.ts';
import { composeAuditExport } from './compose-audit.ts';
import { type Config, loadOrCreateKeyFile } from './config/index.ts';
import type { Clock } from './kernel/clock.ts';

export type CommandSite = Awaited<ReturnType<typeof openCommandSite>>;

/**
 * What commands work with: the gate's own keys and its database, whether a gate runs or not. `close` stops only what
 * was started for the occasion.
 *
 * @throws when the database cannot be opened
 */
export async function openCommandSite(config: Config, clock: Clock) {
  const keyRing = config.keyRing ?? loadOrCreateKeyFile(config.dataDirectory);
  const database = await openDatabaseInUse();
  const db: Database = openDatabase(database.url, { poolSize: 2 });
  const parts = composeAuditExport({ config, db, keyRing, clock });
  const close = async () => {
    await db.destroy();
    await database.close();
  };
  return { ...parts, close };
}
