/**
 * Attack: sit down at a browser that somebody logged out of. Jira's remembered login (and Crowd's, and whatever a site
 * has) is kept back from Jira everywhere else; at a log-out it has to go along, or Jira could not void it, and the
 * browser's next click would be logged in again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';

const remembered = 'seraph.rememberme.cookie';

describe('a log-out', () => {
  let site: Site;
  let secret: string;
  beforeAll(async () => {
    site = await startSite();
    ({ secret } = await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now));
  });
  afterAll(() => site?.close());

  async function logInRemembered(): Promise<Visitor> {
    const visitor = new Visitor(site.gate.url);
    const login = { os_username: 'alice', os_password: 'alice-password', os_cookie: 'true' };
    await visitor.submit('/login.jsp', login);
    expect(visitor.client.cookies.has(remembered)).toBe(true);
    return visitor;
  }

  async function expectLoggedOut(visitor: Visitor, before: ReadonlyMap<string, string>): Promise<void> {
    expect(visitor.client.cookies.has(remembered)).toBe(false);
    const later = new Visitor(site.gate.url);
    for (const [name, value] of before) later.client.cookies.set(name, value);
    const answer = await later.client.ask('/rest/api/2/myself');
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('second_factor_required');
  }

  it.each<[string, (visitor: Visitor) => Promise<unknown>]>([
    [
      "Jira's page",
      (visitor) => {
        const token = encodeURIComponent(visitor.client.cookies.get('atlassian.xsrf.token') ?? '');
        return visitor.open(`/secure/Logout!default.jspa?atl_token=${token}`);
      },
    ],
    ['REST', (visitor) => visitor.client.ask('/rest/auth/1/session', { method: 'DELETE' })],
  ])('by %s ends what was verified, and what was remembered', async (_, logOut) => {
    const visitor = await logInRemembered();
    site.clock.pass(30_000);
    const code = codeAt(secret, site.clock.now);
    await visitor.follow(await visitor.fillIn('challenge', { code }));
    expect((await visitor.open('/browse/DEMO-1')).status).toBe(200);
    const before = new Map(visitor.client.cookies);
    await logOut(visitor);
    await expectLoggedOut(visitor, before);
  });

  it.each<[string, (visitor: Visitor) => Promise<unknown>]>([
    ["Jira's page", (visitor) => visitor.open('/secure/Logout!default.jspa')],
    ['REST', (visitor) => visitor.client.ask('/rest/auth/1/session', { method: 'DELETE' })],
    [
      'the button of the challenge',
      async (visitor) => {
        const page = await visitor.follow(await visitor.open('/browse/DEMO-1'));
        const form = formsOf(page.text).find(({ action }) => action.endsWith('/logout'));
        return visitor.client.ask(form?.action ?? '', { form: form?.hidden ?? {} });
      },
    ],
  ])('by %s ends what still owes its factor, and what was remembered', async (_, logOut) => {
    const visitor = await logInRemembered();
    const before = new Map(visitor.client.cookies);
    await logOut(visitor);
    await expectLoggedOut(visitor, before);
  });
});
