import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../proxy/gate/index.ts';
import { streamOwner } from '../../../proxy/gate/stream-owner.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildScope } from '../../support/builders/index.ts';

const began = 100 * minute;
const verified = { method: 'TOTP', verifiedAt: began - 60 * minute, expiresAt: began + 60 * minute };

function standing(changes: object = {}, requirement: object = {}): Standing {
  return {
    credentials: { kind: 'browser' },
    caller: { kind: 'person', principal: { userKey: 'K1', username: 'alice' } },
    ...{ sessionId: 'S1', verified, lacksMethod: false },
    requirement: { outcome: 'require', ...requirement },
    ...changes,
  } as unknown as Standing;
}

describe('whether something may run on', () => {
  const mayStay = (opened: Standing, now: Standing, confirmedAt?: number) =>
    streamOwner(opened, buildScope({ startedAt: began }), {
      principals: { keyOf: (id: string) => `key of ${id}` } as never,
      confirmedAt: async () => confirmedAt,
      standings: { reassess: async () => now },
    }).mayStay?.();
  const stepUp = (minutes: number) => standing({}, { stepUp: minutes * minute });

  it('is so while nothing more is asked', async () => {
    expect(await mayStay(standing(), standing())).toBe(true);
    expect(await mayStay(standing(), standing({ verified: undefined }, { outcome: 'none' }))).toBe(true);
  });

  it.each<[string, Standing]>([
    ['nothing counts that was shown', standing({ verified: undefined })],
    ['the person is refused', standing({}, { outcome: 'refuse' })],
    ['the person has to set a factor up', standing({ verified: undefined }, { outcome: 'enroll' })],
    ['another method is wanted', standing({ lacksMethod: true })],
  ])('is not so where %s', async (_why, now) => {
    expect(await mayStay(standing(), now)).toBe(false);
  });

  it('is not so where its place wants a fresh factor by now, unless it was fresh when it began', async () => {
    expect(await mayStay(standing(), stepUp(15))).toBe(false);
    expect(await mayStay(standing(), stepUp(120))).toBe(true);
    expect(await mayStay(standing(), stepUp(15), began - 10 * minute)).toBe(true);
    expect(await mayStay(standing(), stepUp(5), began - 10 * minute)).toBe(false);
    expect(await mayStay(stepUp(15), stepUp(5))).toBe(false);
  });

  it('does not end with the confirmation that it was opened with', async () => {
    expect(await mayStay(stepUp(15), stepUp(15))).toBe(true);
    expect(await mayStay(stepUp(15), stepUp(30))).toBe(true);
  });

  it('is nothing that is asked of tokens', () => {
    const machine = standing({ credentials: { kind: 'machine' }, sessionId: undefined });
    expect(streamOwner(machine, buildScope(), {} as never)).not.toHaveProperty('mayStay');
  });
});
