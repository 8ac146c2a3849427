import { describe, expect, it } from 'vitest';
import { basicAllowed } from '../../../proxy/gate/basic-policy.ts';
import { buildScope } from '../../support/builders/index.ts';

const at = (rawPath: string) => buildScope({ rawPath });
const odd = at('//');

const block = {
  mode: 'block',
  users: ['ci', 'Crowd'],
  paths: ['/rest/usermanagement/**', '/exact'],
  networks: [],
} as const;

describe('Basic authentication', () => {
  it('is let through for everybody where the site says so', () => {
    expect(basicAllowed({ mode: 'allow', users: [], paths: [], networks: [] }, 'alice', odd)).toBe(true);
  });

  it('is let through for nobody where nothing is listed', () => {
    const nothing = { mode: 'block', users: [], paths: [], networks: [] } as const;
    for (const path of ['/', '/rest/api/2/myself', '//']) {
      expect(basicAllowed(nothing, 'alice', at(path))).toBe(false);
    }
    expect(basicAllowed(nothing, '', at('/'))).toBe(false);
  });

  it.each([
    ['10.0.0.7', true],
    ['::ffff:10.0.0.7', true],
    ['192.0.2.9', true],
    ['192.0.2.10', false],
    ['fd00::1', false],
  ])('is let through from a listed network: %s', (address, allowed) => {
    const settings = { ...block, networks: ['10.0.0.0/8', '192.0.2.1-192.0.2.9'] } as const;
    const scope = buildScope({ rawPath: '/rest/api/2/myself', address });
    expect(basicAllowed(settings, 'alice', scope)).toBe(allowed);
  });

  it('hands out no lasting credential, wherever it comes from', () => {
    const settings = { ...block, networks: ['10.0.0.0/8'] } as const;
    const scope = buildScope({ rawPath: '/rest/pat/latest/tokens', address: '10.0.0.7' });
    expect(basicAllowed(settings, 'alice', scope)).toBe(false);
  });

  it.each(['ci', 'CI', 'crowd'])('is let through for a listed user anywhere: %s', (name) => {
    expect(basicAllowed(block, name, at('/rest/api/2/myself'))).toBe(true);
    expect(basicAllowed(block, name, odd)).toBe(true);
  });

  it.each(['alice', 'ci ', ' ci', 'ci2', 'c', 'сi', ''])(
    'is not let through for "%s", who is not listed',
    (name) => {
      expect(basicAllowed(block, name, at('/rest/api/2/myself'))).toBe(false);
    },
  );

  it.each(['/rest/usermanagement', '/rest/usermanagement/1/session', '/exact', '/exact/below', '/%65xact'])(
    'is let through at or below a listed path: %s',
    (path) => {
      expect(basicAllowed(block, 'alice', at(path))).toBe(true);
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
    expect(basicAllowed(block, 'alice', at(path))).toBe(false);
  });

  it('understands a listed path with or without stars and slashes at its end', () => {
    for (const paths of [['/a'], ['/a/'], ['/a/*'], ['/a/**']]) {
      const settings = { mode: 'block', users: [], paths, networks: [] } as const;
      expect(basicAllowed(settings, 'alice', at('/a'))).toBe(true);
      expect(basicAllowed(settings, 'alice', at('/a/b/c'))).toBe(true);
      expect(basicAllowed(settings, 'alice', at('/ab'))).toBe(false);
    }
  });

  it.each([
    '/rest/pat/latest/tokens',
    '/rest/pat;x/latest/tokens',
    '//rest/PAT/latest/tokens',
    '/s/x/_/rest/pat/latest/tokens',
    '/rest/oauth2/latest/authorize',
    '/plugins/servlet/oauth/authorize',
    '/plugins/servlet/oauth2/consent',
    '/rest/applinks/3.0/applicationlink',
  ])('gets nobody a lasting credential: %s', (path) => {
    expect(basicAllowed({ mode: 'allow', users: [], paths: [], networks: [] }, 'ci', at(path))).toBe(false);
    expect(basicAllowed(block, 'ci', at(path))).toBe(false);
  });
});
