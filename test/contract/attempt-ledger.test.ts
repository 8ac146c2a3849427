import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KnexAttemptLedger, openDatabase } from '../../db/index.ts';
import { type AttemptLedger, attemptLimits } from '../../proxy/conversation/index.ts';
import { minute } from '../../proxy/kernel/clock.ts';
import { createFakeAttemptLedger } from '../support/fakes/index.ts';
import { createDatabase } from '../support/servers/index.ts';

type Ledger = { readonly ledger: AttemptLedger; close(): Promise<void> };

async function openFake(): Promise<Ledger> {
  return { ledger: createFakeAttemptLedger(), close: async () => undefined };
}

async function openPostgres(): Promise<Ledger> {
  const database = await createDatabase();
  const db = openDatabase(database.url, { poolSize: 20 });
  return {
    ledger: new KnexAttemptLedger(db),
    close: async () => {
      await db.destroy();
      await database.drop();
    },
  };
}

const start = Date.UTC(2026, 2, 1, 12);
const { perWindow, inARow } = attemptLimits;
const window = attemptLimits.windowMinutes * minute;
const lock = attemptLimits.lockMinutes * minute;

describe.each([
  ['the fake', openFake],
  ['PostgreSQL', openPostgres],
])('the ledger of attempts in %s', (_name, open) => {
  let opened: Ledger;
  let ledger: AttemptLedger;
  beforeAll(async () => {
    opened = await open();
    ledger = opened.ledger;
  });
  afterAll(() => opened.close());

  let people = 0;
  const newPerson = () => {
    people += 1;
    return `JIRAUSER${people}`;
  };
  const spend = async (userKey: string, count: number, now = start) => {
    for (let round = 0; round < count; round += 1) await ledger.spend(userKey, now);
  };
  const atOnce = (userKey: string, count: number, now = start) =>
    Promise.all(Array.from({ length: count }, () => ledger.spend(userKey, now)));

  it('allows ten, also of fifty at once, and locks then', async () => {
    const userKey = newPerson();
    const spent = await atOnce(userKey, 50);
    expect(spent.filter(({ kind }) => kind === 'allowed')).toHaveLength(perWindow);
    expect(spent.filter(({ kind }) => kind === 'locked')).toHaveLength(50 - perWindow);
    expect(new Set(spent.flatMap((one) => (one.kind === 'locked' ? [one.until] : [])))).toEqual(
      new Set([start + lock]),
    );
    expect(await ledger.lockedUntil(userKey, start)).toBe(start + lock);
  });

  it('is not locked before the tenth', async () => {
    const userKey = newPerson();
    expect(await ledger.lockedUntil(userKey, start)).toBeUndefined();
    await spend(userKey, perWindow - 1);
    expect(await ledger.lockedUntil(userKey, start)).toBeUndefined();
    await spend(userKey, 1);
    expect(await ledger.lockedUntil(userKey, start)).toBe(start + lock);
  });

  it('is locked no longer for what is tried meanwhile, and allows ten more afterwards', async () => {
    const userKey = newPerson();
    await spend(userKey, perWindow);
    for (const later of [0, 1, lock / 2, lock - 1]) {
      expect(await ledger.spend(userKey, start + later)).toEqual({ kind: 'locked', until: start + lock });
    }
    expect(await ledger.lockedUntil(userKey, start + lock)).toBeUndefined();
    const again = await atOnce(userKey, 50, start + lock);
    expect(again.filter(({ kind }) => kind === 'allowed')).toHaveLength(perWindow);
    expect(await ledger.lockedUntil(userKey, start + lock)).toBe(start + 2 * lock);
  });

  it('begins a new window after the old one is over', async () => {
    const userKey = newPerson();
    await spend(userKey, perWindow - 1);
    await spend(userKey, perWindow - 1, start + window);
    expect(await ledger.lockedUntil(userKey, start + window)).toBeUndefined();
    await spend(userKey, 1, start + window);
    expect(await ledger.lockedUntil(userKey, start + window)).toBe(start + window + lock);
  });

  it('counts to the last moment of a window', async () => {
    const userKey = newPerson();
    await spend(userKey, perWindow - 1);
    await spend(userKey, 1, start + window - 1);
    expect(await ledger.lockedUntil(userKey, start + window - 1)).toBe(start + window - 1 + lock);
  });

  it('gives nobody new attempts for a clock that is set back', async () => {
    const userKey = newPerson();
    const day = 24 * 60 * minute;
    await spend(userKey, perWindow - 1);
    await spend(userKey, 1, start - day);
    expect(await ledger.spend(userKey, start - day)).toMatchObject({ kind: 'locked' });
  });

  it('starts over after a right code', async () => {
    const userKey = newPerson();
    await spend(userKey, perWindow - 1);
    await ledger.clear(userKey);
    await spend(userKey, perWindow - 1);
    expect(await ledger.lockedUntil(userKey, start)).toBeUndefined();
    await ledger.clear(userKey);
    await ledger.clear('nobody');
  });

  it('counts each person by themselves', async () => {
    const [a, b] = [newPerson(), newPerson()];
    await spend(a, perWindow);
    expect(await ledger.spend(b, start)).toEqual({ kind: 'allowed' });
    await ledger.clear(b);
    expect(await ledger.lockedUntil(a, start)).toBe(start + lock);
  });

  it('needs an administrator after a hundred in a row, for ever', async () => {
    const userKey = newPerson();
    let allowed = 0;
    let now = start;
    for (; allowed < inARow; now += lock) {
      const spent = await atOnce(userKey, 12, now);
      allowed += spent.filter(({ kind }) => kind === 'allowed').length;
    }
    expect(allowed).toBe(inARow);
    for (const later of [now, now + 365 * 24 * 60 * minute]) {
      expect(await ledger.spend(userKey, later)).toEqual({ kind: 'locked', until: 'administrator' });
      expect(await ledger.lockedUntil(userKey, later)).toBe('administrator');
    }
    await ledger.clear(userKey);
    expect(await ledger.spend(userKey, now)).toEqual({ kind: 'allowed' });
  });

  it('counts in a row over windows, without a lock, for whoever is slow', async () => {
    const userKey = newPerson();
    for (let round = 0; round < inARow; round += 1) {
      expect(await ledger.spend(userKey, start + round * window)).toEqual({ kind: 'allowed' });
    }
    expect(await ledger.spend(userKey, start + inARow * window)).toMatchObject({ until: 'administrator' });
  });
});
