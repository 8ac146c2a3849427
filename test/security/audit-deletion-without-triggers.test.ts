// A database administrator with all rights deletes an enrollment, or makes one, with the triggers switched off: the
// audit has no row of it.
import { expect, it } from 'vitest';
import { KnexEnrollmentRepository } from '../../db/index.ts';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';

const site = givenAuditedSite();
const enrollment = '"AO_ED669C_TOTP_USER_ENROLLMENT"';

async function givenEnrolled(userKey: string): Promise<void> {
  await new KnexEnrollmentRepository(site.db).create(buildNewEnrollment({ userKey, username: userKey }));
  await site.record({ type: 'enrollment.confirmed', target: { userKey, username: userKey } });
}

it('an enrollment that is gone, and was never removed, is found', async () => {
  await givenEnrolled('K2');
  await givenEnrolled('K3');
  expect(await site.found()).toEqual([]);
  await site.withoutTriggers(`DELETE FROM ${enrollment} WHERE "USER_KEY" = 'K2'`);
  expect(await site.found()).toEqual(['gone_without_audit K2']);
});

it('an enrollment that nobody set up is found', async () => {
  await site.withoutTriggers(`INSERT INTO ${enrollment} VALUES ('K2', '', 'x', now(), now())`);
  await site.withoutTriggers(`INSERT INTO ${enrollment} VALUES ('K4', '', 'x', now(), now())`);
  expect(await site.found()).toEqual(['there_without_audit K4']);
});

it('what was deleted with the triggers on is audited, and no difference', async () => {
  await site.superuser(`DELETE FROM ${enrollment} WHERE "USER_KEY" IN ('K3', 'K4')`);
  expect(await site.found()).toEqual([]);
});
