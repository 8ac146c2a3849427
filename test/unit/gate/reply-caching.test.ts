import { describe, expect, it } from 'vitest';
import { cacheControlFor } from '../../../proxy/gate/reply-caching.ts';
import { canonicalPath } from '../../../proxy/kernel/canonical-path.ts';

const caching = (
  rawPath: string,
  cacheControl?: string,
  changes: Partial<Parameters<typeof cacheControlFor>[0]> = {},
) =>
  cacheControlFor({
    as: 'person',
    rawPath,
    path: canonicalPath(rawPath),
    cacheControl,
    setsCookies: false,
    ...changes,
  });

describe('what caches are told of a reply to one person', () => {
  it.each([
    ['/secure/Dashboard.jspa', undefined, 'private'],
    ['/secure/Dashboard.jspa', '', 'private'],
    ['/secure/Dashboard.jspa', 'no-cache', 'private, no-cache'],
    ['/secure/useravatar', 'public, max-age=604800', 'private, max-age=604800'],
    ['/secure/useravatar', 'max-age=5, S-MaxAge=9, PUBLIC', 'private, max-age=5'],
  ])('of %s with "%s" is "%s"', (path, given, told) => {
    expect(caching(path, given)).toBe(told);
  });

  it.each(['private', 'private, max-age=300', 'no-cache, no-store, must-revalidate', 'No-Store'])(
    'stands as Jira says it where that keeps others out: %s',
    (given) => {
      expect(caching('/secure/Dashboard.jspa/x.css', given)).toBeUndefined();
    },
  );

  it.each([
    '/secure/Dashboard.jspa/x.css',
    '/browse/DEMO-1/x.CSS',
    '/secure/Dashboard.jspa;x.css',
    '/secure/Dashboard.jspa%0ax.css',
    '/browse/DEMO-1//',
    '/s/x/_/plugins/servlet/x.css',
    '/secure/attachment/1/picture.png',
  ])('is never to keep what looks like a static file and is none: %s', (path) => {
    for (const as of ['person', 'basic', 'machine'] as const) {
      expect(caching(path, 'public, max-age=1', { as })).toBe('private, no-store');
      expect(caching(path, undefined, { as })).toBe('private, no-store');
    }
  });

  it("leaves Jira's static files and what nobody in particular was sent", () => {
    expect(caching('/s/1/_/images/logo.svg', 'public, max-age=9')).toBeUndefined();
    for (const as of ['anonymous', 'login', 'public'] as const) {
      expect(caching('/login.jsp', undefined, { as })).toBeUndefined();
    }
  });

  it('keeps cookies to the one who gets them', () => {
    const changes = { setsCookies: true };
    expect(caching('/images/logo.svg', 'public, max-age=9', changes)).toBe('private, max-age=9');
    expect(caching('/login.jsp', undefined, { ...changes, as: 'anonymous' })).toBe('private');
  });
});
