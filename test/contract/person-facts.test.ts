import { describe, expect, it } from 'vitest';
import {
  findPersonFacts,
  KnexAuditChain,
  KnexEnrollmentRepository,
  KnexGracePeriods,
} from '../../db/index.ts';
import type { GracePeriods } from '../../proxy/policy/index.ts';
import { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from '../support/builders/index.ts';
import { createFakeGracePeriods } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const at = new Date('2026-06-01T12:00:00Z');

describe('what a policy asks about a person', () => {
  it('is nothing of somebody unknown', async () => {
    expect(await findPersonFacts(given.db, 'NOBODY')).toEqual({ since: undefined, methods: [] });
  });

  it('is since when they are enrolled, as the enrollment itself says it, and with what', async () => {
    const enrollments = new KnexEnrollmentRepository(given.db);
    const first = buildApp({ confirmedWith: buildUsedStep(1) });
    const since = await enrollments.create(buildNewEnrollment({ userKey: 'K1', first }));
    expect(await findPersonFacts(given.db, 'K1')).toMatchObject({ since, methods: ['TOTP'] });
    await enrollments.addFactor('K1', buildRow(), at);
    const { methods } = await findPersonFacts(given.db, 'K1');
    expect([...methods].sort()).toEqual(['TOTP', 'WEBAUTHN']);
    await given.rows('UPDATE authenticators SET blocked_at = now() WHERE user_key = ?', ['K1']);
    expect((await findPersonFacts(given.db, 'K1')).methods).toEqual(['TOTP']);
  });

  it('is until when they are exempt, and since when they were told', async () => {
    await given.rows(
      `INSERT INTO exemptions (user_key, ends_at, reason, granted_at, granted_by) VALUES ('K2', ?, 'x', now(), 'erin')`,
      [at.toISOString()],
    );
    await new KnexGracePeriods(given.db).begin('K2', at);
    expect(await findPersonFacts(given.db, 'K2')).toEqual({
      ...{ since: undefined, methods: [], exemptUntil: at.getTime(), graceStartedAt: at.getTime() },
    });
  });

  it('is written into the audit where somebody changed it by hand, and not where a gate did', async () => {
    await new KnexGracePeriods(given.db).begin('K3', at);
    await given.rows(`UPDATE grace_periods SET started_at = now() WHERE user_key = 'K3'`);
    await new KnexAuditChain(given.db).chainStaged();
    const events = await given.rows(
      `SELECT type, reason FROM audit_events WHERE target_key = 'K3' ORDER BY id`,
    );
    expect(events).toEqual([{ type: 'grace.changed_in_database', reason: 'update' }]);
  });
});

const kinds: readonly (readonly [string, () => GracePeriods])[] = [
  ['the fake', () => createFakeGracePeriods()],
  ['PostgreSQL', () => new KnexGracePeriods(given.db)],
];

describe.each(kinds)('a period of grace: %s', (_name, open) => {
  it('begins once, however many gates see it first', async () => {
    const grace = open();
    const begun = await Promise.all(Array.from({ length: 10 }, () => grace.begin('K9', at)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await grace.begin('K9', new Date())).toBe(false);
  });
});
