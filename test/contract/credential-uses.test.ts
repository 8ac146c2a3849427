import { beforeAll, describe, expect, it } from 'vitest';
import { KnexCredentialUses } from '../../db/index.ts';
import { type CredentialUse, UseNotes } from '../../proxy/credential-uses/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const begin = Date.now() - 3_600_000;
const at = (minutes: number) => new Date(begin + minutes * 60_000);
const use = (name: string, changes: Partial<CredentialUse> = {}): CredentialUse => ({
  ...{ kind: 'basic', name, allowed: true, firstSeen: at(1), lastSeen: at(1), uses: 1 },
  ...{ address: '192.0.2.1', pathClass: 'rest' },
  ...changes,
});

describe('who comes with Basic or a token', () => {
  const uses = () => new KnexCredentialUses(given.db);
  beforeAll(async () => {
    await given.rows(
      `INSERT INTO people (user_key, username, lower_user_name, display_name, email, active, search_text)
       VALUES ('K1', 'CI', 'ci', 'Continuous', '', true, 'ci')`,
    );
  });
  const names = async (...search: Parameters<KnexCredentialUses['search']>) =>
    (await uses().search(...search)).uses.map(({ name }) => name);

  it('is one line for each name and outcome, with the last place and a count', async () => {
    await uses().add([use('ci'), use('ci', { allowed: false, lastSeen: at(2) })]);
    await uses().add([use('ci', { lastSeen: at(9), uses: 4, address: '10.0.0.1', pathClass: 'pages' })]);
    await uses().add([use('ci', { lastSeen: at(3), uses: 2, address: '10.0.0.9' })]);
    const [first, second] = (await uses().search({}, 10)).uses;
    expect(first).toMatchObject({
      ...{ name: 'ci', userKey: 'K1', allowed: true, uses: 7, address: '10.0.0.1', pathClass: 'pages' },
      ...{ firstSeen: at(1), lastSeen: at(9) },
    });
    expect(second).toMatchObject({ allowed: false, uses: 1 });
  });

  it('can be looked for, and gone through page by page', async () => {
    await uses().add([use('robot', { kind: 'token', lastSeen: at(20) }), use('zoe', { lastSeen: at(30) })]);
    expect(await names({}, 10)).toEqual(['zoe', 'robot', 'ci', 'ci']);
    expect(await names({ kind: 'token' }, 10)).toEqual(['robot']);
    expect(await names({ allowed: false }, 10)).toEqual(['ci']);
    expect(await names({ text: 'OB' }, 10)).toEqual(['robot']);
    const { next } = await uses().search({}, 2);
    expect(await names({}, 2, next)).toEqual(['ci', 'ci']);
  });

  it('tells what stops working when Basic is switched off', async () => {
    expect(await uses().basicNamesSince(at(0))).toBe(2);
    expect(await uses().basicNamesSince(at(25))).toBe(1);
    expect(await uses().lastBasicOf('CI')).toEqual(at(9));
    expect(await uses().lastBasicOf('robot')).toBeUndefined();
  });

  it('is counted by kind and outcome, with the names that nobody has, and some names', async () => {
    const found = await uses().inventory(at(0));
    expect(found).toEqual([
      {
        ...{ kind: 'basic', allowed: true, names: 2, unknown: 1, hasUnnamed: false },
        some: ['ci', 'zoe'],
      },
      { ...{ kind: 'basic', allowed: false, names: 1, unknown: 0, hasUnnamed: false }, some: ['ci'] },
      { ...{ kind: 'token', allowed: true, names: 1, unknown: 1, hasUnnamed: false }, some: ['robot'] },
    ]);
    await uses().add([use('', { kind: 'token', allowed: false, lastSeen: at(31) })]);
    expect(await uses().inventory(at(25))).toEqual([
      { ...{ kind: 'basic', allowed: true, names: 1, unknown: 1, hasUnnamed: false }, some: ['zoe'] },
      { ...{ kind: 'token', allowed: false, names: 0, unknown: 0, hasUnnamed: true }, some: [] },
    ]);
  });

  it('keeps names that nobody has up to a number; people who are known always have room', async () => {
    const invented = (from: number) => Array.from({ length: 400 }, (_, n) => use(`invented${from + n}`));
    await uses().add(invented(0));
    await uses().add(invented(400));
    const [{ kept } = { kept: 0 }] = await given.rows(
      `SELECT count(*)::int AS kept FROM credential_uses WHERE NOT known AND name <> ''`,
    );
    expect(kept).toBeLessThanOrEqual(500);
    expect(kept).toBeGreaterThan(400);
    await uses().add([use('ci', { kind: 'token', lastSeen: at(40) })]);
    expect(await names({ kind: 'token' }, 1)).toEqual(['ci']);
  });
});

describe('notes of uses', () => {
  it('count in memory, cut names, and are bounded', async () => {
    const written: CredentialUse[] = [];
    const store = { add: async (uses: readonly CredentialUse[]) => void written.push(...uses) };
    const notes = new UseNotes(store, Date.now, () => undefined);
    const note = (username: string | undefined) =>
      notes.note({ kind: 'basic', username, allowed: false, address: '192.0.2.1', pathClass: 'rest' });
    note('Ci');
    note('ci');
    note(`x${'y'.repeat(5_000)}`);
    note('two\nlines');
    for (let n = 0; n < 2_000; n += 1) note(`name${n}`);
    await notes.flush();
    expect(written.length).toBeLessThanOrEqual(501);
    expect(written.find(({ name }) => name === 'ci')?.uses).toBe(2);
    expect(written.every(({ name }) => name.length <= 100 && !name.includes('\n'))).toBe(true);
    expect(written.reduce((all, { uses }) => all + uses, 0)).toBe(2_004);
  });

  it('are kept while they cannot be written down', async () => {
    const written: CredentialUse[] = [];
    const state = { works: false };
    const add = async (uses: readonly CredentialUse[]) => {
      if (!state.works) throw new Error('away');
      written.push(...uses);
    };
    const problems: string[] = [];
    const notes = new UseNotes({ add }, Date.now, ({ message }) => problems.push(message));
    const note = () =>
      notes.note({ kind: 'token', username: 'ci', allowed: true, address: '', pathClass: 'rest' });
    note();
    await notes.flush();
    note();
    state.works = true;
    await notes.close();
    expect(problems).toEqual(['away']);
    expect(written.map(({ uses }) => uses)).toEqual([2]);
  });
});
