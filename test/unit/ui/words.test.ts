import { describe, expect, test } from 'vitest';
import { en, recoveryCodeDownload } from '../../../proxy/ui/index.ts';

describe('a time in words', () => {
  test.each([
    [0, '0 seconds'],
    [-3, '0 seconds'],
    [0.2, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [61, '1 minute 1 second'],
    [252, '4 minutes 12 seconds'],
    [3600, '1 hour'],
    [7325, '2 hours 2 minutes 5 seconds'],
  ])('%s seconds are "%s"', (seconds, words) => {
    expect(en.secondsInWords(seconds)).toBe(words);
  });
});

describe('the catalogue', () => {
  test('counts attempts in the singular and the plural', () => {
    expect(en.messages.attemptsLeft(1)).toContain('1 attempt left');
    expect(en.messages.attemptsLeft(4)).toContain('4 attempts left');
  });

  test('says how long to wait when an address tried too often', () => {
    expect(en.messages.tooManyFromAddress(90).hint).toContain('1 minute 30 seconds');
  });
});

describe('the file with the recovery code', () => {
  const facts = {
    code: 'ABCDE-FGHJK-MNPQR-STVWX',
    backupCodes: [],
    username: 'jdoe',
    site: 'https://jira.example.com',
    date: '2026-03-01',
  };

  test('says what it is, whose and for which site', () => {
    const { downloadName, downloadHref } = recoveryCodeDownload(en, facts);
    const text = decodeURIComponent(downloadHref.replace('data:text/plain;charset=utf-8,', ''));
    expect(downloadName).toBe('jira-recovery-code-jdoe-2026-03-01.txt');
    const { backupCodes: _, ...told } = facts;
    for (const fact of Object.values(told)) expect(text).toContain(fact);
    expect(text).not.toMatch(/backup/i);
  });

  test('holds the backup codes too, each on a line of its own, and says which code is which', () => {
    const backupCodes = ['11111-22222-33333', '44444-55555-66666'];
    const { downloadName, downloadHref } = recoveryCodeDownload(en, { ...facts, backupCodes });
    expect(downloadName).toBe('jira-backup-codes-jdoe-2026-03-01.txt');
    const lines = decodeURIComponent(downloadHref).split('\r\n');
    for (const code of [...backupCodes, facts.code]) expect(lines).toContain(code);
    expect(lines.indexOf('Recovery code')).toBe(lines.indexOf(facts.code) - 1);
    const alone = recoveryCodeDownload(en, { ...facts, code: undefined, backupCodes });
    expect(decodeURIComponent(alone.downloadHref)).not.toMatch(/recovery code|undefined/i);
  });

  test('has a name that no user name can turn into a path', () => {
    const { downloadName } = recoveryCodeDownload(en, { ...facts, username: '../..\\con:"é"\n' });
    expect(downloadName).toMatch(/^jira-recovery-code-[a-zA-Z0-9._-]+\.txt$/);
  });
});
