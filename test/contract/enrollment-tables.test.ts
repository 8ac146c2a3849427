import { beforeEach, describe, expect, it } from 'vitest';
import {
  KnexAttemptLedger,
  KnexAuditChain,
  KnexEnrollmentRepository,
  KnexFactorPreferences,
  KnexPeopleDirectory,
  KnexSessionRegister,
  KnexTotpRepository,
  KnexTrustedDeviceRepository,
  openDatabase,
} from '../../db/index.ts';
import { hour } from '../../proxy/kernel/clock.ts';
import { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from '../support/builders/index.ts';
import { givenDatabase, personalTables } from './given-database.ts';

const given = givenDatabase();
const enrollment = '"AO_ED669C_TOTP_USER_ENROLLMENT"';
let people = 0;

/** Somebody of whom there is something in every table. */
async function givenPerson() {
  people += 1;
  const person = { userKey: `JIRAUSER${people}`, username: `User.${people}`, displayName: '' };
  const enrollments = new KnexEnrollmentRepository(given.db);
  await new KnexPeopleDirectory(given.db).remember(person);
  const first = buildApp({ confirmedWith: buildUsedStep(100) });
  await enrollments.create(buildNewEnrollment({ ...person, first }));
  await enrollments.addFactor(person.userKey, buildRow(), new Date());
  await new KnexTotpRepository(given.db).consumeStep(person.userKey, buildUsedStep(101), new Date(0));
  await new KnexAttemptLedger(given.db).spend(person.userKey, Date.now());
  await new KnexFactorPreferences(given.db).set(person.userKey, 'WEBAUTHN');
  await givenSeen(person.userKey);
  await givenHelp(person.userKey);
  return person;
}

/** A code from the help desk, and a link to set up again. */
async function givenHelp(userKey: string): Promise<void> {
  await given.rows(
    `INSERT INTO help_desk_codes (user_key, code_hash, issued_at, expires_at, issued_by)
     VALUES (?, 'hash', now(), now() + interval '1 hour', 'erin')`,
    [userKey],
  );
  await given.rows(
    `INSERT INTO reset_links (token_hash, user_key, issued_at, expires_at)
     VALUES (?, ?, now(), now() + interval '1 day')`,
    [`hash of ${userKey}`, userKey],
  );
}

/** A remembered browser, and a login that stands in the register. */
async function givenSeen(userKey: string): Promise<void> {
  const place = { userKey, method: 'TOTP', browser: 'Firefox', address: '192.0.2.1' };
  const [addedAt, expiresAt] = [new Date(), new Date(Date.now() + hour)];
  const device = { ...place, addedAt, expiresAt, series: `series of ${userKey}` };
  await new KnexTrustedDeviceRepository(given.db).add(device, 10);
  const session = { ...place, key: `key of ${userKey}`, family: 'family', verifiedAt: addedAt, expiresAt };
  await new KnexSessionRegister(given.db).add(session);
}

/** Where something of a person stands. */
async function tracesOf({ userKey, username }: { userKey: string; username: string }): Promise<string[]> {
  const traces: string[] = [];
  for (const { table, column } of await personalTables(given)) {
    const sql = `SELECT 1 FROM "${table}" WHERE "${column}" IN (?, ?)`;
    if ((await given.rows(sql, [userKey, username.toLowerCase()])).length > 0)
      traces.push(`${table}.${column}`);
  }
  return traces;
}

async function auditOf(userKey: string) {
  await new KnexAuditChain(given.db).chainStaged();
  return given.rows(
    'SELECT type, outcome, reason, actor_key, actor_name, target_name FROM audit_events WHERE target_key = ? ORDER BY id',
    [userKey],
  );
}

describe('the tables of the runbooks', () => {
  it('have exactly the columns that they have in Jira', async () => {
    const columns = await given.rows(
      `SELECT column_name, data_type, character_maximum_length AS length, is_nullable
       FROM information_schema.columns WHERE table_name = 'AO_ED669C_TOTP_USER_ENROLLMENT' ORDER BY ordinal_position`,
    );
    const no = { is_nullable: 'NO' };
    expect(columns).toEqual([
      { column_name: 'USER_KEY', data_type: 'character varying', length: 255, ...no },
      { column_name: 'SECRET', data_type: 'text', length: null, ...no },
      { column_name: 'RECOVERY_CODE', data_type: 'character varying', length: 255, ...no },
      { column_name: 'CREATED_AT', data_type: 'timestamp without time zone', length: null, ...no },
      { column_name: 'MODIFIED_AT', data_type: 'timestamp without time zone', length: null, ...no },
    ]);
  });

  it('hold times in UTC, whatever the zone of the server', async () => {
    const { userKey } = await givenPerson();
    const [row] = await given.rows(
      `SELECT abs(extract(epoch FROM "CREATED_AT" - (now() AT TIME ZONE 'UTC'))) < 60 AS right_now,
              "CREATED_AT" = "MODIFIED_AT" AS same FROM ${enrollment} WHERE "USER_KEY" = ?`,
      [userKey],
    );
    expect(row).toEqual({ right_now: true, same: true });
    await new KnexEnrollmentRepository(given.db).replaceRecoveryCode(
      ...([userKey, 'AAAAA-BBBBB-CCCCC-DDDDD', 'x', new Date('2027-01-02T03:04:05Z')] as const),
    );
    const [after] = await given.rows(
      `SELECT "MODIFIED_AT"::text AS at FROM ${enrollment} WHERE "USER_KEY" = ?`,
      [userKey],
    );
    expect(after).toEqual({ at: '2027-01-02 03:04:05' });
  });
});

describe('everything about a person', () => {
  it('stands in tables that these tests know', async () => {
    expect(await personalTables(given)).toEqual([
      { table: 'AO_ED669C_TOTP_CODES', column: 'USER_KEY' },
      { table: 'AO_ED669C_TOTP_USER_ENROLLMENT', column: 'USER_KEY' },
      { table: 'app_user', column: 'lower_user_name' },
      { table: 'app_user', column: 'user_key' },
      { table: 'authenticators', column: 'user_key' },
      { table: 'help_desk_codes', column: 'user_key' },
      { table: 'reset_links', column: 'user_key' },
      { table: 'second_factor_attempts', column: 'user_key' },
      { table: 'second_factor_preferences', column: 'user_key' },
      { table: 'totp_authenticator', column: 'user_key' },
      { table: 'trusted_devices', column: 'user_key' },
      { table: 'verified_logins', column: 'user_key' },
    ]);
    expect(await tracesOf(await givenPerson())).toHaveLength(12);
  });

  const statements = {
    'the gate removes the enrollment': async (person: { userKey: string }) => {
      await new KnexEnrollmentRepository(given.db).remove(person.userKey);
    },
    'an administrator deletes the row': async (person: { userKey: string }) => {
      await given.rows(`DELETE FROM ${enrollment} WHERE "USER_KEY" = ?`, [person.userKey]);
    },
    'an administrator deletes it by the name, as in the runbook': async (person: { username: string }) => {
      await given.rows(
        `DELETE FROM ${enrollment} WHERE "USER_KEY" =
           (SELECT "user_key" FROM "app_user" WHERE "lower_user_name" = LOWER(?))`,
        [person.username],
      );
    },
  };

  it.each(Object.entries(statements))('is gone, but for the audit, when %s', async (_what, remove) => {
    const [person, other] = [await givenPerson(), await givenPerson()];
    await remove(person);
    expect(await tracesOf(person)).toEqual([]);
    expect(await tracesOf(other)).toHaveLength(12);
  });

  it('of all people who are deleted at once is gone', async () => {
    const both = [await givenPerson(), await givenPerson()];
    await given.rows(`DELETE FROM ${enrollment}`);
    for (const person of both) {
      expect(await tracesOf(person)).toEqual([]);
      expect(await auditOf(person.userKey)).toMatchObject([{ reason: 'delete' }]);
    }
  });

  it('that lets somebody in is gone after a TRUNCATE, and so are all locks', async () => {
    const person = await givenPerson();
    await given.rows(`TRUNCATE ${enrollment} CASCADE`);
    const left = await tracesOf(person);
    expect(left.filter((trace) => !trace.startsWith('app_user'))).toEqual([]);
    await new KnexAuditChain(given.db).chainStaged();
    const events = await given.rows("SELECT type, actor_name FROM audit_events WHERE reason = 'truncate'");
    expect(events).toEqual([{ type: 'enrollment.changed_in_database', actor_name: 'two_step_gate' }]);
  });

  it('cannot be truncated by halves', async () => {
    await expect(given.rows(`TRUNCATE ${enrollment}`)).rejects.toThrow('foreign key');
  });
});

describe('the audit of what is done by hand', () => {
  let userKey: string;
  beforeEach(async () => {
    ({ userKey } = await givenPerson());
  });
  const event = (reason: string) => ({
    type: 'enrollment.changed_in_database',
    outcome: 'success',
    reason,
    actor_key: null,
    actor_name: 'two_step_gate',
    target_name: `user.${people}`,
  });

  it('tells of every statement, and who ran it', async () => {
    await given.rows(`UPDATE ${enrollment} SET "RECOVERY_CODE" = 'by hand' WHERE "USER_KEY" = ?`, [userKey]);
    await given.rows(`DELETE FROM ${enrollment} WHERE "USER_KEY" = ?`, [userKey]);
    expect(await auditOf(userKey)).toEqual([event('update'), event('delete')]);
  });

  it('tells of a row that was inserted', async () => {
    await given.rows(`INSERT INTO ${enrollment} VALUES ('by hand', '', 'x', now(), now())`);
    expect(await auditOf('by hand')).toMatchObject([{ reason: 'insert', target_name: null }]);
  });

  it('says nothing of what the gate does, which it audits itself', async () => {
    const enrollments = new KnexEnrollmentRepository(given.db);
    await enrollments.replaceRecoveryCode(userKey, 'AAAAA-BBBBB-CCCCC-DDDDD', 'x', new Date());
    await enrollments.remove(userKey);
    expect(await auditOf(userKey)).toEqual([]);
  });

  it('speaks again on the same connection after the gate was at work on it', async () => {
    const one = openDatabase(given.url, { poolSize: 1 });
    await new KnexEnrollmentRepository(one).replaceRecoveryCode(
      ...([userKey, 'AAAAA-BBBBB-CCCCC-DDDDD', 'x', new Date()] as const),
    );
    await one.raw(`DELETE FROM ${enrollment} WHERE "USER_KEY" = ?`, [userKey]);
    await one.destroy();
    expect(await auditOf(userKey)).toEqual([event('delete')]);
  });

  it('is not written for what is rolled back', async () => {
    const failing = given.db.transaction(async (transaction) => {
      await transaction.raw(`DELETE FROM ${enrollment} WHERE "USER_KEY" = ?`, [userKey]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await auditOf(userKey)).toEqual([]);
    expect(await new KnexEnrollmentRepository(given.db).find(userKey)).toBeDefined();
  });
});
