/**
 * Attack: a Jira that keeps the session id at a login (`invalidate.session.on.login=false`). An anonymous session that
 * other requests were already judged by becomes somebody's under their feet.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('a Jira that does not change the session id at a login', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({}, { rotateSessions: false });
  });
  afterAll(() => site?.close());

  it('gets the session ended at once, and the login refused', async () => {
    const alice = new Visitor(site.gate.url);
    await alice.open('/login.jsp');
    const session = alice.client.cookies.get('JSESSIONID') ?? '';
    expect(session).not.toBe('');
    const answer = await alice.logIn('alice', 'alice-password');
    expect(answer.status).toBe(503);
    expect(site.jira.sessions.find(session)?.userKey ?? null).toBeNull();
  });

  it('does not matter to a login without a session of before', async () => {
    const alice = new Visitor(site.gate.url);
    const answer = await alice.logIn('alice', 'alice-password');
    expect(answer.status).toBe(302);
    expect((await alice.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });
});
