import { describe, expect, it } from 'vitest';
import { lowerUserName, sameUserName } from '../../../proxy/kernel/user-name.ts';

describe('user names', () => {
  it.each([
    ['alice', 'ALICE'],
    ['alice', 'Alice'],
    ['älice', 'ÄLICE'],
    ['a.b@c', 'A.B@C'],
  ])('"%s" and "%s" are the same', (a, b) => {
    expect(sameUserName(a, b)).toBe(true);
  });

  it.each([
    ['a blank behind', 'alice', 'alice '],
    ['a Cyrillic letter', 'alice', 'аlice'],
    ['another normal form', 'älice', 'a\u0308lice'],
    ['NUL', 'alice', 'alice\0'],
    ['full width', 'alice', 'ａlice'],
    ['a dotless i', 'alice', 'alıce'],
    ['nothing', 'alice', ''],
  ])('with %s are two', (_what, a, b) => {
    expect(sameUserName(a, b)).toBe(false);
  });

  it('are put into lower case as in English, whatever the language of the machine', () => {
    expect(lowerUserName('ALICE')).toBe('alice');
    expect(lowerUserName('İ')).toBe('i\u0307');
  });
});
