import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KnexWaveMailLedger } from '../../db/index.ts';
import type { WaveMailLedger } from '../../proxy/wave-mails/index.ts';
import { createFakeWaveMailLedger } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const kinds: readonly (readonly [string, () => WaveMailLedger])[] = [
  ['the fake', () => createFakeWaveMailLedger()],
  ['PostgreSQL', () => new KnexWaveMailLedger(given.db)],
];
const at = new Date('2026-06-01T12:00:00Z');

describe.each(kinds)('the ledger of a wave’s mails: %s', (_name, open) => {
  let ledger: WaveMailLedger;
  beforeAll(() => {
    ledger = open();
  });
  afterAll(() => given.rows('DELETE FROM wave_mails'));

  it('lets one of ten who would send the same mail do it', async () => {
    const claims = await Promise.all(Array.from({ length: 10 }, () => ledger.claim('w1', 'ann', 'due', at)));
    expect(claims.filter((claimed) => claimed)).toHaveLength(1);
  });

  it('knows what went to whom, of which wave and when', async () => {
    expect(await ledger.claim('w1', 'ann', 'days_1', at)).toBe(true);
    expect(await ledger.claim('w1', 'bob', 'due', at)).toBe(true);
    expect(await ledger.claim('w2', 'ann', 'due', at)).toBe(true);
    expect(await ledger.sentTo('w1', ['ann'])).toEqual(
      expect.arrayContaining([
        { userKey: 'ann', kind: 'due', sentAt: at.getTime() },
        { userKey: 'ann', kind: 'days_1', sentAt: at.getTime() },
      ]),
    );
    expect(await ledger.sentTo('w1', ['ann', 'bob'])).toHaveLength(3);
    expect(await ledger.sentTo('w1', [])).toEqual([]);
  });

  it('takes back what did not go out', async () => {
    await ledger.release('w1', 'ann', 'due');
    expect(await ledger.sentTo('w1', ['ann'])).toHaveLength(1);
    expect(await ledger.claim('w1', 'ann', 'due', at)).toBe(true);
    expect(await ledger.claim('w2', 'ann', 'due', at)).toBe(false);
  });

  it('forgets what is past, but of waves that stand', async () => {
    const later = new Date(at.getTime() + 1);
    await ledger.claim('w3', 'ann', 'due', later);
    await ledger.forget(at, []);
    expect(await ledger.sentTo('w1', ['ann', 'bob'])).toHaveLength(3);
    await ledger.forget(later, ['w2']);
    expect(await ledger.sentTo('w1', ['ann', 'bob'])).toEqual([]);
    expect(await ledger.sentTo('w2', ['ann'])).toHaveLength(1);
    expect(await ledger.sentTo('w3', ['ann'])).toHaveLength(1);
    await ledger.forget(new Date(later.getTime() + 1), []);
    expect(await ledger.sentTo('w3', ['ann'])).toEqual([]);
  });
});
