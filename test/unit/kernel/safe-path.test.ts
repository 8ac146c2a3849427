import { describe, expect, it } from 'vitest';
import { ownPath, parseSafePath, safePath, withDestination } from '../../../proxy/kernel/safe-path.ts';

const home = ownPath('/secure/Dashboard.jspa');

describe('a destination from outside', () => {
  it.each([
    '/',
    '/browse/ABC-1',
    '/browse/ABC-1?focusedId=1&page=a.b#comment-1',
    '/jira/secure/Dashboard.jspa',
    '/issues/?jql=project%20%3D%20ABC%20AND%20text%20~%20%22a%2Fb%22',
    '/login.jsp?os_destination=%2Fsecure%2FDashboard.jspa',
    '/a//b',
    '/x?next=//evil.example',
    '/x?next=https://evil.example/',
    '/@evil.example',
    '/x:y',
    '/%41',
  ])('is taken as it stands: %s', (input) => {
    expect(safePath(input, home)).toBe(input);
  });

  it.each([
    ['another host', '//evil.example'],
    ['another host with more slashes', '///evil.example'],
    ['a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a backslash later', '/a\\b'],
    ['a slash after a backslash', '\\/evil.example'],
    ['a scheme without slashes', 'https:evil.example'],
    ['a scheme with one slash', 'https:/evil.example'],
    ['a whole URL', 'https://evil.example/'],
    ['an encoded slash in front', '/%2f evil.example'],
    ['an encoded slash in front, in capitals', '/%2Fevil.example'],
    ['an encoded backslash in front', '/%5cevil.example'],
    ['an encoded tab in front', '/%09/evil.example'],
    ['an encoded blank in front', '/%20/evil.example'],
    ['a tab', '/\t/evil.example'],
    ['a tab between the slashes', '/\t/\tevil.example'],
    ['a blank in front', ' /evil.example'],
    ['a blank after the slash', '/ /evil.example'],
    ['a no-break space after the slash', '/\u00a0/evil.example'],
    ['a dot segment', '/.//evil.example'],
    ['an encoded dot segment', '/%2e//evil.example'],
    ['a dot segment that goes up', '/a/..//evil.example'],
    ['an encoded one that goes up', '/a/%2E%2e//evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a script after a line feed', '\njavascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a user name', '//x@evil.example'],
    ['a header', '/a\r\nSet-Cookie: a=b'],
    ['a line feed at the end', '/a\n'],
    ['NUL', '/a\0b'],
    ['DEL', '/a\x7f'],
    ['10 kB', `/${'a'.repeat(10_000)}`],
    ['one byte too many', `/${'a'.repeat(2_000)}`],
    ['nothing', ''],
    ['a relative path', 'secure/Dashboard.jspa'],
    ['a query alone', '?a=b'],
    ['a fragment alone', '#a'],
    ['a password', '/?os_username=alice&os_password=secret'],
    ['a user name of Jira', '/browse/A-1?a=b&os_username=alice'],
    ['a password in capitals', '/?OS_PASSWORD=secret'],
    ['a password whose name is encoded', '/?%6fs_password=secret'],
  ])('is replaced when it has %s', (_what, input) => {
    expect(parseSafePath(input)).toBeUndefined();
    expect(safePath(input, home)).toBe(home);
  });

  it.each([[undefined], [null], [42], [['/a']], [{ toString: () => '/a' }], [true]])(
    'is replaced when it is no text: %s',
    (input) => {
      expect(safePath(input, home)).toBe(home);
    },
  );

  it('is a path in ASCII afterwards, so that no header can be split by it', () => {
    for (const input of ['/。evil.example', '/\u2028a', '/嘊嘍a', '/ü?ä#ö', '/a b', '/\ud800']) {
      expect(safePath(input, home)).toMatch(/^\/[!-~]*$/);
    }
    expect(safePath('/。evil.example', home)).toBe('/%E3%80%82evil.example');
  });

  it('stays on this site for a browser, whatever its first four characters are', () => {
    const characters = ['/', '\\', '.', '%2e', '%2f', '%5c', ' ', '\t', '\n', ':', '@', ';', '?', '#', 'a'];
    const offSite: string[] = [];
    for (const a of characters)
      for (const b of characters)
        for (const c of characters)
          for (const d of characters) {
            const taken = safePath(`/${a}${b}${c}${d}evil.example/`, home);
            const seen = new URL(taken, 'https://jira.example.com/login');
            if (seen.origin !== 'https://jira.example.com' || seen.pathname.startsWith('//'))
              offSite.push(taken);
          }
    expect(offSite).toEqual([]);
  });
});

describe('a path of our own', () => {
  it('may stand below a context path', () => {
    expect(ownPath('/jira/plugins/servlet/two-step')).toBe('/jira/plugins/servlet/two-step');
  });

  it('is a mistake of the program when it leads away', () => {
    expect(() => ownPath('//evil.example')).toThrow('not a path on this site');
  });

  it('takes a destination along, encoded so that it stays one value', () => {
    const path = ownPath('/login');
    expect(withDestination(path, 'next', ownPath('/a?b=c&d=e#f'))).toBe(
      '/login?next=%2Fa%3Fb%3Dc%26d%3De%23f',
    );
  });

  it('leaves out a destination that would make the address too long', () => {
    const path = ownPath('/login');
    expect(withDestination(path, 'next', ownPath(`/${'a'.repeat(1_900)}`))).toContain('?next=');
    expect(withDestination(path, 'next', ownPath(`/${'"'.repeat(1_900)}`))).toBe('/login');
  });
});
