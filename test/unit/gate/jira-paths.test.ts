import { describe, expect, it } from 'vitest';
import {
  changesState,
  isLogin,
  isLogout,
  isOddLogin,
  isPublicResource,
} from '../../../proxy/gate/jira-paths.ts';
import { canonicalPath, possiblePaths } from '../../../proxy/kernel/canonical-path.ts';

const isPublic = (rawPath: string) => isPublicResource('GET', canonicalPath(rawPath));

describe('a static file of Jira', () => {
  it.each([
    '/images/a.png',
    '/images/icons/issuetypes/bug.svg',
    '/static-assets/x.js',
    '/download/resources/com.atlassian.jira/a.b-c_d.woff2',
    '/download/batch/x/x.css',
    '/download/contextbatch/js/_super/batch.js',
    '/s/x/_/images/a.png',
    '/s/d41d8cd98f00b204-CDN/-ab1c2/9120000/abc/1.0/_/download/contextbatch/css/x/batch.css',
    '/s/a/_/b/_/images/a.png',
    '/favicon.ico',
    '/status',
    '/%69mages/a.png',
  ])('is %s', (path) => {
    expect(isPublic(path)).toBe(true);
    expect(isPublicResource('HEAD', canonicalPath(path))).toBe(true);
  });

  // The last segment picks the action in Jira, and what follows `/_/` is the path.
  it.each([
    '/images/Dashboard.jspa',
    '/images/x.css/Dashboard.jspa',
    '/images/a.png/secure/Dashboard',
    '/images/login.jsp',
    '/images/',
    '/images',
    '/images/a',
    '/images/a.PNG',
    '/images/a.png/',
    '/images/a.jspa.png/x.jspa',
    '/secure/a.png',
    '/secure/images/a.png',
    '/browse/ABC-1/x.css',
    '/secure/Dashboard.jspa/x.css',
    '/rest/api/2/x.js',
    '/plugins/servlet/x.png',
    '/download/attachments/1/a.png',
    '/secure/attachment/1/a.png',
    '/secure/useravatar.png',
    '/s/x/_/secure/Dashboard.jspa',
    '/s/x/_/images/Dashboard.jspa',
    '/s/x/_/images/../secure/a.png',
    '/s/x/_/plugins/servlet/x.css',
    '/s/x/_/secure/x/_/images/a.png/Dashboard.jspa',
    '/s/x/images/a.png',
    '/s/_/images/a.png',
    '/s/x/_/rest/x.js',
    '/s/x/_/_/rest/x.js',
    '/x/s/x/_/images/a.png',
    '/images/..;/secure/a.png',
    '/images/a.png;jsp',
    '/images/Dashboard.jspa;.png',
    '/images/%2e%2e/secure/a.png',
    '/images//a.png',
    '//images/a.png',
    '/images/a.png%00',
    '/images/a.png%0a',
    '/images/a.jspa%3f.png',
    '/images/a.jspa%23.png',
    '/images/a::WEB-INF/web.png',
    '/images/a b.png',
    '/images/a%20b.png',
    '/images/ä.png',
    '/images/%c3%a4.png',
    '/IMAGES/a.png',
    '/favicon.ico/',
    '/statusx',
    '/status/x.png',
    '/status;x',
    '/images/a.html',
    '/images/a.xml',
    '/images/a.json',
    '/images/a.map',
  ])('is not %s', (path) => {
    expect(isPublic(path)).toBe(false);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND', 'FOO', 'get', ''])(
    'is not asked for with the method "%s"',
    (method) => {
      expect(isPublicResource(method, '/images/a.png')).toBe(false);
    },
  );
});

describe('where Jira takes a password', () => {
  it.each([
    '/login.jsp',
    '/rest/gadget/1.0/login',
    '/rest/auth/1/session',
    '/rest/auth/latest/session',
    '/servicedesk/customer/user/login',
  ])('is %s, by POST', (path) => {
    expect(isLogin('POST', path)).toBe(true);
    for (const method of ['GET', 'PUT', 'DELETE', 'post', 'HEAD']) expect(isLogin(method, path)).toBe(false);
  });

  it.each([
    '/',
    '/login.jsp/',
    '/Login.jsp',
    '/secure/Dashboard.jspa',
    '/x/login.jsp',
    '/rest/auth/1/session/x',
  ])('is not %s', (path) => {
    expect(isLogin('POST', path)).toBe(false);
  });

  it.each([
    '/login.jsp;x',
    '/%2e/login.jsp',
    '//login.jsp',
    '/login%2ejsp',
    '/x/..;/login.jsp',
    '/login.jsp%00',
  ])('is not an odd spelling of it: %s', (rawPath) => {
    expect(isLogin('POST', canonicalPath(rawPath))).toBe(false);
  });

  it.each([
    ['/login.jsp', false],
    ['/rest/auth/1/session', false],
    ['/%6cogin.jsp', false],
    ['/secure/Dashboard.jspa', false],
    ['/rest/auth/1/websudo', false],
    ['/login.jsp;x', true],
    ['/LOGIN.jsp', true],
    ['//login.jsp', true],
    ['/x/..;/login.jsp', true],
    ['/login%2ejsp', true],
    ['/login.jsp/', true],
    ['/login.jsp/x.css', true],
    ['/rest/auth/1/session/', true],
    ['/rest/auth/1/./session', true],
    ['/rest//auth/latest/session', true],
    ['/s/x/_/rest/auth/1/session', true],
    ['/s/x/_/login.jsp', true],
  ])('could be meant by %s, which is not the spelling of it: %s', (rawPath, odd) => {
    expect(isOddLogin(canonicalPath(rawPath), possiblePaths(rawPath))).toBe(odd);
  });
});

describe('where Jira logs people out', () => {
  it.each([
    ['GET', '/logout', true],
    ['POST', '/logout', true],
    ['GET', '/secure/Logout.jspa', true],
    ['GET', '/secure/Logout!default.jspa', true],
    ['DELETE', '/rest/auth/1/session', true],
    ['DELETE', '/rest/auth/latest/session', true],
    ['GET', '/rest/auth/1/session', false],
    ['POST', '/rest/auth/1/session', false],
    ['GET', '/logout/x', false],
    ['GET', '/secure/Logout', false],
    ['GET', '/secure/admin/Logout.jspa', false],
    ['DELETE', '/rest/api/2/issue/A-1', false],
    ['GET', undefined, false],
    ['DELETE', undefined, false],
  ])('%s %s: %s', (method, path, logout) => {
    expect(isLogout(method, path)).toBe(logout);
  });
});

it('takes every method but GET and HEAD for one that changes something', () => {
  expect(['GET', 'HEAD'].map(changesState)).toEqual([false, false]);
  expect(['POST', 'OPTIONS', 'get', 'TRACE', ''].map(changesState)).not.toContain(false);
});
