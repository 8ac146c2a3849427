import { beforeEach, describe, expect, it } from 'vitest';
import { type AuditEvent, DampedAuditLog } from '../../../proxy/audit/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { createFakeAuditLog } from '../../support/fakes/index.ts';

const alice = { userKey: 'K1', username: 'alice' };
const bob = { userKey: 'K2', username: 'bob' };
const refused: AuditEvent = {
  ...{ type: 'console.refused', outcome: 'failure', reason: 'not a system administrator' },
  ...{ actor: alice, target: undefined, address: '192.0.2.1', requestId: 'r1' },
};

describe('what people can repeat', () => {
  let now: number;
  let written: ReturnType<typeof createFakeAuditLog>;
  let store: InProcessStore;
  let gates: readonly DampedAuditLog[];
  beforeEach(() => {
    now = 0;
    written = createFakeAuditLog();
    store = new InProcessStore(() => now);
    gates = [new DampedAuditLog(written, store), new DampedAuditLog(written, store)];
  });
  const record = async (event: AuditEvent, times = 1) => {
    for (let at = 0; at < times; at += 1) await gates[at % 2]?.record(event);
  };

  it.each(['grace.skipped', 'code.not_sent', 'console.refused'] as const)(
    '%s is one row in ten minutes, on all gates together, however long it goes on',
    async (type) => {
      for (; now < 30 * minute; now += minute) await record({ ...refused, type }, 5);
      expect(written.events).toHaveLength(3);
      expect(written.events[0]).toEqual({ ...refused, type });
    },
  );

  it('is told apart by person, address, reason and outcome', async () => {
    await record(refused);
    await record({ ...refused, actor: bob });
    await record({ ...refused, reason: 'REST: no second factor' });
    await record({ ...refused, address: '192.0.2.2' });
    expect(written.events).toHaveLength(4);
    await record({ ...refused, actor: undefined });
    await record({ ...refused, actor: undefined, address: '192.0.2.2' });
    await record({ ...refused, actor: undefined, target: bob });
    expect(written.events).toHaveLength(6);
  });

  it('is written later where it could not be written the first time', async () => {
    let works = false;
    const log = {
      record: async (event: AuditEvent) =>
        works ? written.record(event) : Promise.reject(new Error('away')),
    };
    const damped = new DampedAuditLog(log, store);
    await expect(damped.record(refused)).rejects.toThrow('away');
    works = true;
    await damped.record(refused);
    expect(written.events).toHaveLength(1);
  });

  it('is nothing that somebody may have to answer for', async () => {
    await record({ ...refused, type: 'factor.failed' }, 7);
    expect(written.events).toHaveLength(7);
  });
});
