// A role that may only delete enrollments (a help desk's) hides what it does: it puts a temporary table in the place of
// the audit, for functions that run with the owner's rights; or writes events of its own through those functions.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KnexEnrollmentRepository } from '../../db/index.ts';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';

const site = givenAuditedSite();
const role = `help_desk_${randomBytes(4).toString('hex')}`;
let helpDesk: pg.Client;

beforeAll(async () => {
  await site.superuser(
    `CREATE ROLE ${role} LOGIN PASSWORD 'help-desk'`,
    `GRANT SELECT, DELETE ON "AO_ED669C_TOTP_USER_ENROLLMENT" TO ${role}`,
  );
  const url = new URL(site.url);
  url.username = role;
  url.password = 'help-desk';
  helpDesk = new pg.Client({ connectionString: url.href });
  await helpDesk.connect();
});
afterAll(async () => {
  await helpDesk.end();
  await site.superuser(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
});

it.each(['audit_incoming', 'audit_events', 'gate_roles', 'app_user'])(
  'a temporary table %s takes nothing out of the audit',
  async (table) => {
    const userKey = `K ${table}`;
    await new KnexEnrollmentRepository(site.db).create(buildNewEnrollment({ userKey, username: userKey }));
    await helpDesk.query('DISCARD TEMP');
    await helpDesk.query(
      table === 'gate_roles'
        ? `CREATE TEMP TABLE gate_roles AS SELECT '${role}'::name AS role`
        : `CREATE TEMP TABLE ${table} (id int, at timestamptz, type text, outcome text, reason text, actor_name text,
             target_key text, target_name text, address text, request_id text, user_key text, lower_user_name text)`,
    );
    await helpDesk.query(`GRANT ALL ON pg_temp.${table} TO PUBLIC`);
    await helpDesk.query("SELECT set_config('two_step.through_gate', 'yes', false)");
    await helpDesk.query('DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [userKey]);
    await site.chain.chainStaged();
    const { rows } = await site.db.raw('SELECT actor_name FROM audit_events WHERE target_key = ?', [userKey]);
    expect(rows).toEqual([{ actor_name: role }]);
  },
);

it.each([
  "SELECT two_step_record_audit('factor.verified', 'success', 'r', NULL, NULL, NULL, NULL, 'a', 'i')",
  'SELECT two_step_chain_audit()',
  "SELECT two_step_prune_audit('factor.failed', 1, 1)",
  "SELECT two_step_audit_by_hand(0, 'factor.verified', 'r', NULL, NULL)",
  'SELECT * FROM audit_incoming',
  `INSERT INTO gate_roles VALUES ('${role}')`,
])('may not: %s', async (statement) => {
  await expect(helpDesk.query(statement)).rejects.toThrow('permission denied');
});
