import { describe, expect, it } from 'vitest';
import { searchField } from '../../../proxy/kernel/form-fields.ts';

describe('a field of a form', () => {
  it.each([
    'os_password=x',
    'os_password=',
    'os_password',
    'a=b&os_password=x&c=d',
    'os_password=x&os_password=y',
    'a=b;os_password=x',
    '%6fs_password=x',
    '%6Fs_password=x',
    '%6f%73%5f%70%61%73%73%77%6f%72%64=x',
    'os%5Fpassword=x',
    '&&&os_password&&',
    '=a&os_password=',
  ])('is named in %s', (form) => {
    expect(searchField(form, 'os_password')).toBe('found');
  });

  it.each([
    '',
    '=os_password',
    'a=os_password',
    'a=b%26os_password=x',
    'xos_password=1',
    'os_passwordx=1',
    'OS_PASSWORD=x',
    'os%255Fpassword=x',
    'os_password%5B%5D=x',
    'os+password=x',
    // A blank is part of a name: to a servlet container these are other fields.
    '+os_password=x',
    'os_password%20=x',
    '%09os_password=x',
  ])('is not named in "%s"', (form) => {
    expect(searchField(form, 'os_password')).toBe('absent');
  });

  it('is looked for among ten thousand fields, as many as Jira reads', () => {
    expect(searchField(`${'a&'.repeat(9_999)}os_password=x`, 'os_password')).toBe('found');
    expect(searchField(`${'a&'.repeat(10_000)}os_password=x`, 'os_password')).toBe('too_many');
    expect(searchField(`os_password=x${'&a'.repeat(20_000)}`, 'os_password')).toBe('found');
    expect(searchField('&'.repeat(20_000), 'os_password')).toBe('too_many');
  });

  it('is looked for in one pass: whatever takes quadratic time would not end here', () => {
    for (const bait of ['+', '%', '%2', '=', '%6f', ' ', 'a=b&', `${'a&'.repeat(9_000)}b`]) {
      const text = bait.repeat(10_000_000 / bait.length);
      expect(searchField(text, 'os_password')).toBe(text.includes('&') ? 'too_many' : 'absent');
    }
  });
});
