import { afterAll, describe, expect, it } from 'vitest';
import { KnexEnrollmentCount } from '../../db/index.ts';
import type { EnrollmentCount } from '../../proxy/enrollment/index.ts';
import { createFakeEnrollmentCount } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const table = '"AO_ED669C_TOTP_USER_ENROLLMENT"';
const people = new Set<string>();
const kinds: readonly (readonly [string, () => EnrollmentCount])[] = [
  ['the fake', () => createFakeEnrollmentCount(people)],
  ['PostgreSQL', () => new KnexEnrollmentCount(given.db)],
];

describe.each(kinds)('how many people have a second factor: %s', (_name, open) => {
  afterAll(async () => {
    people.clear();
    await given.rows(`DELETE FROM ${table}`);
  });
  const enroll = async (userKey: string) => {
    people.add(userKey);
    await given.rows(
      `INSERT INTO ${table} ("USER_KEY", "SECRET", "RECOVERY_CODE", "CREATED_AT", "MODIFIED_AT")
       VALUES (?, '', 'x', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')`,
      [userKey],
    );
  };

  it('counts rows as they come and go', async () => {
    const counting = open();
    expect(await counting.countEnrolled()).toBe(0);
    for (const userKey of ['JIRAUSER1', 'JIRAUSER2', 'JIRAUSER3']) await enroll(userKey);
    expect(await counting.countEnrolled()).toBe(3);
    people.delete('JIRAUSER2');
    await given.rows(`DELETE FROM ${table} WHERE "USER_KEY" = ?`, ['JIRAUSER2']);
    expect(await counting.countEnrolled()).toBe(2);
  });
});
