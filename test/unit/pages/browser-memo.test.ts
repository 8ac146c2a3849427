import { beforeEach, describe, expect, it } from 'vitest';
import { createOwnCookies } from '../../../proxy/http/own-cookies.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { BrowserMemo } from '../../../proxy/pages/browser-memo.ts';
import { buildKeyRing, buildScope } from '../../support/builders/index.ts';

const cookies = createOwnCookies('https://jira.example.com', '');

function memoWith(...keys: string[]): BrowserMemo {
  const ring = buildKeyRing(...keys);
  return new BrowserMemo(cookies, new SecretBox(ring), createKeyedHash(ring));
}

describe('what a browser is known for', () => {
  let memo: BrowserMemo;
  /** The browser's jar: it has what was set last. */
  let jar: string | undefined;
  const scope = (value = jar) =>
    buildScope({ cookies: value === undefined ? [] : [{ name: cookies.browser, value }] });
  const remember = (userKey: string, method: string) => {
    const cookie = memo.remember(scope(), userKey, method);
    jar = cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    return cookie;
  };
  beforeEach(() => {
    memo = memoWith();
    jar = undefined;
  });

  it('is nothing at first', () => {
    expect(memo.lastMethod(scope(), 'JIRAUSER1')).toBeUndefined();
  });

  it('is what the person used here last, for a year', () => {
    expect(remember('JIRAUSER1', 'TOTP')).toMatch(
      /^__Host-two-step-browser=[\w~-]+; .*HttpOnly.*Max-Age=31536000$/,
    );
    expect(memo.lastMethod(scope(), 'JIRAUSER1')).toBe('TOTP');
    remember('JIRAUSER1', 'WEBAUTHN');
    expect(memo.lastMethod(scope(), 'JIRAUSER1')).toBe('WEBAUTHN');
  });

  it('is known of each person by themselves', () => {
    remember('JIRAUSER1', 'TOTP');
    remember('JIRAUSER2', 'SMS');
    expect(memo.lastMethod(scope(), 'JIRAUSER1')).toBe('TOTP');
    expect(memo.lastMethod(scope(), 'JIRAUSER2')).toBe('SMS');
    expect(memo.lastMethod(scope(), 'JIRAUSER3')).toBeUndefined();
  });

  it('is known of the last five people', () => {
    for (let n = 1; n <= 5; n += 1) remember(`JIRAUSER${n}`, 'TOTP');
    remember('JIRAUSER1', 'TOTP');
    remember('JIRAUSER6', 'TOTP');
    const known = [1, 2, 3, 4, 5, 6].filter((n) => memo.lastMethod(scope(), `JIRAUSER${n}`) !== undefined);
    expect(known).toEqual([1, 3, 4, 5, 6]);
  });

  it('tells nobody who reads the cookie who it was', () => {
    expect(remember('JIRAUSER1', 'TOTP')).not.toContain('JIRAUSER1');
    expect(jar).not.toContain('TOTP');
  });

  it.each(['', 'x', 's1~test~AAAA', '[]', 's1:test:AAAA', 'x'.repeat(5_000), '~~~'])(
    'is nothing where the cookie is %j',
    (value) => {
      expect(memo.lastMethod(scope(value), 'JIRAUSER1')).toBeUndefined();
      expect(memo.remember(scope(value), 'JIRAUSER1', 'TOTP')).toContain(cookies.browser);
    },
  );

  it('is nothing where the cookie was changed, or another key made it', () => {
    remember('JIRAUSER1', 'TOTP');
    const flipped = `${jar?.slice(0, -2)}${jar?.endsWith('AA') === true ? 'BB' : 'AA'}`;
    expect(memo.lastMethod(scope(flipped), 'JIRAUSER1')).toBeUndefined();
    expect(memoWith('foreign').lastMethod(scope(), 'JIRAUSER1')).toBeUndefined();
  });

  it('is still known after a new key came in front of the old one', () => {
    remember('JIRAUSER1', 'TOTP');
    expect(memoWith('new', 'test').lastMethod(scope(), 'JIRAUSER1')).toBe('TOTP');
  });
});
