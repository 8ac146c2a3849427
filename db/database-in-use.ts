import { readFileSync } from 'node:fs';
import { findRunningEmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';

export type OpenDatabase = { url: string; close(): Promise<void> };

/**
 * The database that a gate with these settings uses: DATABASE_URL (or what DATABASE_URL_FILE holds), else the embedded
 * one in TSV_DATA_DIR, started for the occasion if it does not run. `close` stops only what was started here.
 */
export async function openDatabaseInUse(): Promise<OpenDatabase> {
  const file = process.env.DATABASE_URL_FILE;
  const configured = process.env.DATABASE_URL || (file ? readFileSync(file, 'utf8').trim() : undefined);
  if (configured) return { url: configured, close: async () => undefined };
  const dataDirectory = process.env.TSV_DATA_DIR || './data';
  const running = await findRunningEmbeddedPostgres(dataDirectory);
  if (running) return { url: running.connectionString, close: async () => undefined };
  const started = await startEmbeddedPostgres({ dataDirectory, log: console.error });
  return { url: started.connectionString, close: () => started.stop() };
}
