import { describe, expect, it } from 'vitest';
import { basicAllowed } from '../../../proxy/gate/basic-policy.ts';
import { canonicalPath } from '../../../proxy/kernel/canonical-path.ts';

const block = {
  mode: 'block',
  users: ['ci', 'Crowd'],
  paths: ['/rest/usermanagement/**', '/exact'],
} as const;

describe('Basic authentication', () => {
  it('is let through for everybody where the site says so', () => {
    expect(basicAllowed({ mode: 'allow', users: [], paths: [] }, 'alice', undefined)).toBe(true);
  });

  it('is let through for nobody where nothing is listed', () => {
    const nothing = { mode: 'block', users: [], paths: [] } as const;
    for (const path of ['/', '/rest/api/2/myself', '', undefined]) {
      expect(basicAllowed(nothing, 'alice', path)).toBe(false);
    }
    expect(basicAllowed(nothing, '', '/')).toBe(false);
  });

  it.each(['ci', 'CI', 'crowd'])('is let through for a listed user anywhere: %s', (name) => {
    expect(basicAllowed(block, name, '/rest/api/2/myself')).toBe(true);
    expect(basicAllowed(block, name, undefined)).toBe(true);
  });

  it.each(['alice', 'ci ', ' ci', 'ci2', 'c', 'сi', ''])(
    'is not let through for "%s", who is not listed',
    (name) => {
      expect(basicAllowed(block, name, '/rest/api/2/myself')).toBe(false);
    },
  );

  it.each(['/rest/usermanagement', '/rest/usermanagement/1/session', '/exact', '/exact/below', '/%65xact'])(
    'is let through at or below a listed path: %s',
    (path) => {
      expect(basicAllowed(block, 'alice', canonicalPath(path))).toBe(true);
    },
  );

  it.each([
    '/rest/usermanagementx',
    '/rest/usermanagement/../api/2/myself',
    '/rest/usermanagement/..;/api/2/myself',
    '/rest/usermanagement/%2e%2e/api',
    '/rest/usermanagement//x',
    '/rest/usermanagement;/x',
    '/REST/usermanagement/1',
    '/x/rest/usermanagement/1',
    '/exactly',
    '/rest/usermanagement/ViewProfile.jspa',
    '/rest/usermanagement/x/ViewProfile!default.jspa',
    '/rest/usermanagement/login.jsp',
    '/rest/usermanagement/x.action',
    '/rest/usermanagement/VIEWPROFILE.JSPA',
  ])('is not let through for %s', (path) => {
    expect(basicAllowed(block, 'alice', canonicalPath(path))).toBe(false);
  });

  it('understands a listed path with or without stars and slashes at its end', () => {
    for (const paths of [['/a'], ['/a/'], ['/a/*'], ['/a/**']]) {
      const settings = { mode: 'block', users: [], paths } as const;
      expect(basicAllowed(settings, 'alice', '/a')).toBe(true);
      expect(basicAllowed(settings, 'alice', '/a/b/c')).toBe(true);
      expect(basicAllowed(settings, 'alice', '/ab')).toBe(false);
    }
  });
});
