import pg from 'pg';
import type { Site } from './site.ts';

/** What the audit has of one type, in the order in which it was written: what came of it, why, and who did it. */
export async function auditOf({ gate }: Pick<Site, 'gate'>, type: string) {
  const client = new pg.Client({ connectionString: gate.config.databaseUrl });
  await client.connect();
  try {
    const sql = 'SELECT outcome, reason, actor_key AS actor FROM audit_events WHERE type = $1 ORDER BY id';
    return (await client.query<{ outcome: string; reason: string; actor: string }>(sql, [type])).rows;
  } finally {
    await client.end();
  }
}
