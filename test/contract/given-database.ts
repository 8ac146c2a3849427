import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from '../../db/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

export type GivenDatabase = {
  readonly url: string;
  readonly db: Database;
  /** Runs a statement as a database administrator would: not through the gate. */
  rows(sql: string, bindings?: readonly (string | readonly string[])[]): Promise<Record<string, unknown>[]>;
};

/** A migrated database for the tests of one file. */
export function givenDatabase(): GivenDatabase {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createDatabase();
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  return {
    get url() {
      return database.url;
    },
    get db() {
      return db;
    },
    rows: async (sql, bindings = []) => (await db.raw(sql, bindings as string[])).rows,
  };
}

/** What was decided about a person or told them, or is known from Jira, not what they set up: it outlives their enrollment. */
const decisions = [
  ...['audit_events', 'exemptions', 'grace_periods', 'people', 'people_groups', 'wave_mails'],
];

/** Every table, bar the audit and decisions, that has a column with a user key in it, and that column. */
export async function personalTables(given: GivenDatabase): Promise<{ table: string; column: string }[]> {
  const found = await given.rows(
    `SELECT c.table_name AS table, c.column_name AS column
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> ALL (?)
       AND (lower(c.column_name) LIKE '%user_key' OR lower(c.column_name) LIKE '%user_name')
     ORDER BY 1, 2`,
    [decisions],
  );
  return found as { table: string; column: string }[];
}
