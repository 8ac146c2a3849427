/**
 * Attack: get into Jira by one of its many other doors. Whatever makes Jira open a session (a form on any of its login
 * resources, a remembered login, single sign-on, signing up), what comes of it is a password login: until the factor
 * was shown, nothing of the person is to be seen, and the browser is asked for the factor.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const login = { os_username: 'alice', os_password: 'alice-password' };

describe('a session that Jira opened', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite(
      { TSV_LOGIN_COOKIES: 'site.sso', TSV_IDENTITY_HEADERS: 'X-Site-User' },
      { crowdCookie: 'site.sso', identityHeader: 'x-site-user' },
    );
  });
  afterAll(() => site?.close());

  const ways: [string, (visitor: Visitor) => Promise<RawAnswer>][] = [
    ['the login form', (visitor) => visitor.submit('/login.jsp', login)],
    ['the gadget', (visitor) => visitor.client.ask('/rest/gadget/1.0/login', { form: login })],
    [
      'the REST session',
      (visitor) =>
        visitor.client.ask('/rest/auth/1/session', {
          json: { username: 'alice', password: 'alice-password' },
        }),
    ],
    [
      'the portal',
      (visitor) =>
        visitor.client.ask('/servicedesk/customer/user/login', {
          form: login,
          headers: { 'x-atlassian-token': 'no-check' },
        }),
    ],
    [
      'signing up',
      (visitor) =>
        visitor.submit('/servicedesk/customer/user/signup', {
          email: 'new@example.com',
          fullname: 'Alice New',
          password: 'x',
        }),
    ],
    ['SAML', (visitor) => visitor.submit('/plugins/servlet/samlconsumer', { SAMLResponse: 'alice' })],
    ['OpenID Connect', (visitor) => visitor.open('/plugins/servlet/oidc/callback?code=alice&state=x')],
    [
      'a SAML app that answers with a name',
      (visitor) => visitor.submit('/plugins/servlet/samlsso', { SAMLResponse: 'alice' }),
    ],
    [
      'Kerberos',
      (visitor) =>
        visitor.client.ask('/secure/Dashboard.jspa', {
          headers: { authorization: 'Negotiate alice', accept: 'text/html' },
        }),
    ],
  ];

  it.each(ways)('by %s owes the factor, and shows nothing before', async (_, enter) => {
    const visitor = new Visitor(site.gate.url);
    const entered = await enter(visitor);
    expect(entered.text).not.toContain('System Dashboard');
    expect(visitor.client.cookies.get('JSESSIONID')).toBeTruthy();
    for (const path of ['/browse/DEMO-1', '/secure/ViewProfile.jspa', '/rest/api/2/myself']) {
      const answer = await visitor.open(path);
      expect([302, 401]).toContain(answer.status);
      expect(`${answer.headers.location}${answer.text}`).toContain('/two-step/enroll');
      expect(answer.headers['x-ausername']).toBeUndefined();
      expect(answer.text).not.toMatch(/alice/i);
    }
  });

  it('by the REST session is the one in its JSON, too', async () => {
    const answer = await new Visitor(site.gate.url).client.ask('/rest/auth/1/session', {
      json: { username: 'alice', password: 'alice-password' },
    });
    const { session } = answer.json() as { session: { value: string } };
    const stranger = new Visitor(site.gate.url);
    stranger.client.cookies.set('JSESSIONID', session.value);
    expect((await stranger.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });

  it.each([
    ['site.sso', 'crowd-alice'],
    ['seraph.rememberme.cookie', ''],
  ])('by the cookie %s is adopted, and owes the factor', async (name, value) => {
    const visitor = new Visitor(site.gate.url);
    if (value === '') {
      await visitor.submit('/login.jsp', { ...login, os_cookie: 'true' });
      visitor.client.cookies.delete('JSESSIONID');
    } else visitor.client.cookies.set(name, value);
    site.jira.control.clearRequests();
    const answer = await visitor.submit('/secure/AddComment.jspa', { id: '10000', comment: 'written' });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toContain('/two-step/enroll');
    expect(site.jira.requests.map(({ target }) => target)).toEqual(['/rest/api/2/myself?expand=groups']);
  });

  it.each([
    ['X-Site-User', 'alice'],
    ['x_site_user', 'alice'],
    ['X-SITE.USER', 'alice'],
    ['X-Remote-User', 'alice'],
  ])('does not come of the header %s', async (name, value) => {
    const answer = await new Visitor(site.gate.url).client.ask('/browse/DEMO-1', {
      headers: { [name]: value, accept: 'text/html' },
    });
    expect(answer.headers['x-ausername']).toBe('anonymous');
  });

  it('does not come of the headers of a trusted application', async () => {
    const answer = await new Visitor(site.gate.url).client.ask('/browse/DEMO-1', {
      headers: {
        'X-Seraph-Trusted-App-ID': 'standin',
        'X-Seraph-Trusted-App-Cert': 'alice',
        'X-Seraph-Trusted-App-Key': 'k',
        accept: 'text/html',
      },
    });
    expect(answer.headers['x-ausername']).toBe('anonymous');
  });
});
