import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EnrollmentChange, EnrollmentChanges, KnexEnrollmentRepository } from '../../db/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const enrollment = '"AO_ED669C_TOTP_USER_ENROLLMENT"';

/** Listens as a gate does. */
function createListener() {
  const heard: EnrollmentChange[] = [];
  const listening: boolean[] = [];
  const errors: Error[] = [];
  const changes = new EnrollmentChanges(given.url, {
    name: 'two-step-gate changes',
    onChange: (change) => heard.push(change),
    onListening: (now) => listening.push(now),
    onError: (error) => errors.push(error),
  });
  return { changes, heard, listening, errors };
}

async function until(holds: () => boolean, within = 5_000): Promise<void> {
  const end = Date.now() + within;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${within} ms`);
    await sleep(5);
  }
}

describe('changes of the enrollment table', () => {
  let gates: ReturnType<typeof createListener>[];
  const open = async (exclusive = false) => {
    const gate = createListener();
    gates.push(gate);
    await gate.changes.open({ exclusive });
    return gate;
  };
  beforeEach(() => {
    gates = [];
  });
  afterEach(async () => {
    await Promise.all(gates.map(({ changes }) => changes.close()));
  });

  it('are heard by every gate within a second, through the gate and by hand', async () => {
    const [a, b] = [await open(), await open()];
    const enrollments = new KnexEnrollmentRepository(given.db);
    const started = performance.now();
    await enrollments.create(buildNewEnrollment({ userKey: 'key"1' }));
    await given.rows(`UPDATE ${enrollment} SET "RECOVERY_CODE" = 'x'`);
    await given.rows(`DELETE FROM ${enrollment}`);
    await given.rows(`TRUNCATE ${enrollment} CASCADE`);
    const expected = [
      { operation: 'insert', userKey: 'key"1' },
      { operation: 'update', userKey: 'key"1' },
      { operation: 'delete', userKey: 'key"1' },
      { operation: 'truncate' },
    ];
    await until(() => [a, b].every(({ heard }) => heard.length === 4));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(a.heard).toEqual(expected);
    expect(b.heard).toEqual(expected);
    expect(a.listening).toEqual([true]);
  });

  it('that are rolled back are not heard', async () => {
    const gate = await open();
    await given.db
      .transaction(async (transaction) => {
        await transaction.raw(`INSERT INTO ${enrollment} VALUES ('rolled back', '', '', now(), now())`);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await given.rows(`INSERT INTO ${enrollment} VALUES ('kept', '', '', now(), now())`);
    await until(() => gate.heard.length > 0);
    expect(gate.heard).toEqual([{ operation: 'insert', userKey: 'kept' }]);
  });

  it('are heard again by itself after the connection was cut, and both is told', async () => {
    const gate = await open();
    await given.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'two-step-gate changes'",
    );
    await until(() => gate.listening.length === 3);
    expect(gate.listening).toEqual([true, false, true]);
    expect(gate.errors).not.toEqual([]);
    await given.rows(`INSERT INTO ${enrollment} VALUES ('after the cut', '', '', now(), now())`);
    await until(() => gate.heard.length > 0);
    expect(gate.heard).toEqual([{ operation: 'insert', userKey: 'after the cut' }]);
  });

  it('that nobody can read are told as errors', async () => {
    const gate = await open();
    for (const payload of ['nonsense', '{}', '{"operation":"drop"}']) {
      await given.rows("SELECT pg_notify('two_step_enrollment', ?)", [payload]);
    }
    await until(() => gate.errors.length === 3);
    expect(gate.heard).toEqual([]);
    expect(gate.listening).toEqual([true]);
  });

  it('are not heard any more after the end, and nothing is opened again', async () => {
    const gate = await open();
    await gate.changes.close();
    await given.rows(`INSERT INTO ${enrollment} VALUES ('after the end', '', '', now(), now())`);
    await sleep(300);
    expect(gate.heard).toEqual([]);
    expect(gate.listening).toEqual([true]);
    const open_ = await given.rows(
      `SELECT 1 FROM pg_stat_activity
       WHERE application_name = 'two-step-gate changes' AND datname = current_database()`,
    );
    expect(open_).toEqual([]);
  });

  it('of an embedded database are heard by one gate alone; the next one waits for its end', async () => {
    const first = await open(true);
    await expect(createListener().changes.open({ exclusive: true })).rejects.toThrow('another gate');
    await open(false);
    await first.changes.close();
    await open(true);
  });
});
