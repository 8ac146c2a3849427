/**
 * Attack: read something of the victim with a session that has shown the password only: by Jira's log-out pages, by
 * static files, by a token that is none, by cached answers.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('a session that owes a second factor', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  const pending = async () => {
    const visitor = new Visitor(site.gate.url);
    await visitor.submit('/login.jsp', {
      os_username: 'alice',
      os_password: 'alice-password',
      os_cookie: 'true',
    });
    return visitor;
  };

  it.each(['/logoutconfirm.jsp', '/alreadyloggedout.jsp', '/logout', '/secure/Logout!default.jspa'])(
    'is ended by %s, and shows nothing',
    async (path) => {
      const visitor = await pending();
      const session = visitor.client.cookies.get('JSESSIONID') ?? '';
      const answer = await visitor.open(path);
      expect(answer.status).toBe(303);
      expect(answer.headers['x-ausername']).toBeUndefined();
      expect(answer.text).toBe('');
      expect(site.jira.sessions.find(session)?.userKey ?? null).toBeNull();
      expect(visitor.client.cookies.has('seraph.rememberme.cookie')).toBe(false);
    },
  );

  it.each([
    '/images/Dashboard.jspa',
    '/s/x/_/secure/Dashboard.jspa',
    '/s/x/_/images/ViewProfile.jspa',
    '/secure/Dashboard.jspa/x.css',
    '/download/resources/..;/..;/secure/Dashboard.jspa',
    '/rest/api/2/myself',
    '/secure/useravatar?size=small',
    '/status/../secure/Dashboard.jspa',
  ])('gets nothing by %s', async (path) => {
    const answer = await (await pending()).open(path);
    expect([302, 400, 401]).toContain(answer.status);
    expect(answer.headers['x-ausername']).toBeUndefined();
    expect(answer.text).not.toContain('Alice');
    if (answer.status !== 400) expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('gets static files without its session, and no session with them', async () => {
    const visitor = await pending();
    site.jira.control.clearRequests();
    const before = visitor.client.cookies.get('JSESSIONID');
    visitor.client.cookies.delete('JSESSIONID');
    const answer = await visitor.open('/s/1/_/images/logo.svg');
    expect(answer.cookie('JSESSIONID')).toBeUndefined();
    const forwarded = site.jira.requests.find((request) => request.target.includes('logo.svg'));
    expect(forwarded?.headers.some(([name]) => name.toLowerCase() === 'cookie')).toBe(false);
    expect(before).toBeDefined();
  });

  it('is asked for its factor also where the address is long or odd', async () => {
    const visitor = await pending();
    for (const query of [`jql=${'%20x'.repeat(700)}`, `q=${encodeURIComponent('os_username=alice')}`]) {
      const answer = await visitor.open(`/issues/?${query}`);
      expect(answer.status).toBe(302);
      expect(answer.headers.location).toContain('/two-step/enroll');
    }
  });
});
