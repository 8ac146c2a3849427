import { describe, expect, it } from 'vitest';
import { maskAddress } from '../../../proxy/authenticators/email-code/email-code-authenticator.ts';
import { readFactorName } from '../../../proxy/authenticators/factor-name.ts';
import { maskPhoneNumber, readPhoneNumber } from '../../../proxy/authenticators/sms-code/phone-number.ts';
import { relyingParty } from '../../../proxy/authenticators/webauthn/index.ts';

describe('the name of a factor', () => {
  it.each([
    ['Work laptop', 'Work laptop'],
    ['  Work \t laptop\r\n', 'Work laptop'],
    ['a\u202egnp.exe', 'a gnp.exe'],
    ['zero\u200bwidth', 'zero width'],
    ['NUL\0', 'NUL'],
    ['line\u2028line', 'line line'],
    ['e\u0301', 'é'],
    ['<b>"quotes"</b>', '<b>"quotes"</b>'],
    ['', ''],
    [' \n\t\u200b ', ''],
  ])('%j is kept as %j', (typed, name) => {
    expect(readFactorName(typed)).toBe(name);
  });

  it('has sixty letters at most, and is not cut in the middle of one', () => {
    expect(readFactorName('x'.repeat(1_000))).toHaveLength(60);
    expect(readFactorName('🔑'.repeat(100))).toBe('🔑'.repeat(60));
    expect(readFactorName(`${'x'.repeat(59)} y`)).toBe('x'.repeat(59));
  });
});

describe('a telephone number', () => {
  it.each([
    ['+49 171 1234567', '+491711234567'],
    ['0049 171 1234567', '+491711234567'],
    [' +1 (212) 555-0123 ', '+12125550123'],
    ['+49-171/1234567', '+491711234567'],
    ['＋４９１７１１２３４５６７', '+491711234567'],
  ])('%j is read as %s', (typed, number) => {
    expect(readPhoneNumber(typed)).toBe(number);
  });

  it.each([
    ['', 'nothing'],
    ['0171 1234567', 'no country code'],
    ['+49 171', 'too short'],
    ['+49 171 1234567890123456', 'too long'],
    ['+999 12345678', 'no such country'],
    ['+1 212 555 0123 ext. 5', 'an extension'],
    ['+49 171 1234567, +49 171 7654321', 'two numbers'],
    ['call me', 'words'],
    [`+49${' '.repeat(100)}1711234567`, 'too many blanks'],
    ['112', 'an emergency number'],
  ])('is none in %j: %s', (typed) => {
    expect(readPhoneNumber(typed)).toBeUndefined();
  });

  it('is shown by its country and last digits only', () => {
    expect(maskPhoneNumber('+491711234567')).toBe('+49 ••• 4567');
    expect(maskPhoneNumber('+12125550123')).toBe('+1 ••• 0123');
  });
});

describe('a mail address', () => {
  it.each([
    ['jane.doe@example.com', 'j•••@example.com'],
    ['j@example.com', 'j•••@example.com'],
    ['"a@b"@example.com', '"•••@example.com'],
    ['🦊fox@example.com', '🦊•••@example.com'],
    ['', ''],
    ['@example.com', ''],
    ['nobody', ''],
  ])('%j is shown as %j', (address, shown) => {
    expect(maskAddress(address)).toBe(shown);
  });
});

describe('this site, as keys know it', () => {
  it.each([
    ['https://jira.example.com', 'jira.example.com', 'https://jira.example.com'],
    ['https://jira.example.com:8443', 'jira.example.com', 'https://jira.example.com:8443'],
    ['https://JIRA.Example.com', 'jira.example.com', 'https://jira.example.com'],
    ['http://localhost:8080', 'localhost', 'http://localhost:8080'],
    ['http://jira.localhost', 'jira.localhost', 'http://jira.localhost'],
  ])('at %s is %s', (publicOrigin, id, origin) => {
    expect(relyingParty(publicOrigin, () => 'Jira')).toEqual({
      kind: 'usable',
      party: { id, origin, name: 'Jira' },
    });
  });

  it.each([
    ['http://jira.example.com', 'not https'],
    ['http://notlocalhost', 'not https'],
    ['http://localhost.example.com', 'not https'],
    ['https://192.0.2.7', 'address'],
    ['https://127.0.0.1:8443', 'address'],
    ['http://127.0.0.1', 'address'],
    ['https://[2001:db8::1]', 'address'],
    ['https://[::1]:8443', 'address'],
  ])('is unknown to them at %s', (publicOrigin, reason) => {
    const result = relyingParty(publicOrigin, () => 'Jira');
    expect(result).toEqual({ kind: 'unusable', reason: expect.stringContaining(reason) });
  });
});
