import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';
import { prepareTemplate } from './prepare-template.ts';

/** Runs once for a whole test run: one PostgreSQL, of which every test file gets a database. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres(prepareTemplate);
  provide('postgresAdminUrl', postgres.adminUrl);
  return () => postgres.close();
}
