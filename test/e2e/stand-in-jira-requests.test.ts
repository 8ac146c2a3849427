import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, CookieClient, sendBytes } from '../support/jira/raw-client.ts';

/** How the stand-in reads a request: paths, actions, headers of the answer, forgery checks, faults, garbage. */
let jira: StandInJira;
let alice: CookieClient;
const NO_CHECK = { 'x-atlassian-token': 'no-check' };
const ALICE = { os_username: 'alice', os_password: 'alice-password' };

async function loggedIn(origin: string): Promise<CookieClient> {
  const client = new CookieClient(origin);
  await client.ask('/login.jsp', { form: ALICE });
  return client;
}

beforeAll(async () => {
  jira = await startStandInJira();
  alice = await loggedIn(jira.url);
});
afterAll(() => jira.close());

const title = (text: string) => /<title>([^<]*?) - Stand-in Jira<\/title>/.exec(text)?.[1];

describe('paths', () => {
  it.each([
    '/secure/Dashboard.jspa',
    '/images/Dashboard.jspa',
    '/favicon.ico/Dashboard.jspa',
    '/s/anything/_/secure/Dashboard.jspa',
    '/s/a/b/_/download/resources/Dashboard.jspa',
    '/s/..;/secure/Dashboard.jspa',
    '/login.jsp;x=y/../secure/Dashboard.jspa',
    '/;/secure;a/Dashboard.jspa;.css',
    '//secure//Dashboard.jspa',
    '/secure/./x/%2e%2e/Dashboard%2ejspa',
    '/%73ecure/Dashboard.jspa',
    '/login.jsp%3f/../secure/Dashboard.jspa',
    '/secure/[a]|b/Dashboard.jspa',
  ])('%s is the dashboard', async (target) => {
    expect(title((await alice.ask(target)).text)).toBe('System Dashboard');
  });

  it.each([
    '/secure%2fDashboard.jspa',
    '/secure%5cDashboard.jspa',
    '/secure\\Dashboard.jspa',
    '/../secure/Dashboard.jspa',
    '/secure/Dashboard.jspa%00',
    '/secure/Dash{board}.jspa',
    '/secure/Dashboard%.jspa',
    '/secure/%ff/Dashboard.jspa',
    'secure/Dashboard.jspa',
    'http://elsewhere.example/secure/Dashboard.jspa',
  ])('%s is a bad request', async (target) => {
    const bytes = `GET ${target} HTTP/1.1\r\nHost: jira\r\nConnection: close\r\n\r\n`;
    expect(await sendBytes(jira.port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    '/secure/dashboard.jspa',
    '/secure/Dashboard.jspa%3bx',
    '/secure/%252e%252e/x',
    '/WEB-INF/web.xml',
  ])('%s is not there', async (target) => {
    expect((await alice.ask(target)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s reaches an action too', async (method) => {
    const answer = await alice.ask('/secure/Dashboard.jspa', { method });
    expect(title(answer.text)).toBe('System Dashboard');
  });

  it('accepts the absolute form for its own host', async () => {
    const { host } = new URL(jira.url);
    const cookie = `JSESSIONID=${alice.cookies.get('JSESSIONID')}`;
    const answer = await ask(jira.url, `http://${host}/secure/Dashboard.jspa`, { headers: { host, cookie } });
    expect(title(answer.text)).toBe('System Dashboard');
  });

  it('lives under a context path when told so', async () => {
    const deep = await startStandInJira({ contextPath: '/jira', publicUrl: 'https://jira.example.com' });
    const origin = new URL(deep.url).origin;
    expect(deep.url).toBe(`${origin}/jira`);
    expect((await ask(origin, '/jira')).headers.location).toBe('/jira/');
    expect((await ask(origin, '/secure/Dashboard.jspa')).status).toBe(404);
    const form = { ...ALICE, os_destination: '/browse/DEMO-1' };
    const answer = await ask(origin, '/jira/login.jsp', { form });
    expect(answer.headers.location).toBe('/jira/browse/DEMO-1');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Path=\/jira; Secure; HttpOnly$/);
    const headers = { authorization: 'Bearer pat-alice' };
    const myself = await ask(origin, '/jira/rest/api/2/myself', { headers });
    expect(myself.json()).toMatchObject({
      self: 'https://jira.example.com/jira/rest/api/2/user?username=alice',
    });
    await deep.close();
  });
});

describe('anonymous visitors', () => {
  it('are led to the login form from pages and told 401 by REST', async () => {
    const page = await ask(jira.url, '/browse/DEMO-1?focus=1');
    expect(page.status).toBe(302);
    expect(page.headers.location).toBe(
      '/login.jsp?permissionViolation=true&os_destination=%2Fbrowse%2FDEMO-1%3Ffocus%3D1&page_caps=&user_role=',
    );
    const rest = await ask(jira.url, '/rest/api/2/issue/DEMO-1');
    expect(rest.status).toBe(401);
    expect(rest.json()).toEqual({
      errorMessages: ['You are not authenticated. Authentication required to perform this operation.'],
      errors: {},
    });
    expect(rest.headers['x-seraph-loginreason']).toBeUndefined();
  });

  it('get the error page for a POST, with nothing done', async () => {
    const form = { key: 'DEMO-3', comment: 'from nobody' };
    const answer = await ask(jira.url, '/secure/AddComment.jspa', { form, headers: NO_CHECK });
    expect(answer.status).toBe(403);
    expect((await alice.ask('/browse/DEMO-3')).text).not.toContain('from nobody');
  });

  it.each([
    '/s/x/_/download/resources/stand-in/style.css',
    '/download/batch/some/batch.css',
    '/images/logo.svg',
    '/favicon.ico',
    '/login.jsp',
    '/captcha',
    '/secure/XsrfErrorAction.jspa',
    '/secure/ResetPassword!default.jspa?os_username=alice&token=x',
  ])('may see %s', async (target) => {
    expect([200, 403]).toContain((await ask(jira.url, target)).status);
    expect((await ask(jira.url, target)).headers.location).toBeUndefined();
  });

  it('have no permissions, which is not an error', async () => {
    const answer = await ask(jira.url, '/rest/api/2/mypermissions?permissions=ADMINISTER,SYSTEM_ADMIN');
    const { permissions } = answer.json() as { permissions: Record<string, { havePermission: boolean }> };
    expect(Object.entries(permissions).map(([key, { havePermission }]) => [key, havePermission])).toEqual([
      ['ADMINISTER', false],
      ['SYSTEM_ADMIN', false],
    ]);
  });
});

describe('headers of an answer', () => {
  it('name request, session and user on pages, REST and errors alike', async () => {
    for (const target of ['/secure/Dashboard.jspa', '/rest/api/2/myself', '/nowhere', '/images/logo.svg']) {
      const { headers } = await alice.ask(target);
      expect(headers['x-arequestid']).toMatch(/^\d+x\d+x\d+$/);
      expect(headers['x-ausername']).toBe('alice');
      expect(headers['x-asessionid']).toBeDefined();
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['content-security-policy']).toBe("frame-ancestors 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('are missing where earlier filters answer', async () => {
    const status = await alice.ask('/status');
    expect(status.text).toBe('{"state":"RUNNING"}');
    expect(status.headers['x-ausername']).toBeUndefined();
    expect((await alice.ask('/download/batch/x/batch.js')).headers['x-ausername']).toBeUndefined();
  });

  it('compress what is worth it and revalidate by ETag', async () => {
    const headers = { 'accept-encoding': 'gzip, deflate' };
    const page = await alice.ask('/browse/DEMO-1', { headers });
    expect(page.headers['content-encoding']).toBe('gzip');
    expect(page.body.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    expect(
      (await alice.ask('/rest/auth/1/session', { headers })).headers['content-encoding'],
    ).toBeUndefined();
    const etag = page.headers.etag ?? '';
    const again = await alice.ask('/browse/DEMO-1', { headers: { 'if-none-match': etag } });
    expect([again.status, again.text, again.headers['x-ausername']]).toEqual([304, '', 'alice']);
  });
});

describe('forgery checks', () => {
  const comment = (more: Record<string, string> = {}) => ({ key: 'DEMO-4', comment: 'x', ...more });

  it('want the token of the page, which changes with login, or the header', async () => {
    const visitor = new CookieClient(jira.url);
    const loginPage = (await visitor.ask('/login.jsp')).text;
    const tokenOf = (page: string) => /name="atlassian-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const anonymous = tokenOf(loginPage);
    expect(anonymous).toMatch(/_lout$/);
    await visitor.ask('/login.jsp', { form: ALICE });
    const token = tokenOf((await visitor.ask('/browse/DEMO-4')).text);
    expect(token).toMatch(/_lin$/);
    const statusWith = async (form: Record<string, string>) =>
      (await visitor.ask('/secure/AddComment.jspa', { form })).status;
    expect(await statusWith(comment())).toBe(403);
    expect(await statusWith(comment({ atl_token: anonymous }))).toBe(403);
    expect(await statusWith(comment({ atl_token: token }))).toBe(302);
    const asGet = `/secure/AddComment.jspa?key=DEMO-4&comment=by-get&atl_token=${token}`;
    expect((await visitor.ask(asGet)).status).toBe(302);
  });

  it('want the header for forms sent to REST', async () => {
    const form = { body: 'x' };
    const target = '/rest/api/2/issue/DEMO-4/comment';
    const answer = await alice.ask(target, { form });
    expect([answer.status, answer.text]).toEqual([403, 'XSRF check failed']);
    expect((await alice.ask(target, { json: form })).status).toBe(201);
  });

  it('want browsers to come from here', async () => {
    const target = '/rest/api/2/issue/DEMO-4/comment';
    const statusWith = async (headers: Record<string, string>) =>
      (await alice.ask(target, { json: { body: 'x' }, headers: { 'user-agent': 'Mozilla/5.0', ...headers } }))
        .status;
    expect(await statusWith({})).toBe(403);
    expect(await statusWith({ origin: 'https://evil.example', ...NO_CHECK })).toBe(403);
    expect(await statusWith({ origin: jira.url })).toBe(201);
    expect(await statusWith({ referer: `${jira.url}/browse/DEMO-4` })).toBe(201);
  });
});

describe('what tests can see and do', () => {
  it('records requests byte for byte, with the user Jira saw', async () => {
    jira.control.clearRequests();
    await alice.ask('/a;b=c/%2e/x?y=%20', { headers: { 'X-Odd-CASE': '1' } });
    expect(jira.requests).toHaveLength(1);
    expect(jira.requests[0]).toMatchObject({ method: 'GET', target: '/a;b=c/%2e/x?y=%20', user: 'alice' });
    expect(jira.requests[0]?.headers).toContainEqual(['X-Odd-CASE', '1']);
  });

  it('expires a session from outside', async () => {
    const client = await loggedIn(jira.url);
    const id = client.cookies.get('JSESSIONID') ?? '';
    expect(jira.sessions.find(id)).toEqual({ id, userKey: 'JIRAUSER10103', elevated: false });
    jira.sessions.expire(id);
    expect((await client.ask('/secure/Dashboard.jspa')).status).toBe(302);
  });

  it('falls ill and recovers', async () => {
    jira.control.failWith(503);
    expect((await alice.ask('/secure/Dashboard.jspa')).status).toBe(503);
    jira.control.failWith('nonsense');
    const nonsense = await alice.ask('/rest/api/2/myself');
    expect(nonsense.status).toBe(200);
    expect(() => nonsense.json()).toThrow(SyntaxError);
    jira.control.failWith('html');
    expect((await alice.ask('/rest/api/2/myself')).headers['content-type']).toContain('text/html');
    jira.control.failWith('reset');
    await expect(alice.ask('/secure/Dashboard.jspa')).rejects.toThrow();
    jira.control.failWith(null);
    jira.control.delay(120);
    const from = performance.now();
    expect((await alice.ask('/rest/api/2/myself')).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(110);
    jira.control.delay(0);
  });

  it('closes while a request hangs', async () => {
    const other = await startStandInJira();
    other.control.failWith('hang');
    const asked = ask(other.url, '/').catch((error: Error) => error.message);
    await new Promise((done) => setTimeout(done, 50));
    await other.close();
    expect(await asked).toMatch(/hang up|ECONNRESET/);
  });
});

describe('garbage', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header of 9 KB', `GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(9000)}\r\n\r\n`],
  ])('answers 400 to %s', async (_, bytes) => {
    expect(await sendBytes(jira.port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    [
      'broken escapes in a form',
      'POST /login.jsp',
      'application/x-www-form-urlencoded',
      'os_username=%zz&a=%&=&&&',
    ],
    ['an unknown charset', 'POST /login.jsp', 'application/x-www-form-urlencoded; charset=klingon', 'a=b'],
    ['JSON that is none', 'POST /rest/auth/1/session', 'application/json', '[[[[{"a"'],
    ['JSON of another shape', 'POST /rest/tsv/1.0/authenticate', 'application/json', '{"username":{"a":1}}'],
    ['nothing', 'POST /rest/auth/1/session', 'application/json', ''],
  ])('survives %s', async (_, line, type, body) => {
    const [method = '', target = ''] = line.split(' ');
    const answer = await ask(jira.url, target, { method, body, headers: { 'content-type': type } });
    expect(answer.status).toBeLessThan(500);
  });

  it('survives odd headers and a client that leaves in the middle', async () => {
    const odd =
      '__proto__: 1\r\nconstructor: 2\r\nCookie: =;;JSESSIONID;$Version=1;="\r\nAuthorization: Basic %%%';
    expect(await sendBytes(jira.port, `GET / HTTP/1.1\r\nHost: x\r\n${odd}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 \d+ /,
    );
    const half =
      'POST /login.jsp HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nos_';
    await sendBytes(jira.port, half, 50);
    expect((await alice.ask('/rest/api/2/myself')).status).toBe(200);
  });

  it('ignores a form that is too large instead of reading it into memory', async () => {
    const body = `os_username=alice&os_password=alice-password&x=${'x'.repeat(3 * 1024 * 1024)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(jira.url, '/login.jsp', { body, headers });
    expect([answer.status, answer.headers['x-ausername']]).toEqual([200, 'anonymous']);
  });
});
