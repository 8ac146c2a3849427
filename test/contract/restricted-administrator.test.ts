import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { KnexAuditChain, KnexEnrollmentRepository } from '../../db/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
import { givenDatabase } from './given-database.ts';

// A site's help desk may get a role that can do what the runbook says, and no more.
describe('a database role that may only look up and delete enrollments', () => {
  const given = givenDatabase();
  const role = `help_desk_${randomBytes(4).toString('hex')}`;
  let helpDesk: pg.Client;

  async function asSuperuser(...statements: string[]): Promise<void> {
    const url = new URL(inject('postgresAdminUrl'));
    url.pathname = new URL(given.url).pathname;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  beforeAll(async () => {
    const password = randomBytes(8).toString('hex');
    await asSuperuser(
      `CREATE ROLE ${role} LOGIN PASSWORD '${password}'`,
      `GRANT SELECT, DELETE ON "AO_ED669C_TOTP_USER_ENROLLMENT" TO ${role}`,
      `GRANT SELECT ON app_user TO ${role}`,
    );
    const url = new URL(given.url);
    url.username = role;
    url.password = password;
    helpDesk = new pg.Client({ connectionString: url.href });
    await helpDesk.connect();
  });
  afterAll(async () => {
    await helpDesk.end();
    await asSuperuser(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
  });

  it.each([
    ['as the runbook says', ''],
    ['and claims to be the gate', "SELECT set_config('two_step.through_gate', 'yes', false)"],
  ])('deletes one %s, and stands in the audit by its own name', async (how, before) => {
    const enrollments = new KnexEnrollmentRepository(given.db);
    await enrollments.create(buildNewEnrollment({ userKey: how, username: how }));
    if (before !== '') await helpDesk.query(before);
    await helpDesk.query('DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [how]);
    expect(await enrollments.find(how)).toBeUndefined();
    await new KnexAuditChain(given.db).chainStaged();
    const events = await given.rows('SELECT actor_name, reason FROM audit_events WHERE target_key = ?', [
      how,
    ]);
    expect(events).toEqual([{ actor_name: role, reason: 'delete' }]);
  });

  it.each([
    'DELETE FROM audit_events',
    'SELECT * FROM audit_events',
    'DELETE FROM second_factor_attempts',
    'DELETE FROM app_user',
    `UPDATE "AO_ED669C_TOTP_USER_ENROLLMENT" SET "SECRET" = ''`,
  ])('may not: %s', async (statement) => {
    await expect(helpDesk.query(statement)).rejects.toThrow('permission denied');
  });
});
