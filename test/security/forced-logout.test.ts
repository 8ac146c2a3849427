/**
 * Attack: another site ends somebody's half-done login by a picture with the address of Jira's log-out, or by posting
 * to the gate's own.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('a log-out from another site', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it('does not end a login that is half done', async () => {
    const alice = new Visitor(site.gate.url);
    await alice.logIn('alice', 'alice-password');
    const session = alice.client.cookies.get('JSESSIONID') ?? '';
    const picture = await alice.client.ask('/secure/Logout!default.jspa', {
      headers: { accept: 'image/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    });
    expect(picture.status).toBe(401);
    const posted = await alice.client.ask('/plugins/servlet/two-step/logout', {
      form: { token: 'x' },
      headers: { origin: 'https://evil.example' },
    });
    expect(posted.status).toBe(403);
    const guessed = await alice.submit('/plugins/servlet/two-step/logout', { token: 'x' });
    expect(guessed.headers.location).toContain('/challenge');
    expect(site.jira.sessions.find(session)?.userKey).toBe('JIRAUSER10103');
  });
});
