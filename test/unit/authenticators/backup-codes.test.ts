import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BackupCodesAuthenticator,
  backupCodesInSet,
} from '../../../proxy/authenticators/backup-codes/backup-codes-authenticator.ts';
import { buildContext } from '../../support/builders/index.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const alice = 'JIRAUSER1';

describe('backup codes', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let backup: BackupCodesAuthenticator;
  let codes: readonly string[];
  const issue = async (userKey = alice) => {
    const issued = await backup.issue(userKey);
    if (issued === undefined) throw new Error('nothing was issued');
    return issued;
  };
  const verify = (code: string | undefined, userKey = alice) =>
    backup.verify(buildContext({ userKey }), code === undefined ? {} : { code });

  const left = async (userKey = alice) => {
    const [set] = await backup.list(userKey);
    return set === undefined ? undefined : Number(set.detail);
  };

  beforeEach(async () => {
    given = givenFactorTools();
    backup = new BackupCodesAuthenticator(given.tools);
    await given.enroll(alice);
    codes = await issue();
  });

  it('are fifteen, all different, of 75 bits in three groups', () => {
    expect(codes).toHaveLength(15);
    expect(new Set(codes).size).toBe(backupCodesInSet);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
  });

  it('work once each, in any order, and count down', async () => {
    const order = [...codes.slice(7), ...codes.slice(0, 7).reverse()];
    for (const [used, code] of order.entries()) {
      expect(await verify(code)).toEqual({ kind: 'right', codesLeft: 14 - used });
      expect(await verify(code)).toEqual({ kind: 'wrong', reason: 'wrong or used backup code' });
    }
    expect(await left()).toBe(0);
  });

  it('both work when two different ones are used at once, all fifteen too', async () => {
    const [a, b] = await Promise.all([verify(codes[3]), verify(codes[9])]);
    expect([a.kind, b.kind]).toEqual(['right', 'right']);
    expect(await left()).toBe(13);
    const rest = codes.filter((_, at) => at !== 3 && at !== 9);
    const results = await Promise.all(rest.map((code) => verify(code)));
    expect(results.map(({ kind }) => kind)).toEqual(rest.map(() => 'right'));
    expect(await left()).toBe(0);
  });

  it('work for one of twenty who use the same one at once', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => verify(codes[0])));
    expect(results.filter(({ kind }) => kind === 'right')).toHaveLength(1);
    expect(await left()).toBe(14);
  });

  it('of an older set are void as soon as there is a new one', async () => {
    await verify(codes[0]);
    const renewed = await issue();
    for (const code of codes) expect(await verify(code)).toMatchObject({ kind: 'wrong' });
    expect(await left()).toBe(15);
    expect(await verify(renewed[0])).toMatchObject({ kind: 'right', codesLeft: 14 });
  });

  it('of an older set are void also where they were just being looked at', async () => {
    const { rows } = given.tools;
    const use = rows.use.bind(rows);
    vi.spyOn(rows, 'use').mockImplementationOnce(async (...input) => {
      await issue();
      return use(...input);
    });
    expect(await verify(codes[0])).toMatchObject({ kind: 'wrong' });
    expect(await left()).toBe(15);
  });

  it('do not depend on case, blanks, dashes and letters that look alike', async () => {
    const spoilt = (code: string) => code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    for (const [at, code] of codes.entries()) {
      const typed = at % 2 === 0 ? ` ${spoilt(code)}\n` : code.replaceAll('1', 'I').replaceAll('-', '–');
      expect(await verify(typed), typed).toMatchObject({ kind: 'right' });
    }
  });

  it.each([
    '',
    ' ',
    '123456',
    'AAAAA-BBBBB-CCCCC',
    'AAAAA-BBBBB-CCCCC-DDDDD',
    '*'.repeat(15),
    'x'.repeat(10_000),
  ])('are not "%s"', async (typed) => {
    expect(await verify(typed)).toMatchObject({ kind: 'wrong' });
    expect(await left()).toBe(15);
  });

  it('are no attempt without a code', async () => {
    expect(await verify(undefined)).toEqual({ kind: 'wrong', reason: 'not a backup code' });
  });

  it('are not those of another person', async () => {
    await given.enroll('JIRAUSER2');
    await issue('JIRAUSER2');
    expect(await verify(codes[0], 'JIRAUSER2')).toMatchObject({ kind: 'wrong' });
    expect(await verify(codes[0], 'JIRAUSER3')).toMatchObject({ kind: 'wrong' });
    expect(await verify(codes[0])).toMatchObject({ kind: 'right' });
  });

  it('stand in the database as hashes only, sealed', async () => {
    const [row] = await given.tools.rows.list(alice, 'BACKUP_CODES');
    expect(row?.data).toMatch(/^s1:/);
    const opened = given.box.open(row?.data ?? '', ['authenticators', 'data', 'BACKUP_CODES', alice]);
    for (const code of codes) {
      expect(opened).not.toContain(code);
      expect(opened).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('show how many are left and nothing else', async () => {
    await verify(codes[0]);
    expect(await backup.list(alice)).toMatchObject([{ detail: '14', name: '', blocked: false }]);
    expect(await backup.list('JIRAUSER2')).toEqual([]);
    expect(await left('JIRAUSER2')).toBeUndefined();
  });

  it('are not made for somebody who is not enrolled', async () => {
    expect(await backup.issue('JIRAUSER2')).toBeUndefined();
  });

  it('go with the enrollment', async () => {
    await given.enrollments.remove(alice);
    await given.enroll(alice);
    expect(await verify(codes[0])).toMatchObject({ kind: 'wrong' });
  });

  it('cannot be told while the database is away', async () => {
    vi.spyOn(given.tools.rows, 'use').mockRejectedValue(new Error('the database is away'));
    await expect(verify(codes[0])).rejects.toThrow('the database is away');
  });
});
