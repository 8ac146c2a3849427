import { type Database, guarded, openDatabase, rows } from './database.ts';
import { migrate } from './migrate.ts';

/** What the gate reads but never writes itself; functions of the owner do. */
const readOnly = ['audit_events', 'audit_incoming', 'audit_daily', 'gate_roles'];
const appendOnly = ['audit_checkpoints', 'site_documents'];
const nothingOf = ['schema_migrations', 'schema_migrations_lock'];

/**
 * Brings the database up to date, as the owner of its tables where there is a role of its own for that. Then the
 * gate's role gets what it needs and no more: it cannot give itself the right to change the audit.
 *
 * @param db the gate's own connections
 */
export async function prepareDatabase(db: Database, migrationUrl: string | undefined): Promise<void> {
  if (migrationUrl === undefined) {
    await migrate(db);
    return;
  }
  const owner = openDatabase(migrationUrl, { poolSize: 2 });
  try {
    await migrate(owner);
    const roleOf = async (one: Database) =>
      (await rows<{ role: string }>(one, 'SELECT session_user AS role'))[0]?.role;
    const role = await guarded('read role', () => roleOf(db));
    if (role !== undefined && role !== (await roleOf(owner))) await grantToGate(owner, role);
  } finally {
    await owner.destroy();
  }
}

function grantToGate(owner: Database, role: string): Promise<void> {
  return guarded('grant rights', () =>
    owner.transaction(async (transaction) => {
      // Gates that start at once would change the same rights.
      await transaction.raw('LOCK TABLE gate_roles IN EXCLUSIVE MODE');
      await transaction.raw('INSERT INTO gate_roles VALUES (?) ON CONFLICT DO NOTHING', [role]);
      const tables = await rows<{ name: string }>(
        transaction,
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user`,
      );
      for (const { name } of tables) {
        if (nothingOf.includes(name)) continue;
        await transaction.raw(`GRANT ${rightsOn(name)} ON ?? TO ??`, [name, role]);
      }
      await transaction.raw('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ??', [role]);
      await transaction.raw(
        `GRANT EXECUTE ON FUNCTION two_step_chain_audit(integer), two_step_prune_audit(text, integer, integer),
           two_step_record_audit(text, text, text, text, text, text, text, text, text) TO ??`,
        [role],
      );
    }),
  );
}

function rightsOn(table: string): string {
  if (readOnly.includes(table)) return 'SELECT';
  return appendOnly.includes(table) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}
