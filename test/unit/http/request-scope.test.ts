import { describe, expect, it } from 'vitest';
import {
  createRequestScope,
  type RequestScope,
  type ScopeOptions,
} from '../../../proxy/http/request-scope.ts';
import { AppError } from '../../../proxy/kernel/app-error.ts';
import { buildRequest, type RequestParts } from '../../support/builders/index.ts';

const options: ScopeOptions = {
  contextPath: '',
  publicHost: 'jira.example.com',
  loginCookies: new Set(['seraph.rememberme.cookie', 'crowd.token_key', 'site.sso']),
  isTrustedProxy: () => false,
  clock: () => 1_000,
};

function scopeOf(parts: RequestParts, changes: Partial<ScopeOptions> = {}): RequestScope {
  return createRequestScope(buildRequest(parts), { ...options, ...changes });
}

function refusalOf(parts: RequestParts): string {
  try {
    scopeOf(parts);
    return 'not refused';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('the target of a request', () => {
  it('is kept byte for byte, and its path read beside it', () => {
    const scope = scopeOf({ method: 'POST', url: '/a%20b/%41?x=%2f&y=[1]' });
    expect(scope).toMatchObject({
      method: 'POST',
      target: '/a%20b/%41?x=%2f&y=[1]',
      rawPath: '/a%20b/%41',
      query: 'x=%2f&y=[1]',
      path: '/a b/A',
      startedAt: 1_000,
    });
  });

  it.each(['/a//b', '/a;b=c', '/a/../b', '/a[1]', '/a|b', '/{a}', '/a^b', '/100%25', '//evil.example/x'])(
    'has no path to decide on in %s, and is still kept as it is',
    (url) => {
      expect(scopeOf({ url })).toMatchObject({ target: url, path: undefined });
    },
  );

  it('has a path below the context path', () => {
    const below = (url: string) => scopeOf({ url }, { contextPath: '/jira' }).path;
    expect(below('/jira/browse/A-1')).toBe('/browse/A-1');
    expect(below('/jira')).toBe('/');
    expect(below('/jira/')).toBe('/');
    expect(below('/%6aira/login.jsp')).toBe('/login.jsp');
    expect(below('/jirafoo/login.jsp')).toBeUndefined();
    expect(below('/login.jsp')).toBeUndefined();
    expect(below('/Jira/login.jsp')).toBeUndefined();
    expect(below('/jira/../login.jsp')).toBeUndefined();
  });

  it.each([
    ['http://jira.example.com/browse/A-1?b=c', '/browse/A-1?b=c'],
    ['https://JIRA.example.com/', '/'],
    ['http://jira.example.com', '/'],
  ])('may stand in absolute form for our own host: %s', (url, target) => {
    expect(scopeOf({ url }).target).toBe(target);
  });

  it.each([
    'http://evil.example/browse/A-1',
    'http://jira.example.com:8080/',
    'http://jira.example.com@evil.example/',
    'http://alice@jira.example.com/',
    'http://jira.example.com?a=b',
    'ftp://jira.example.com/',
    'jira.example.com:443',
    '*',
    '',
    'browse/A-1',
  ])('is refused for another host or without a path: "%s"', (url) => {
    expect(refusalOf({ url })).toBe('bad_request');
  });

  it.each([
    '/a;jsessionid=SID',
    '/a;JSESSIONID=SID/b',
    '/a;x=y;jsessionid=SID',
    '/;jsessionid=SID',
    '/a%3bjsessionid=SID',
    '/a%3Bjsessionid=SID',
    '/a;xjsessionid=1',
    '/a/b;jsessionid=SID?c=d',
    '/a;jsessionid',
  ])('is refused with a session id in the path: %s', (url) => {
    expect(refusalOf({ url })).toBe('ambiguous_request');
  });

  it('is refused with NUL in the path, not with one in the query', () => {
    expect(refusalOf({ url: '/a%00.css' })).toBe('bad_request');
    expect(refusalOf({ url: '/a?b=%00' })).toBe('not refused');
  });

  it.each(['//[', '//[::', '//a:b/', '//a b:99999/'])('is refused when it is no URL: %s', (url) => {
    expect(refusalOf({ url })).toBe('bad_request');
  });

  it('has every path that a server might take it for, with and without the context path', () => {
    const { possiblePaths } = scopeOf({ url: '/Jira/x/..;/Login.jsp' }, { contextPath: '/jira' });
    expect([...possiblePaths]).toEqual(expect.arrayContaining(['/jira/login.jsp', '/login.jsp']));
  });

  it('may speak of session ids in its query', () => {
    expect(refusalOf({ url: '/a?b=;jsessionid=SID' })).toBe('not refused');
  });
});

describe('the header of a request', () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, at): [string, string] => [`x-${at}`, '']);

  it('may have a hundred fields and no more', () => {
    expect(refusalOf({ headers: fields(100) })).toBe('not refused');
    expect(refusalOf({ headers: fields(101) })).toBe('too_many_headers');
  });

  it('counts fields of one name each', () => {
    const same = Array.from({ length: 101 }, (): [string, string] => ['a', '']);
    expect(refusalOf({ headers: same })).toBe('too_many_headers');
  });

  it.each([
    ['two session cookies', [['Cookie', 'JSESSIONID=a; JSESSIONID=b']]],
    [
      'one in each of two Cookie fields',
      [
        ['Cookie', 'JSESSIONID=a'],
        ['cookie', 'JSESSIONID=b'],
      ],
    ],
    ['a quoted session cookie', [['Cookie', 'JSESSIONID="a"']]],
    [
      'two Authorization fields',
      [
        ['Authorization', 'Bearer a'],
        ['authorization', 'Basic b'],
      ],
    ],
    [
      'the same Authorization twice',
      [
        ['Authorization', 'Bearer a'],
        ['Authorization', 'Bearer a'],
      ],
    ],
  ] as [string, [string, string][]][])('is ambiguous with %s', (_what, headers) => {
    expect(refusalOf({ headers })).toBe('ambiguous_request');
  });

  it('is read into cookies, authorization and user agent', () => {
    const headers: [string, string][] = [
      ['Cookie', 'a=b; JSESSIONID=SID'],
      ['Authorization', 'Bearer token'],
      ['User-Agent', 'curl'],
    ];
    expect(scopeOf({ headers })).toMatchObject({
      cookies: [
        { name: 'a', value: 'b' },
        { name: 'JSESSIONID', value: 'SID' },
      ],
      authorization: 'Bearer token',
      userAgent: 'curl',
      class: 'xhr',
    });
  });

  it('may have names that mean something to the language', () => {
    expect(
      refusalOf({
        headers: [
          ['__proto__', 'a'],
          ['constructor', 'b'],
        ],
      }),
    ).toBe('not refused');
  });
});

it('gives every request an id of its own', () => {
  expect(scopeOf({}).id).not.toBe(scopeOf({}).id);
});
