/**
 * Attack: with the password alone, get something that outlives the attempt. A personal access token, a consent for an
 * application, a factor of one's own: each would be a way in for good. A session that owes its factor reaches none of
 * them, in any spelling, and neither does Basic authentication, even where a site lets it through.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

const places: [string, string][] = [
  ['POST', '/rest/pat/latest/tokens'],
  ['GET', '/rest/pat/latest/tokens'],
  ['POST', '/rest/pat/1.0/tokens'],
  ['POST', '/rest//pat/latest/tokens'],
  ['POST', '/rest/pat;a=b/latest/tokens'],
  ['POST', '/rest/%70at/latest/tokens'],
  ['POST', '/s/x/_/rest/pat/latest/tokens'],
  ['POST', '/images/../rest/pat/latest/tokens'],
  ['POST', '/plugins/servlet/oauth/authorize'],
  ['GET', '/plugins/servlet/oauth/authorize?oauth_token=x'],
  ['POST', '/plugins/servlet/oauth/authorize?oauth_token=x&oauth_signature=y'],
  ['POST', '/plugins/servlet/oauth2/consent'],
  ['GET', '/rest/oauth2/latest/authorize?client_id=x'],
  ['POST', '/rest/applinks/3.0/applicationlink'],
];
const ownSettings: [string, string][] = [
  ['DELETE', '/rest/tsv/1.0/totp/unenroll/user/alice'],
  ['GET', '/rest/tsv/1.0/totp/enrollment/status'],
];

describe('what outlives a login', () => {
  let site: Site;
  let enrolled: Visitor;
  beforeAll(async () => {
    site = await startSite({ TSV_BASIC_AUTH: 'allow' });
    enrolled = new Visitor(site.gate.url);
    await enrolled.enroll('alice', 'alice-password', site.clock.now);
  });
  afterAll(() => site?.close());

  const tokensOf = async () =>
    ((await enrolled.client.ask('/rest/pat/latest/tokens')).json() as unknown[]).length;
  const request = (method: string) => ({
    method,
    ...(method === 'POST' && { json: { name: 'mine', expirationDuration: 90 } }),
  });

  it.each([...places, ...ownSettings])(
    'is out of reach for a session that owes its factor: %s %s',
    async (method, target) => {
      const before = await tokensOf();
      const pending = new Visitor(site.gate.url);
      await pending.logIn('alice', 'alice-password');
      const answer = await pending.client.ask(target, request(method));
      expect([200, 400, 401, 302, 403, 404]).toContain(answer.status);
      expect(answer.text).not.toMatch(/rawToken|"token"|Allow access|alice/i);
      expect(await tokensOf()).toBe(before);
    },
  );

  it.each([...places])(
    'is out of reach for Basic, where it is let through elsewhere: %s %s',
    async (method, target) => {
      const authorization = `Basic ${Buffer.from('alice:alice-password').toString('base64')}`;
      const elsewhere = await ask(site.gate.url, '/rest/api/2/myself', { headers: { authorization } });
      expect(elsewhere.status).toBe(200);
      const before = await tokensOf();
      const answer = await ask(site.gate.url, target, { ...request(method), headers: { authorization } });
      expect([400, 403]).toContain(answer.status);
      expect(await tokensOf()).toBe(before);
    },
  );

  it.each([
    ['POST', 'elevate-permissions/password', { password: 'bob-password' }],
    ['GET', 'elevate-permissions', undefined],
    ['POST', 'totp/start-voluntary-enrollment', {}],
    ['DELETE', 'totp/unenroll', undefined],
  ])('is no factor of a thief, set up by Basic: %s %s', async (method, path, json) => {
    const authorization = `Basic ${Buffer.from('bob:bob-password').toString('base64')}`;
    const request = { method, json, headers: { authorization } };
    expect((await ask(site.gate.url, `/rest/tsv/1.0/${path}`, request)).status).toBe(403);
  });

  it('is within reach of whoever has shown the factor', async () => {
    const answer = await enrolled.client.ask('/rest/pat/latest/tokens', request('POST'));
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({ rawToken: expect.any(String) });
  });
});
