import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describePeople, type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, CookieClient } from '../support/jira/raw-client.ts';

/** Who gets into the stand-in, by which way, and what is left behind: sessions, cookies, counters. */
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

describe('sessions', () => {
  it('gives an anonymous visitor a session and names nobody', async () => {
    const answer = await ask(jira.url, '/login.jsp');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^JSESSIONID=[0-9A-F]{32}; Path=\/; HttpOnly$/);
    expect(answer.headers['x-ausername']).toBe('anonymous');
    expect(answer.headers['x-asessionid']).toMatch(/^[0-9a-z]+$/);
    expect(jira.sessions.find(answer.cookie('JSESSIONID') ?? '')).toMatchObject({ userKey: null });
  });

  it('ends the session of a login and opens one with a new id', async () => {
    const before = (await ask(jira.url, '/login.jsp')).cookie('JSESSIONID');
    const answer = await ask(jira.url, '/login.jsp', { form: ALICE, headers: withSession(before) });
    const after = answer.cookie('JSESSIONID');
    expect(after).not.toBe(before);
    expect(jira.sessions.find(before ?? '')).toBeUndefined();
    expect(await whoami(withSession(after))).toBe('alice');
  });

  it('keeps the id for a second login of the same person', async () => {
    const client = await loggedIn();
    const id = client.cookies.get('JSESSIONID');
    const again = await client.ask('/login.jsp', { form: ALICE });
    expect(again.cookie('JSESSIONID')).toBeUndefined();
    expect(client.cookies.get('JSESSIONID')).toBe(id);
  });

  it('takes the first cookie that is valid, quoted or not, and no other case of the name', async () => {
    const alice = (await loggedIn()).cookies.get('JSESSIONID');
    const bob = (await loggedIn('bob', 'bob-password')).cookies.get('JSESSIONID');
    expect(await whoami({ cookie: `JSESSIONID=bogus; JSESSIONID=${alice}` })).toBe('alice');
    expect(await whoami({ cookie: `JSESSIONID=${bob}; JSESSIONID=${alice}` })).toBe('bob');
    expect(await whoami({ cookie: `JSESSIONID="${alice}"` })).toBe('alice');
    expect(await whoami({ cookie: `a="b;JSESSIONID = ${alice}; c=d"` })).toBe('alice');
    expect(await whoami({ cookie: `jsessionid=${alice}` })).toBe('');
    expect(await whoami({ cookie: `a=b, JSESSIONID=${alice}` })).toBe('');
  });

  it('takes the session from the path only where no cookie names one', async () => {
    const alice = (await loggedIn()).cookies.get('JSESSIONID');
    const target = `/plugins;jsessionid=bogus/servlet/applinks/whoami;jsessionid=${alice}`;
    expect((await ask(jira.url, target)).text).toBe('alice');
    expect((await ask(jira.url, target, { headers: withSession('bogus') })).text).toBe('');
  });

  it('forgets a session after five idle hours', async () => {
    const client = await loggedIn();
    now += 299 * 60_000;
    expect((await client.ask('/plugins/servlet/applinks/whoami')).text).toBe('alice');
    now += 301 * 60_000;
    expect((await client.ask('/plugins/servlet/applinks/whoami')).text).toBe('');
  });

  it('treats the session of somebody deactivated as nobody, and follows a rename', async () => {
    const client = await loggedIn('bob', 'bob-password');
    jira.control.renameUser('JIRAUSER10104', 'Robert');
    expect((await client.ask('/rest/api/2/myself')).json()).toMatchObject({
      key: 'JIRAUSER10104',
      name: 'Robert',
    });
    jira.control.deactivate('JIRAUSER10104');
    expect((await client.ask('/rest/api/2/myself')).status).toBe(401);
    jira.control.activate('JIRAUSER10104');
    jira.control.renameUser('JIRAUSER10104', 'bob');
  });

  it('complains about a dead cookie on REST unless told to look at nothing', async () => {
    const headers = withSession('0123456789ABCDEF0123456789ABCDEF');
    const answer = await ask(jira.url, '/rest/api/2/serverInfo', { headers });
    expect([answer.status, answer.text]).toEqual([
      401,
      "os_authType was 'any' and an invalid cookie was sent.",
    ]);
    expect((await ask(jira.url, '/rest/api/2/serverInfo?os_authType=none', { headers })).status).toBe(200);
  });
});

describe('the login form', () => {
  it('leads to the destination and names the new user at once', async () => {
    const form = { ...ALICE, os_destination: '/browse/DEMO-1' };
    const answer = await ask(jira.url, '/login.jsp', { form });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('/browse/DEMO-1');
    expect(answer.headers['x-seraph-loginreason']).toBe('OK');
    expect(answer.headers['x-ausername']).toBe('alice');
  });

  it.each(['//evil.example/x', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/a\tb'])(
    'does not lead to %j',
    async (destination) => {
      const answer = await ask(jira.url, '/login.jsp', { form: { ...ALICE, os_destination: destination } });
      expect(answer.headers.location).toBe('/');
    },
  );

  it('answers a wrong password with the form again', async () => {
    const answer = await ask(jira.url, '/login.jsp', { form: { ...ALICE, os_password: 'wrong' } });
    expect(answer.status).toBe(200);
    expect(answer.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
    expect(answer.headers['x-ausername']).toBe('anonymous');
    expect(answer.text).toContain('incorrect');
  });

  it.each([
    ['MIXEDCASE', 'mixed-password', 'MixedCase'],
    ['jörg', 'joerg-password', 'j%C3%B6rg'],
    ['mary jane', 'mary-password', 'mary%20jane'],
    ['dave@example.com', 'dave-password', 'dave%40example.com'],
    ['newname', 'newname-password', 'newname'],
  ])('lets %s in and spells the name in the header', async (username, password, header) => {
    const form = { os_username: username, os_password: password };
    expect((await ask(jira.url, '/login.jsp', { form })).headers['x-ausername']).toBe(header);
  });

  it.each([
    ['ines', 'ines-password'],
    ['erik', 'erik-password'],
    ['oldname', 'newname-password'],
  ])('keeps out %s', async (username, password) => {
    const form = { os_username: username, os_password: password };
    const answer = await ask(jira.url, '/login.jsp', { form });
    expect(answer.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
  });

  it('logs in on any URL and runs the action in the same request', async () => {
    const form = { ...ALICE, key: 'DEMO-2', comment: 'In one go' };
    const answer = await ask(jira.url, '/images/AddComment.jspa', { form, headers: NO_CHECK });
    expect(answer.headers.location).toBe('/browse/DEMO-2');
    const issue = await ask(jira.url, '/browse/DEMO-2', { headers: bearer('pat-bob') });
    expect(issue.text).toContain('In one go');
  });

  it('reads the fields in the charset that the request names', async () => {
    const utf16 = (text: string) =>
      [...text].map((c) => `%00%${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
    const bodies = [
      [
        'utf-16be',
        `${utf16('os_username')}=${utf16('alice')}&${utf16('os_password')}=${utf16('alice-password')}`,
      ],
      ['iso-8859-1', 'os_username=j%F6rg&os_password=joerg-password'],
      ['utf-8', 'os_username=j%C3%B6rg&os_password=joerg-password'],
      [
        'IBM037',
        '%96%a2%6d%a4%a2%85%99%95%81%94%85=%82%96%82&%96%a2%6d%97%81%a2%a2%a6%96%99%84=%82%96%82%60%97%81%a2%a2%a6%96%99%84',
      ],
    ] as const;
    const names: unknown[] = [];
    for (const [charset, body] of bodies) {
      const headers = { 'content-type': `application/x-www-form-urlencoded; charset=${charset}` };
      names.push((await ask(jira.url, '/login.jsp', { headers, body })).headers['x-ausername']);
    }
    expect(names).toEqual(['alice', 'j%C3%B6rg', 'j%C3%B6rg', 'bob']);
  });

  it('does not look at a password in the query string', async () => {
    const target = '/secure/Dashboard.jspa?os_username=alice&os_password=alice-password';
    const answer = await ask(jira.url, target);
    expect(answer.status).toBe(302);
    expect(answer.headers['x-seraph-loginreason']).toBeUndefined();
  });

  it('has the ids of its release and works without script', async () => {
    expect((await ask(jira.url, '/login.jsp')).text).toContain('id="username-field"');
    const older = await startStandInJira({ nativeTsv: false });
    const page = await ask(older.url, '/login.jsp');
    expect(page.text).toContain('login-form-remember-me');
    expect((await ask(older.url, '/rest/tsv/1.0/authenticate', { json: {} })).status).toBe(404);
    await older.close();
  });
});

describe('remember me', () => {
  it('opens a session in silence, until logout', async () => {
    const login = await ask(jira.url, '/login.jsp', { form: { ...ALICE, os_cookie: 'true' } });
    const remembered = `seraph.rememberme.cookie=${login.cookie('seraph.rememberme.cookie')}`;
    expect(remembered).toMatch(/=\d+%3A[0-9a-f]{40}$/);
    const page = await ask(jira.url, '/secure/Dashboard.jspa', { headers: { cookie: remembered } });
    expect(page.status).toBe(200);
    const opened = page.cookie('JSESSIONID');
    expect(await whoami(withSession(opened))).toBe('alice');

    const out = await ask(jira.url, '/logout', {
      headers: { ...NO_CHECK, cookie: `JSESSIONID=${opened}; ${remembered}` },
    });
    expect(out.cookie('seraph.rememberme.cookie')).toBe('');
    expect(await whoami({ cookie: remembered })).toBe('');
  });

  it('loses against a session that names somebody', async () => {
    const login = await ask(jira.url, '/login.jsp', { form: { ...ALICE, os_cookie: 'true' } });
    const bob = (await loggedIn('bob', 'bob-password')).cookies.get('JSESSIONID');
    const cookie = `seraph.rememberme.cookie=${login.cookie('seraph.rememberme.cookie')}; JSESSIONID=${bob}`;
    expect(await whoami({ cookie })).toBe('bob');
  });
});

describe('Basic', () => {
  it('opens a session that works without the header', async () => {
    const answer = await ask(jira.url, '/rest/api/2/myself', { headers: basic('alice', 'alice-password') });
    expect(answer.json()).toMatchObject({ name: 'alice' });
    expect(await whoami(withSession(answer.cookie('JSESSIONID')))).toBe('alice');
  });

  it('answers a wrong password with a page, on REST too', async () => {
    const answer = await ask(jira.url, '/rest/api/2/myself', { headers: basic('alice', 'wrong') });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
    expect(answer.text).toContain('Basic Authentication Failure - Reason : AUTHENTICATED_FAILED');
  });

  it('is refused everywhere where it is disabled, without naming anybody', async () => {
    const modern = await startStandInJira({ basicAuth: false });
    const headers = basic('alice', 'alice-password');
    for (const target of ['/rest/api/2/myself', '/secure/Dashboard.jspa']) {
      const answer = await ask(modern.url, target, { headers });
      expect(answer.status).toBe(403);
      expect(answer.json()).toEqual({ message: 'Basic Authentication has been disabled on this instance.' });
      expect(answer.headers['x-ausername']).toBeUndefined();
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    const json = { username: 'alice', password: 'alice-password' };
    expect((await ask(modern.url, '/rest/auth/1/session', { json })).status).toBe(403);
    expect((await ask(modern.url, '/rest/tsv/1.0/authenticate', { json })).status).toBe(200);
    await modern.close();
  });
});

describe('tokens', () => {
  it('name the caller and leave neither session nor cookie', async () => {
    const count = jira.sessions.count;
    for (const headers of [
      bearer('pat-alice'),
      { authorization: 'OAuth realm="x", oauth_token="oauth-alice", oauth_version="1.0"' },
      basic('whoever', 'oauth-alice'),
    ]) {
      const answer = await ask(jira.url, '/browse/DEMO-1', { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers['x-ausername']).toBe('alice');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['x-asessionid']).toBeUndefined();
    }
    expect(jira.sessions.count).toBe(count);
  });

  it('that nobody owns count for nothing: the session decides, or the caller is anonymous', async () => {
    const session = (await loggedIn()).cookies.get('JSESSIONID');
    expect(await whoami({ ...bearer('nonsense'), ...withSession(session) })).toBe('alice');
    const myself = await ask(jira.url, '/rest/api/2/myself', { headers: bearer('nonsense') });
    expect(myself.status).toBe(401);
    expect(myself.headers['x-seraph-loginreason']).toBeUndefined();
    const search = await ask(jira.url, '/rest/api/2/search', { headers: bearer('nonsense') });
    expect([search.status, (search.json() as { total: number }).total]).toEqual([200, 0]);
    expect((await ask(jira.url, '/rest/api/2/serverInfo', { headers: bearer('nonsense') })).status).toBe(401);
    expect((await ask(jira.url, '/rest/api/2/serverInfo')).status).toBe(200);
  });

  it('can be made, listed and revoked', async () => {
    const client = await loggedIn();
    const made = await client.ask('/rest/pat/latest/tokens', { json: { name: 'ci', expirationDuration: 7 } });
    expect(made.status).toBe(201);
    const { id, rawToken } = made.json() as { id: number; rawToken: string };
    expect(await whoami(bearer(rawToken))).toBe('alice');
    expect((await client.ask('/rest/pat/latest/tokens')).text).not.toContain(rawToken);
    expect((await client.ask(`/rest/pat/latest/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await whoami(bearer(rawToken))).toBe('');
  });
});

it('can leave the session id alone where the operator wants that', async () => {
  const lax = await startStandInJira({ rotateSessions: false });
  const before = (await ask(lax.url, '/login.jsp')).cookie('JSESSIONID');
  const answer = await ask(lax.url, '/login.jsp', { form: ALICE, headers: withSession(before) });
  expect(answer.cookie('JSESSIONID')).toBeUndefined();
  expect(lax.sessions.find(before ?? '')).toMatchObject({ userKey: 'JIRAUSER10103' });
  await lax.close();
});

it('prints who can log in', () => {
  const table = describePeople(jira);
  for (const person of jira.people) expect(table).toContain(person.username);
  expect(table).toContain('admin-password');
});
