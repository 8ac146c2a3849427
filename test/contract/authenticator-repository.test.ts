import { describe, expect, it } from 'vitest';
import type { NewRow, StoredAuthenticator } from '../../proxy/authenticators/index.ts';
import { buildRow } from '../support/builders/index.ts';
import { bothKinds, givenRepositories, times } from './open-repositories.ts';

const at = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');

describe.each(bothKinds)('the rows of factors in %s', (_name, open) => {
  const given = givenRepositories(open);
  const list = (userKey: string, method = 'WEBAUTHN') => given.all().authenticators.list(userKey, method);
  const use = (userKey: string, row: StoredAuthenticator, data = 'used', when = later) =>
    given.all().authenticators.use(userKey, row, data, when);

  async function givenRow(changes: Partial<NewRow> = {}) {
    const userKey = await given.enrolled();
    await given.all().enrollments.addFactor(userKey, buildRow(changes), at);
    const [row] = await list(userKey, changes.method);
    if (row === undefined) throw new Error('no row');
    return { userKey, row };
  }

  it('are found as they were added, by person and method', async () => {
    const { userKey, row } = await givenRow({ name: 'Ünïcode “key”', data: 's1:k:x' });
    expect(row).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), method: 'WEBAUTHN', name: 'Ünïcode “key”' },
      ...{ data: 's1:k:x', version: 1, blocked: false, addedAt: at, lastUsedAt: undefined },
    });
    expect(await list(userKey, 'SMS')).toEqual([]);
    expect(await list(await given.enrolled())).toEqual([]);
    expect(await list('nobody')).toEqual([]);
  });

  it('are found of many people at once', async () => {
    const [one, other] = [await givenRow(), await givenRow()];
    await given.all().enrollments.addFactor(one.userKey, buildRow({ method: 'SMS' }), at);
    const bare = await given.enrolled();
    const found = await given.all().authenticators.listOf([one.userKey, other.userKey, bare], 'WEBAUTHN');
    expect(found).toEqual(
      new Map([
        [one.userKey, [one.row]],
        [other.userKey, [other.row]],
      ]),
    );
    expect(await given.all().authenticators.listOf([], 'WEBAUTHN')).toEqual(new Map());
  });

  it('stand in the order in which they were added', async () => {
    const userKey = await given.enrolled();
    for (const [name, when] of [
      ['third', new Date(3_000)],
      ['first', new Date(1_000)],
      ['second', new Date(2_000)],
    ] as const) {
      await given.all().enrollments.addFactor(userKey, buildRow({ name }), when);
    }
    expect((await list(userKey)).map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  });

  describe('that are used', () => {
    it('change their data, and say when', async () => {
      const { userKey, row } = await givenRow();
      expect(await use(userKey, row, 'new data')).toBe(true);
      expect(await list(userKey)).toEqual([{ ...row, data: 'new data', version: 2, lastUsedAt: later }]);
    });

    it('are used by one of twenty who read the same', async () => {
      const { userKey, row } = await givenRow();
      const won = await times(20, (n) => use(userKey, row, `use ${n}`));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await list(userKey)).toMatchObject([{ data: `use ${won.indexOf(true)}`, version: 2 }]);
    });

    it('are not used by somebody who read what is no longer there', async () => {
      const { userKey, row } = await givenRow();
      await use(userKey, row);
      expect(await use(userKey, row, 'late')).toBe(false);
      expect(await list(userKey)).toMatchObject([{ data: 'used', version: 2 }]);
      const [fresh] = await list(userKey);
      expect(fresh && (await use(userKey, fresh, 'again'))).toBe(true);
    });

    it('are not used for another person', async () => {
      const { userKey, row } = await givenRow();
      expect(await use(await given.enrolled(), row)).toBe(false);
      expect(await use('nobody', row)).toBe(false);
      expect(await list(userKey)).toEqual([row]);
    });

    it('leave the other rows of the person as they are', async () => {
      const { userKey, row } = await givenRow();
      await given.all().enrollments.addFactor(userKey, buildRow({ name: 'other' }), later);
      await use(userKey, row);
      expect(await list(userKey)).toMatchObject([{ version: 2 }, { name: 'other', version: 1 }]);
    });
  });

  describe('that are blocked', () => {
    it('are listed so, and used no more', async () => {
      const { userKey, row } = await givenRow();
      await given.all().authenticators.block(userKey, row.id, later);
      expect(await list(userKey)).toEqual([{ ...row, blocked: true }]);
      expect(await use(userKey, row)).toBe(false);
      await given.all().authenticators.block(userKey, row.id, later);
      expect(await list(userKey)).toMatchObject([{ blocked: true, data: 'data', version: 1 }]);
    });

    it('are not those of other people', async () => {
      const { userKey, row } = await givenRow();
      await given.all().authenticators.block(await given.enrolled(), row.id, later);
      expect(await list(userKey)).toEqual([row]);
    });

    it('are never used after the block, however many use them at that moment', async () => {
      const { userKey, row } = await givenRow();
      const { authenticators } = given.all();
      await Promise.all([
        authenticators.block(userKey, row.id, later),
        ...Array.from({ length: 10 }, () => use(userKey, row)),
      ]);
      const [after] = await list(userKey);
      expect(after?.blocked).toBe(true);
      expect(after && (await use(userKey, after))).toBe(false);
    });
  });

  describe('that replace all others of their method', () => {
    const replace = (userKey: string, row: NewRow) =>
      given.all().authenticators.replaceAll(userKey, row, later);
    const codes = (changes: Partial<NewRow> = {}) => buildRow({ method: 'BACKUP_CODES', ...changes });

    it('are alone then, and nothing of other methods and people is gone', async () => {
      const { userKey, row } = await givenRow();
      const other = await given.enrolled();
      await replace(other, codes({ data: 'of the other' }));
      const mine = codes({ uniqueKey: `set of ${userKey}` });
      for (const data of ['old', 'new']) expect(await replace(userKey, { ...mine, data })).toBe(true);
      expect(await list(userKey, 'BACKUP_CODES')).toMatchObject([
        { data: 'new', version: 1, addedAt: later },
      ]);
      expect(await list(userKey)).toEqual([row]);
      expect(await list(other, 'BACKUP_CODES')).toMatchObject([{ data: 'of the other' }]);
    });

    it('make what was read before worth nothing', async () => {
      const userKey = await given.enrolled();
      const mine = codes({ uniqueKey: `set of ${userKey}` });
      await replace(userKey, mine);
      const [old] = await list(userKey, 'BACKUP_CODES');
      await replace(userKey, { ...mine, data: 'new' });
      expect(old && (await use(userKey, old, 'old data'))).toBe(false);
      expect(await list(userKey, 'BACKUP_CODES')).toMatchObject([{ data: 'new' }]);
    });

    it('are one, of ten at once', async () => {
      const userKey = await given.enrolled();
      const mine = codes({ uniqueKey: `set of ${userKey}` });
      await replace(userKey, mine);
      const won = await times(10, (n) => replace(userKey, { ...mine, data: `set ${n}` }));
      const left = await list(userKey, 'BACKUP_CODES');
      expect(left).toHaveLength(1);
      const winners = won.flatMap((one, n) => (one ? [`set ${n}`] : []));
      expect(winners).toContain(left[0]?.data);
    });

    it('leave what was there where the new one belongs to somebody else', async () => {
      const [userKey, other] = [await given.enrolled(), await given.enrolled()];
      const theirs = codes();
      await replace(other, theirs);
      await replace(userKey, codes({ data: 'mine' }));
      expect(await replace(userKey, { ...theirs, data: 'taken' })).toBe(false);
      expect(await list(userKey, 'BACKUP_CODES')).toMatchObject([{ data: 'mine' }]);
      expect(await list(other, 'BACKUP_CODES')).toMatchObject([{ data: 'data' }]);
    });

    it('are none for somebody who is not enrolled', async () => {
      expect(await replace('nobody', codes())).toBe(false);
      expect(await list('nobody', 'BACKUP_CODES')).toEqual([]);
    });
  });

  describe('with one unique key', () => {
    it('belong to one of two people', async () => {
      const [a, b] = [await given.enrolled(), await given.enrolled()];
      const same = buildRow();
      const add = (userKey: string) => given.all().enrollments.addFactor(userKey, same, at);
      expect(await add(a)).toBe(true);
      expect(await add(b)).toBe(false);
      expect(await add(a)).toBe(false);
      expect(await list(a)).toHaveLength(1);
      expect(await list(b)).toEqual([]);
    });

    it('belong to one of sixteen people who come at once', async () => {
      const people = [];
      for (let n = 0; n < 16; n += 1) people.push(await given.enrolled());
      const same = buildRow();
      const won = await Promise.all(people.map((one) => given.all().enrollments.addFactor(one, same, at)));
      expect(won.filter(Boolean)).toHaveLength(1);
      const lengths = await Promise.all(people.map(async (one) => (await list(one)).length));
      expect(lengths.filter((length) => length === 1)).toHaveLength(1);
      expect(lengths.indexOf(1)).toBe(won.indexOf(true));
    });

    it('may stand beside each other under different methods', async () => {
      const userKey = await given.enrolled();
      const { enrollments } = given.all();
      const row = buildRow();
      expect(await enrollments.addFactor(userKey, row, at)).toBe(true);
      expect(await enrollments.addFactor(userKey, { ...row, method: 'SMS' }, at)).toBe(true);
    });
  });

  it('go with the enrollment, and their keys are free then', async () => {
    const row = buildRow();
    const userKey = await given.enrolled();
    const other = await given.enrolled();
    const { enrollments } = given.all();
    await enrollments.addFactor(userKey, row, at);
    const [read] = await list(userKey);
    await enrollments.remove(userKey);
    expect(await list(userKey)).toEqual([]);
    expect(read && (await use(userKey, read))).toBe(false);
    expect(await enrollments.addFactor(other, row, at)).toBe(true);
  });
});
