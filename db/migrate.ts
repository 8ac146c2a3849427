import type { Knex } from 'knex';
import { type Database, guarded } from './database.ts';
import * as enrollmentTables from './migrations/20261101-enrollment-tables.ts';
import * as enrollmentTrigger from './migrations/20261102-enrollment-trigger.ts';
import * as authenticators from './migrations/20261122-authenticators.ts';
import * as administration from './migrations/20261123-administration.ts';
import * as auditChain from './migrations/20261124-audit-chain.ts';
import * as people from './migrations/20261125-people.ts';
import * as breakGlass from './migrations/20261126-break-glass.ts';
import * as waveMails from './migrations/20261127-wave-mails.ts';
import * as credentialUses from './migrations/20261128-credential-uses.ts';
import * as factorChanges from './migrations/20261129-factor-changes.ts';
import * as waveDays from './migrations/20261130-wave-days.ts';

/** In order. A migration that was ever released is not changed any more: what comes later is a new one. */
const migrations: readonly { readonly name: string; readonly migration: Knex.Migration }[] = [
  { name: '20261101-enrollment-tables', migration: enrollmentTables },
  { name: '20261102-enrollment-trigger', migration: enrollmentTrigger },
  { name: '20261122-authenticators', migration: authenticators },
  { name: '20261123-administration', migration: administration },
  { name: '20261124-audit-chain', migration: auditChain },
  { name: '20261125-people', migration: people },
  { name: '20261126-break-glass', migration: breakGlass },
  { name: '20261127-wave-mails', migration: waveMails },
  { name: '20261128-credential-uses', migration: credentialUses },
  { name: '20261129-factor-changes', migration: factorChanges },
  { name: '20261130-wave-days', migration: waveDays },
];

const migrationSource: Knex.MigrationSource<(typeof migrations)[number]> = {
  getMigrations: async () => [...migrations],
  getMigrationName: ({ name }) => name,
  getMigration: async ({ migration }) => migration,
};

/** Any number, the same in every gate of a site: who holds it migrates, the others wait. */
const advisoryLock = 733_002;

/** Brings the database up to date. Gates that start at once take turns; one that died on the way leaves no lock. */
export function migrate(db: Database): Promise<void> {
  return guarded('migration', async () => {
    await db.transaction(async (guard) => {
      await guard.raw('SET LOCAL statement_timeout = 0');
      await guard.raw('SELECT pg_advisory_xact_lock(?)', [advisoryLock]);
      const config = { migrationSource, tableName: 'schema_migrations', schemaName: 'public' };
      await db.migrate.forceFreeMigrationsLock(config);
      await db.migrate.latest(config);
    });
  });
}
