/**
 * Attack: a Jira that keeps the session id at a login (`invalidate.session.on.login=false`). An anonymous session that
 * other requests were already judged by becomes somebody's under their feet.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { CAPTCHA_WORD } from '../support/jira/index.ts';

describe('a Jira that does not change the session id at a login', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({}, { rotateSessions: false });
  });
  afterAll(() => site?.close());

  it("does not see the old session at a login, so the old one stays nobody's", async () => {
    const alice = new Visitor(site.gate.url);
    await alice.open('/login.jsp');
    const session = alice.client.cookies.get('JSESSIONID') ?? '';
    expect(session).not.toBe('');
    const answer = await alice.logIn('alice', 'alice-password');
    expect(answer.status).toBe(302);
    expect(alice.client.cookies.get('JSESSIONID')).not.toBe(session);
    expect(site.jira.sessions.find(session)?.userKey ?? null).toBeNull();
    expect((await alice.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });

  it('gets the session ended at once where a captcha had to keep it', async () => {
    site.jira.control.requireCaptcha('bob');
    const bob = new Visitor(site.gate.url);
    await bob.logIn('bob', 'bob-password');
    await bob.open('/login.jsp');
    const session = bob.client.cookies.get('JSESSIONID') ?? '';
    const answer = await bob.submit('/login.jsp', {
      os_username: 'bob',
      os_password: 'bob-password',
      os_captcha: CAPTCHA_WORD,
    });
    expect(answer.status).toBe(503);
    expect(site.jira.sessions.find(session)?.userKey ?? null).toBeNull();
  });
});
