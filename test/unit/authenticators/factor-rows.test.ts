import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FactorRows } from '../../../proxy/authenticators/factor-rows.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const alice = 'JIRAUSER1';
const at = new Date('2026-03-01T12:00:00Z');
const schema = z.object({ number: z.string() });
const data = { number: '+49 171 1234567' };

describe('the rows of one factor', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let rows: FactorRows<{ number: string }>;
  const build = (userKey = alice) => rows.create(userKey, { name: 'phone', data, uniqueKey: `u ${userKey}` });

  beforeEach(async () => {
    given = givenFactorTools();
    rows = new FactorRows(given.tools, 'SMS', schema);
    for (const userKey of [alice, 'JIRAUSER2']) await given.enroll(userKey);
    await given.enrollments.addFactor(alice, build(), at);
  });

  it('are read as they were written, and stand sealed', async () => {
    expect(await rows.list(alice)).toMatchObject([{ data, stored: { method: 'SMS', name: 'phone' } }]);
    const [stored] = await given.enrollments.authenticators.list(alice, 'SMS');
    expect(stored?.data).toMatch(/^s1:test:/);
    expect(stored?.data).not.toContain('1234567');
  });

  it('show people what they may see of them', async () => {
    const [row] = await rows.list(alice);
    const shown = { id: row?.stored.id, name: 'phone', addedAt: at, lastUsedAt: undefined, blocked: false };
    expect(await rows.owned(alice)).toEqual([shown]);
    expect(await rows.owned(alice, ({ number }) => number.slice(-4))).toEqual([{ ...shown, detail: '4567' }]);
  });

  const unreadable = { blocked: true, unreadable: true };

  it('are nothing for another person to whom somebody moved one, who can remove it', async () => {
    const [row] = await rows.list(alice);
    given.enrollments.authenticators.move(row?.stored.id ?? '', 'JIRAUSER2');
    expect(await rows.list('JIRAUSER2')).toEqual([]);
    const [shown] = await rows.owned('JIRAUSER2', ({ number }) => number);
    expect(shown).toMatchObject({ id: row?.stored.id, ...unreadable });
    expect(shown?.detail).toBeUndefined();
  });

  it('are nothing under another method to which somebody moved one', async () => {
    const moved = { ...build('JIRAUSER2'), method: 'OTHER' };
    await given.enrollments.addFactor('JIRAUSER2', moved, at);
    const others = new FactorRows(given.tools, 'OTHER', schema);
    expect(await others.list('JIRAUSER2')).toEqual([]);
    expect(await others.owned('JIRAUSER2')).toMatchObject([unreadable]);
  });

  it('are nothing where they are not in the form of the factor', async () => {
    const others = new FactorRows(given.tools, 'SMS', z.object({ id: z.string() }));
    expect(await others.list(alice)).toEqual([]);
    expect(await others.owned(alice)).toMatchObject([unreadable]);
  });

  it('do not keep the others from being read that do not open', async () => {
    await given.enrollments.addFactor(alice, { ...build(), data: 'spoilt', uniqueKey: 'other' }, at);
    expect(await rows.list(alice)).toMatchObject([{ data }]);
    expect((await rows.owned(alice)).map(({ blocked }) => blocked)).toEqual([false, true]);
    expect((await rows.listOf([alice, 'JIRAUSER2'])).get(alice)).toMatchObject([{ data }]);
  });

  it('are used once for each time that they were read', async () => {
    const [row] = await rows.list(alice);
    if (row === undefined) throw new Error('no row');
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, n) => rows.use(alice, row, { number: `${n}` }, at)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await rows.list(alice))[0]?.data).toEqual({ number: `${won.indexOf(true)}` });
  });
});
