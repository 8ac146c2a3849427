/**
 * Attack: have one's own second factor and somebody else's password. Verify as oneself, then make the session theirs:
 * by logging in again in the same browser, or in the very same session, past this gate or through another one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

describe.each([
  { what: 'gives every login a new session', rotateSessions: true },
  { what: 'keeps the session at a login', rotateSessions: false },
])('a verified session, before a Jira that $what', ({ rotateSessions }) => {
  let pair: GatePair;
  let bob: Visitor;
  beforeAll(async () => {
    pair = await startPair({}, { rotateSessions });
    await new Visitor(pair.first.url).enroll('alice', 'alice-password', pair.clock.now);
    bob = new Visitor(pair.first.url);
    await bob.enroll('bob', 'bob-password', pair.clock.now);
  });
  afterAll(() => pair?.close());

  it('does not pass its verification on to a login of somebody else in the same browser', async () => {
    const browser = copyOf(bob, pair.first.url);
    await browser.logIn('alice', 'alice-password');
    expect((await browser.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    expect(await personSeen(copyOf(browser, pair.second.url))).toBeUndefined();
    // Nor back to another login of the one who was verified.
    await browser.logIn('bob', 'bob-password');
    expect((await browser.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });

  it("is verified no more when the very same session becomes somebody else's", async () => {
    expect(await personSeen(bob)).toBe('bob');
    const cookie = `JSESSIONID=${bob.client.cookies.get('JSESSIONID')}`;
    const form = { os_username: 'alice', os_password: 'alice-password' };
    const login = await ask(pair.jira.url, '/login.jsp', { form, headers: { cookie } });
    const sessionId = login.cookie('JSESSIONID') ?? bob.client.cookies.get('JSESSIONID') ?? '';
    expect(pair.jira.sessions.find(sessionId)?.userKey).toBe('JIRAUSER10103');
    // The second gate has to ask whose session it is, the first one takes it for what it was and looks at the reply.
    for (const { url } of [pair.second, pair.first]) {
      const browser = copyOf(bob, url);
      browser.client.cookies.set('JSESSIONID', sessionId);
      for (const path of ['/browse/DEMO-1', '/rest/api/2/myself', '/secure/ViewProfile.jspa']) {
        const answer = await browser.open(path);
        expect([302, 401]).toContain(answer.status);
        expect(answer.text).not.toMatch(/Alice/);
        expect(answer.headers['x-ausername']).toBeUndefined();
      }
    }
  });
});
