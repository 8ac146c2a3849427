/**
 * Attack: turn machine access into a browser's. A token is not asked for a factor, so whatever is sent along with it
 * (a session that owes one, a remembered login) must not count, and what comes back must hold no session that works
 * later. Jira takes tokens as Bearer, as OAuth 1 in the header, the query or a form, and as the password of Basic.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask, type RawRequest } from '../support/jira/raw-client.ts';

const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const signed = (token: string) =>
  `oauth_consumer_key=c&oauth_token=${token}&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1&oauth_nonce=n&oauth_signature=s`;

describe('a call with a token', () => {
  let site: Site;
  let cookie: string;
  beforeAll(async () => {
    site = await startSite({ TSV_BASIC_AUTH_USERS: 'bob' });
    const pending = new Visitor(site.gate.url);
    const login = { os_username: 'alice', os_password: 'alice-password', os_cookie: 'true' };
    await pending.submit('/login.jsp', login);
    cookie = [...pending.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(cookie).toMatch(/JSESSIONID=.*seraph\.rememberme\.cookie=/);
  });
  afterAll(() => site?.close());

  const calls = (token: string): [string, string, RawRequest][] => [
    ['Bearer', '/rest/api/2/myself', { headers: { authorization: `Bearer ${token}` } }],
    [
      'OAuth in the header',
      '/rest/api/2/myself',
      { headers: { authorization: `OAuth oauth_token="${token}"` } },
    ],
    ['OAuth in the query', `/rest/api/2/myself?${signed(token)}`, {}],
    [
      'OAuth in the query, encoded',
      `/rest/api/2/myself?${signed(token).replace('oauth_s', '%6fauth_s')}`,
      {},
    ],
    [
      'OAuth in a form',
      '/secure/Dashboard.jspa',
      { form: Object.fromEntries(new URLSearchParams(signed(token))) },
    ],
    ['Basic', '/rest/api/2/myself', { headers: { authorization: basic('bob', token) } }],
  ];

  it.each(calls('oauth-bob'))(
    'as %s goes on for its owner, and comes back without a session',
    async (...call) => {
      const [, target, request] = call;
      const answer = await ask(site.gate.url, target, {
        ...request,
        headers: { ...request.headers, cookie },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers['x-ausername']).toBe('bob');
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each(calls('nobodys'))('as %s that is nobody’s gets nobody in', async (...call) => {
    const [, target, request] = call;
    site.jira.control.clearRequests();
    const answer = await ask(site.gate.url, target, {
      ...request,
      headers: { ...request.headers, cookie },
    });
    expect(answer.text).not.toMatch(/alice/i);
    expect(answer.headers['x-ausername'] ?? 'anonymous').toBe('anonymous');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const sent = site.jira.requests.flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()));
    expect(sent).not.toContain('cookie');
  });

  it('with Basic leaves nothing behind that works without it', async () => {
    const headers = { authorization: basic('bob', 'bob-password') };
    const sessionsBefore = site.jira.sessions.count;
    const answer = await ask(site.gate.url, '/rest/api/2/myself', { headers });
    expect(answer.status).toBe(200);
    expect(site.jira.sessions.count).toBeGreaterThan(sessionsBefore);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('that logs in with a password beside it has a session that owes the factor', async () => {
    const answer = await ask(site.gate.url, '/rest/auth/1/session', {
      json: { username: 'alice', password: 'alice-password' },
      headers: { authorization: 'Bearer pat-bob' },
    });
    const id = (answer.json() as { session?: { value: string } }).session?.value ?? 'none';
    const later = await ask(site.gate.url, '/rest/api/2/myself', { headers: { cookie: `JSESSIONID=${id}` } });
    expect(later.status).toBe(401);
    expect(later.text).not.toMatch(/alice/i);
  });

  it('of somebody else, as the password of Basic, brings nothing back', async () => {
    const answer = await ask(site.gate.url, '/rest/api/2/myself', {
      headers: { authorization: basic('bob', 'oauth-alice') },
    });
    expect(answer.status).toBe(401);
    expect(answer.text).not.toMatch(/alice/i);
  });

  it('is refused where it could be one of two', async () => {
    for (const authorization of ['Bearer pat-bob', basic('bob', 'bob-password'), 'Negotiate bob']) {
      const target = `/rest/api/2/myself?${signed('oauth-alice')}`;
      expect((await ask(site.gate.url, target, { headers: { authorization } })).status).toBe(400);
    }
  });
});
