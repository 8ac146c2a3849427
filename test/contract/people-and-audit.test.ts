import { describe, expect, it } from 'vitest';
import {
  KnexAuditChain,
  KnexAuditLog,
  KnexEnrollmentRepository,
  KnexPeopleDirectory,
} from '../../db/index.ts';
import { type AuditEvent, auditEventTypes } from '../../proxy/audit/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const remember = (userKey: string, username: string) =>
  new KnexPeopleDirectory(given.db).remember({ userKey, username });
const people = () => given.rows('SELECT user_key AS key, lower_user_name AS name FROM app_user ORDER BY id');

describe('the table of people', () => {
  it('has each person once, by the name in lower case', async () => {
    await remember('K1', 'Alice.ÄRCHER');
    await remember('K1', 'alice.ärcher');
    expect(await people()).toEqual([{ key: 'K1', name: 'alice.ärcher' }]);
  });

  it('follows a person to a new name, under the same id', async () => {
    const [before] = await given.rows("SELECT id FROM app_user WHERE user_key = 'K1'");
    await remember('K1', 'alice.baker');
    const [after] = await given.rows(
      "SELECT id, lower_user_name AS name FROM app_user WHERE user_key = 'K1'",
    );
    expect(after).toEqual({ ...before, name: 'alice.baker' });
  });

  it('gives a name to the one who has it now, when two people swap theirs', async () => {
    await remember('K2', 'bob');
    await remember('K2', 'alice.baker');
    expect(await people()).toEqual([
      { key: 'K1', name: '#K1' },
      { key: 'K2', name: 'alice.baker' },
    ]);
    await remember('K1', 'bob');
    expect(await people()).toEqual([
      { key: 'K1', name: 'bob' },
      { key: 'K2', name: 'alice.baker' },
    ]);
  });

  it('takes 30 people at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, at) => remember(`P${at}`, `person.${at}`)));
    expect(await given.rows("SELECT 1 FROM app_user WHERE user_key LIKE 'P%'")).toHaveLength(30);
  });

  it('gets somebody who enrolls, and finds them again after they were removed', async () => {
    const enrollments = new KnexEnrollmentRepository(given.db);
    const find = () => given.rows("SELECT lower_user_name AS name FROM app_user WHERE user_key = 'K3'");
    await enrollments.create(buildNewEnrollment({ userKey: 'K3', username: 'Carol' }));
    expect(await find()).toEqual([{ name: 'carol' }]);
    await enrollments.remove('K3');
    expect(await find()).toEqual([]);
    await remember('K3', 'Carol');
    expect(await find()).toEqual([{ name: 'carol' }]);
  });
});

describe('the audit', () => {
  const audit = () => new KnexAuditLog(given.db);
  const event: AuditEvent = {
    type: 'factor.failed',
    outcome: 'failure',
    reason: 'wrong code',
    actor: { userKey: 'K1', username: 'o\'neil"--' },
    target: { userKey: 'K2', username: 'bob' },
    address: '2001:db8::1',
    requestId: 'request 1',
  };

  it('keeps everything of an event, in the order of the events', async () => {
    const from = Date.now();
    await audit().record(event);
    await audit().record({ ...event, actor: undefined, target: undefined, requestId: 'request 2' });
    const rows = await given.rows("SELECT * FROM audit_events WHERE request_id LIKE 'request%' ORDER BY id");
    const same = { type: 'factor.failed', outcome: 'failure', reason: 'wrong code', address: '2001:db8::1' };
    expect(rows).toMatchObject([
      { ...same, actor_key: 'K1', actor_name: 'o\'neil"--', target_key: 'K2', target_name: 'bob' },
      { ...same, actor_key: null, actor_name: null, target_key: null, target_name: null },
    ]);
    const at = rows[0]?.at;
    expect(at).toBeInstanceOf(Date);
    expect(Number(at)).toBeGreaterThan(from - 5_000);
  });

  it('has room for every kind of event', async () => {
    for (const type of auditEventTypes) await audit().record({ ...event, type, requestId: 'kinds' });
    expect(await given.rows("SELECT 1 FROM audit_events WHERE request_id = 'kinds'")).toHaveLength(
      auditEventTypes.length,
    );
  });

  it('shows people what happened to them, the latest first, and no more than they ask for', async () => {
    const target = { userKey: 'K9', username: 'ida' };
    const about = { ...event, target, requestId: 'about K9' };
    for (const type of ['factor.failed', 'factor.verified', 'device.trusted'] as const) {
      await audit().record({ ...about, type, outcome: type === 'factor.failed' ? 'failure' : 'success' });
    }
    const recent = await audit().recent('K9', 10);
    expect(recent.map(({ type }) => type)).toEqual(['device.trusted', 'factor.verified', 'factor.failed']);
    const [latest] = recent;
    expect(latest).toEqual({
      ...{ id: expect.stringMatching(/^\d+$/), type: 'device.trusted', outcome: 'success' },
      ...{ at: expect.any(Date), address: '2001:db8::1', reason: 'wrong code' },
      actor: event.actor?.username,
    });
    expect(await audit().recent('K9', 2)).toEqual(recent.slice(0, 2));
    expect(await audit().recent('K9', 9, latest?.id)).toEqual(recent.slice(1));
  });

  it('shows nobody what happened to others, or what they did to others', async () => {
    const [me, other] = [
      { userKey: 'K10', username: 'me' },
      { userKey: 'K11', username: 'other' },
    ];
    await audit().record({ ...event, actor: me, target: other });
    await audit().record({ ...event, actor: me, target: undefined });
    expect(await audit().recent('K10', 10)).toEqual([]);
    expect(await audit().recent('K11', 10)).toHaveLength(1);
    expect(await audit().recent('', 10)).toEqual([]);
  });

  it('shows people what a database administrator did to their enrollment', async () => {
    const enrollments = new KnexEnrollmentRepository(given.db);
    await enrollments.create(buildNewEnrollment({ userKey: 'K12' }));
    await given.rows(`DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'K12'`);
    await new KnexAuditChain(given.db).chainStaged();
    expect(await audit().recent('K12', 10)).toMatchObject([{ type: 'enrollment.changed_in_database' }]);
  });

  it('says when it cannot be written', async () => {
    await expect(audit().record({ ...event, address: 'x'.repeat(65) })).rejects.toMatchObject({
      code: 'store_unavailable',
    });
  });
});
