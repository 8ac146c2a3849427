/**
 * Attack: give Jira a password on a page that is no login, in any spelling, also from a verified session of one's own.
 * Jira logs in and performs the page's action in one request: a comment as the victim without a second factor.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const pairs = 'os_username=alice&os_password=alice-password';

describe('a password posted to a page that is no login', () => {
  let site: Site;
  let bob: Visitor;
  beforeAll(async () => {
    site = await startSite();
    bob = new Visitor(site.gate.url);
    await bob.enroll('bob', 'bob-password', site.clock.now);
  });
  afterAll(() => site?.close());

  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

  it.each([
    ['plainly', '/secure/AddComment.jspa', pairs],
    ['with an encoded name', '/secure/AddComment.jspa', pairs.replace('os_p', '%6f%73_p')],
    ['twice', '/secure/AddComment.jspa', `${pairs}&os_password=x`],
    ['after two thousand fields', '/secure/AddComment.jspa', `${'a=1&'.repeat(2_000)}${pairs}`],
    ['after more fields than anybody reads', '/secure/AddComment.jspa', `${'a=1&'.repeat(20_000)}${pairs}`],
    ['to a REST resource', '/rest/api/2/issue/DEMO-1/comment', pairs],
    ['to an odd spelling of the login', '//login.jsp', pairs],
    ['to the login with a parameter', '/login.jsp;x=y', pairs],
    ['to a path that ends like the login', '/secure/Dashboard.jspa/login.jsp', pairs],
    ['in the query', `/browse/DEMO-1?${pairs}`, 'a=b'],
    ['in the query, encoded', `/browse/DEMO-1?os_username=alice&%6Fs_passwor%64=x`, 'a=b'],
  ])('is refused %s', async (_, target, body) => {
    site.jira.control.clearRequests();
    const answer = await bob.client.ask(target, { method: 'POST', body, headers: form });
    expect([400, 413]).toContain(answer.status);
    expect(site.jira.requests.filter((request) => request.method === 'POST')).toEqual([]);
    expect((await bob.open('/browse/DEMO-1')).headers['x-ausername']).toBe('bob');
  });

  it('is refused in chunks', async () => {
    const answer = await bob.client.ask('/secure/AddComment.jspa', {
      method: 'POST',
      body: pairs,
      headers: { ...form, 'transfer-encoding': 'chunked' },
    });
    expect(answer.status).toBe(400);
  });

  it('is refused as JSON at an odd spelling of the REST login', async () => {
    for (const path of ['//rest/auth/1/session', '/rest/auth/1/session;a=b', '/s/x/_/rest/auth/1/session']) {
      const answer = await bob.client.ask(path, { json: { username: 'alice', password: 'alice-password' } });
      expect(answer.status).toBe(400);
    }
  });
});
