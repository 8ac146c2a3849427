import { describe, expect, it } from 'vitest';
import { canonicalPath, possiblePaths } from '../../../proxy/kernel/canonical-path.ts';

describe('the canonical path', () => {
  it.each([
    ['/', '/'],
    ['/secure/Dashboard.jspa', '/secure/Dashboard.jspa'],
    ['/secure/Dashboard.jspa/', '/secure/Dashboard.jspa/'],
    ['/%73ecure/%44ashboard.jspa', '/secure/Dashboard.jspa'],
    ['/browse/ABC-1', '/browse/ABC-1'],
    ['/a%20b', '/a b'],
    ['/%c3%a4', '/ä'],
    ['/a.b/..c/...', '/a.b/..c/...'],
    ["/-._~!$&'()*+,=:@", "/-._~!$&'()*+,=:@"],
  ])('of %s is %s', (raw, path) => {
    expect(canonicalPath(raw)).toBe(path);
  });

  // What Tomcat, a proxy or a browser reads in more than one way: no exception is ever made for such a path.
  it.each([
    ['a parameter', '/login.jsp;x=y'],
    ['an empty parameter', '/login.jsp;'],
    ['a parameter before the dots', '/s/..;/secure/Dashboard.jspa'],
    ['a parameter on a folder', '/login.jsp;x=y/../secure/Dashboard.jspa'],
    ['an encoded semicolon', '/login.jsp%3bx'],
    ['an encoded semicolon in capitals', '/login.jsp%3Bx'],
    ['a dot segment', '/images/../secure/Dashboard.jspa'],
    ['a dot segment at the end', '/secure/..'],
    ['a single dot', '/./login.jsp'],
    ['an encoded dot', '/images/%2e%2e/secure/Dashboard.jspa'],
    ['a half encoded dot segment', '/images/.%2E/secure/Dashboard.jspa'],
    ['an encoded dot that is harmless', '/login%2ejsp'],
    ['a doubled slash', '//login.jsp'],
    ['a doubled slash inside', '/images//x.png'],
    ['a doubled slash at the end', '/images//'],
    ['an encoded slash', '/images%2fx.png'],
    ['an encoded slash in capitals', '/images%2Fx.png'],
    ['a backslash', '/images\\..\\secure'],
    ['an encoded backslash', '/images%5c..%5Csecure'],
    ['a doubly encoded slash', '/images%252fx.png'],
    ['an encoded percent sign', '/100%25'],
    ['an escape without digits', '/100%'],
    ['an escape with one digit', '/100%2'],
    ['an escape of letters', '/100%zz'],
    ['an encoded question mark', '/login.jsp%3f'],
    ['an encoded number sign', '/login.jsp%23'],
    ['an encoded NUL', '/login.jsp%00.css'],
    ['an encoded line feed', '/login.jsp%0a.css'],
    ['an encoded tab', '/login.jsp%09'],
    ['an encoded DEL', '/login.jsp%7f'],
    ['a blank', '/login.jsp .css'],
    ['a raw NUL', '/login.jsp\0.css'],
    ['a raw tab', '/login\t.jsp'],
    ['an overlong slash', '/images%c0%afx.png'],
    ['an overlong dot', '/images/%c0%ae%c0%ae/secure'],
    ['an overlong slash of three bytes', '/images%e0%80%afx.png'],
    ['half a character', '/%c3'],
    ['a surrogate in UTF-8', '/%ed%a0%80'],
    ['raw non-ASCII', '/imäges/x.png'],
    ['a full-width full stop', '/．．/secure'],
    ['a bracket', '/a[0]'],
    ['a bar', '/a|b'],
    ['a brace', '/{a}'],
    ['a caret', '/a^b'],
    ['a quote', '/a"b'],
    ['an angle bracket', '/<a>'],
    ['a back quote', '/a`b'],
    ['a question mark', '/a?b'],
    ['a number sign', '/a#b'],
    ['no slash in front', 'login.jsp'],
    ['absolute form', 'http://jira.example.com/login.jsp'],
    ['an asterisk alone', '*'],
    ['nothing', ''],
  ])('does not exist with %s', (_what, raw) => {
    expect(canonicalPath(raw)).toBeUndefined();
  });

  it('is found in linear time, also for 200 000 bytes of bait', () => {
    const started = performance.now();
    for (const bait of ['/', '/.', '%2', ';', '/a', '%', 'a']) {
      canonicalPath(`/${bait.repeat(200_000 / bait.length)}\0`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('the possible paths', () => {
  it('are one for a plain spelling, in lower case', () => {
    expect(possiblePaths('/secure/Dashboard.jspa')).toEqual(new Set(['/secure/dashboard.jspa']));
  });

  it('are several for an odd one', () => {
    expect(possiblePaths('/a/..;/b')).toEqual(new Set(['/a/..;/b', '/b']));
    expect(possiblePaths('/a/%252e%252e/b')).toEqual(new Set(['/a/%252e%252e/b', '/a/%2e%2e/b', '/b']));
  });
});
