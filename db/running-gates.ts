import { type Database, rows } from './database.ts';

const prefix = 'two-step-gate changes';

/** How a gate that listens for changes calls itself: with the fingerprint of the key that it seals with. */
export function gateName(keyFingerprint: string): string {
  return `${prefix}, key ${keyFingerprint.slice(0, 16)}`;
}

/** The names of the gates that are listening to this database right now; other roles' are not seen. */
export async function findRunningGates(db: Database): Promise<readonly string[]> {
  const found = await rows<{ name: string }>(
    db,
    `SELECT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE ?`,
    [`${prefix}%`],
  );
  return found.map(({ name }) => name);
}
