import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

const TEMPLATE = 'template_of_tests';

export type TestDatabase = { url: string; drop(): Promise<void> };

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the PostgreSQL server of this test run. */
    postgresAdminUrl: string;
  }
}

/**
 * Creates a database for one test file, a copy of the migrated template. Its URL is that of an ordinary role that owns
 * it, as in production: no superuser.
 */
export async function createDatabase(adminUrl: string = inject('postgresAdminUrl')): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(adminUrl);
  await runAsAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER two_step_gate`);
  url.username = 'two_step_gate';
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runAsAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** `prepare` must close its connections: PostgreSQL does not copy a database that somebody is connected to. */
export async function prepareTemplateDatabase(
  adminUrl: string,
  owner: string,
  prepare: (url: string) => Promise<void>,
): Promise<void> {
  await runAsAdmin(adminUrl, `CREATE DATABASE ${TEMPLATE} OWNER ${owner}`);
  const url = new URL(adminUrl);
  url.username = owner;
  url.pathname = `/${TEMPLATE}`;
  await prepare(url.href);
}

async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
