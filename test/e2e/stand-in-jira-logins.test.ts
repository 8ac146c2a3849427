import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, CookieClient } from '../support/jira/raw-client.ts';

/** The stand-in after repeated failures, inside resources that log in, at logout and before administration. */
let jira: StandInJira;
let now = Date.parse('2026-03-01T10:00:00Z');
const ALICE = { os_username: 'alice', os_password: 'alice-password' };
const NO_CHECK = { 'x-atlassian-token': 'no-check' };

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const withSession = (id: string | undefined) => ({ cookie: `JSESSIONID=${id}` });
const whoami = async (headers: Record<string, string>) =>
  (await ask(jira.url, '/plugins/servlet/applinks/whoami', { headers })).text;

beforeAll(async () => {
  jira = await startStandInJira({ clock: () => now });
});
afterAll(() => jira.close());
beforeEach(() => {
  for (const person of jira.people) jira.control.resetFailedLogins(person.username);
});

async function loggedIn(username = 'alice', password = 'alice-password'): Promise<CookieClient> {
  const client = new CookieClient(jira.url);
  await client.ask('/login.jsp');
  await client.ask('/login.jsp', { form: { os_username: username, os_password: password } });
  return client;
}

describe('the captcha', () => {
  const json = { username: 'carol', password: 'carol-password' };

  it('comes after three failures over all methods and stops even the right password', async () => {
    await ask(jira.url, '/login.jsp', { form: { os_username: 'carol', os_password: 'x' } });
    await ask(jira.url, '/rest/api/2/myself', { headers: basic('carol', 'x') });
    await ask(jira.url, '/rest/auth/1/session', { json: { ...json, password: 'x' } });

    const rest = await ask(jira.url, '/rest/auth/1/session', { json });
    expect(rest.status).toBe(403);
    expect(rest.headers['x-authentication-denied-reason']).toBe(
      `CAPTCHA_CHALLENGE; login-url=${jira.url}/login.jsp`,
    );
    const byBasic = await ask(jira.url, '/rest/api/2/myself', { headers: basic('carol', 'carol-password') });
    expect([byBasic.status, byBasic.headers['x-seraph-loginreason']]).toEqual([403, 'AUTHENTICATION_DENIED']);

    const fields = { os_username: 'carol', os_password: 'carol-password' };
    const form = await ask(jira.url, '/login.jsp', { form: fields });
    expect(form.status).toBe(200);
    expect(form.text).toContain('/captcha?__r=');
    expect((await ask(jira.url, '/captcha?__r=1')).headers['content-type']).toBe('image/svg+xml');
    const solved = await ask(jira.url, '/login.jsp', { form: { ...fields, os_captcha: 'standin' } });
    expect(solved.status).toBe(302);
    expect((await ask(jira.url, '/rest/auth/1/session', { json })).status).toBe(200);
  });

  it('is answered over REST with its id, which is good for one try', async () => {
    jira.control.requireCaptcha('carol');
    const first = await ask(jira.url, '/rest/tsv/1.0/authenticate', { json });
    expect([first.status, first.json()]).toMatchObject([401, { captchaRequired: true }]);
    const captcha = await ask(jira.url, '/rest/tsv/1.0/authenticate/captcha');
    const { captchaId } = captcha.json() as { captchaId: string };
    const answer = { ...json, captchaId, captchaChallenge: 'standin' };
    expect((await ask(jira.url, '/rest/tsv/1.0/authenticate', { json: answer })).status).toBe(200);
    jira.control.requireCaptcha('carol');
    expect((await ask(jira.url, '/rest/tsv/1.0/authenticate', { json: answer })).status).toBe(401);
  });
});

describe('logins inside a resource', () => {
  it('put the session id in the body and still call the caller anonymous', async () => {
    const json = { username: 'alice', password: 'alice-password' };
    const answer = await ask(jira.url, '/rest/auth/latest/session', { json });
    expect(answer.headers['x-ausername']).toBe('anonymous');
    const { session } = answer.json() as { session: { name: string; value: string } };
    expect(session).toEqual({ name: 'JSESSIONID', value: answer.cookie('JSESSIONID') });
    const headers = withSession(session.value);
    const shown = await ask(jira.url, '/rest/auth/1/session', { headers });
    expect(shown.json()).toMatchObject({
      name: 'alice',
      loginInfo: { failedLoginCount: expect.any(Number) },
    });
    expect((await ask(jira.url, '/rest/auth/1/session', { method: 'DELETE', headers })).status).toBe(204);
    expect((await ask(jira.url, '/rest/auth/1/session', { headers })).status).toBe(401);
  });

  it('refuse a wrong password in their own words', async () => {
    const json = { username: 'alice', password: 'x' };
    const session = await ask(jira.url, '/rest/auth/1/session', { json });
    expect([session.status, session.json()]).toEqual([401, { errorMessages: ['Login failed'], errors: {} }]);
    expect(session.headers['www-authenticate']).toBe('JIRA REST POST');
    const tsv = await ask(jira.url, '/rest/tsv/1.0/authenticate', { json });
    expect(tsv.json()).toMatchObject({ captchaRequired: false, expiredCredentials: false });
    const gadget = await ask(jira.url, '/rest/gadget/1.0/login', { form: { ...ALICE, os_password: 'x' } });
    expect([gadget.status, gadget.json()]).toMatchObject([200, { loginSucceeded: false, loginError: true }]);
    jira.control.resetFailedLogins('alice');
  });

  it('take a remember-me flag as a boolean and as a word', async () => {
    const json = { username: 'alice', password: 'alice-password', targetUrl: '/browse/DEMO-1' };
    for (const rememberMe of [true, 'True', 'true']) {
      const answer = await ask(jira.url, '/rest/tsv/latest/authenticate', { json: { ...json, rememberMe } });
      expect([answer.status, answer.json()]).toEqual([200, { next: '/browse/DEMO-1' }]);
      expect(answer.headers['x-ausername']).toBe('anonymous');
      expect(answer.cookie('seraph.rememberme.cookie')).toBeDefined();
    }
    const without = await ask(jira.url, '/rest/tsv/1.0/authenticate', {
      json: { ...json, rememberMe: false },
    });
    expect(without.cookie('seraph.rememberme.cookie')).toBeUndefined();
    const expired = { username: 'erik', password: 'erik-password' };
    const answer = await ask(jira.url, '/rest/tsv/1.0/authenticate', { json: expired });
    expect([answer.status, answer.json()]).toMatchObject([401, { expiredCredentials: true }]);
  });

  it('work for gadgets and the service desk', async () => {
    const gadget = await ask(jira.url, '/rest/gadget/1.0/login', { form: ALICE });
    expect(gadget.json()).toMatchObject({ loginSucceeded: true });
    expect(await whoami(withSession(gadget.cookie('JSESSIONID')))).toBe('alice');
    const form = { os_username: 'chris', os_password: 'chris-password' };
    const desk = await ask(jira.url, '/servicedesk/customer/user/login', { form, headers: NO_CHECK });
    expect(desk.json()).toMatchObject({ loginSucceeded: true });
    expect(desk.headers['x-ausername']).toBe('anonymous');
    expect(await whoami(withSession(desk.cookie('JSESSIONID')))).toBe('chris');
    expect((await ask(jira.url, '/servicedesk/customer/user/login', { form })).status).toBe(403);
  });
});

describe('logging out and in again for administration', () => {
  it('asks back without a token, and names the old user on the way out', async () => {
    const client = await loggedIn();
    expect((await client.ask('/logout')).headers.location).toBe('/logoutconfirm.jsp');
    const token = client.cookies.get('atlassian.xsrf.token') ?? '';
    const old = client.cookies.get('JSESSIONID');
    const out = await client.ask(`/secure/Logout!default.jspa?atl_token=${token}`);
    expect(out.status).toBe(200);
    expect(out.headers['x-ausername']).toBe('alice');
    expect(out.headers['x-seraph-loginreason']).toBe('OUT');
    expect(client.cookies.get('JSESSIONID')).not.toBe(old);
    expect(await whoami(withSession(old))).toBe('');
  });

  it('wants the password for administration, moves the session, and lasts ten minutes', async () => {
    const client = await loggedIn('admin', 'admin-password');
    const page = '/secure/admin/ViewApplicationProperties.jspa';
    const asked = await client.ask(page);
    expect(asked.headers.location).toContain(
      '/secure/admin/WebSudoAuthenticate!default.jspa?webSudoDestination=',
    );
    const before = client.cookies.get('JSESSIONID') ?? '';
    const form = { webSudoPassword: 'admin-password', webSudoDestination: page };
    const target = '/secure/admin/WebSudoAuthenticate.jspa';
    expect((await client.ask(target, { form })).status).toBe(403);
    const done = await client.ask(target, { form, headers: NO_CHECK });
    expect(done.headers['x-atlassian-websudo']).toBe('Has-Authentication');
    expect(done.headers.location).toBe(page);
    expect(client.cookies.get('JSESSIONID')).not.toBe(before);
    expect(jira.sessions.find(before)).toBeUndefined();
    expect((await client.ask(page)).status).toBe(200);
    now += 11 * 60_000;
    expect((await client.ask(page)).status).toBe(302);
    expect((await ask(jira.url, page, { headers: bearer('pat-admin') })).status).toBe(200);
    expect((await ask(jira.url, page, { headers: bearer('pat-alice') })).status).toBe(302);
  });

  it('drops the elevation on demand', async () => {
    const client = await loggedIn('admin', 'admin-password');
    const form = { webSudoPassword: 'admin-password' };
    await client.ask('/secure/admin/WebSudoAuthenticate.jspa', { form, headers: NO_CHECK });
    const dropped = await client.ask('/rest/auth/1/websudo', { method: 'DELETE' });
    expect(dropped.status).toBe(204);
    expect((await client.ask('/secure/admin/ViewApplicationProperties.jspa')).status).toBe(302);
  });
});
