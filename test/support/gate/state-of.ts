import pg from 'pg';
import type { Site } from './site.ts';

/** What the gate writes down by itself, whatever is asked of it: when Jira last vouched for whom, and what day it is. */
const keptByLooking: ReadonlySet<string> = new Set([
  ...[
    'people',
    'people_groups',
    'people_sync',
    'adoption_daily',
    'wave_days',
    'audit_checkpoints',
    'credential_uses',
  ],
]);

/** All that a request could change: every row of the database, Jira's sessions, and what else Jira was sent. */
export async function stateOf({ gate, jira }: Pick<Site, 'gate' | 'jira'>) {
  const client = new pg.Client({ connectionString: gate.config.databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const rows: Record<string, unknown[]> = {};
    for (const { name } of tables.filter((table) => !keptByLooking.has(table.name)))
      rows[name] = (await client.query(`SELECT * FROM ${name} ORDER BY 1`)).rows;
    const sent = jira.requests.filter(({ method }) => method !== 'GET').map(({ target }) => target);
    // Jira lists the one used last at the end: reading is no change.
    const sessions = jira.sessions.list().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return { rows, sessions, sent };
  } finally {
    await client.end();
  }
}
