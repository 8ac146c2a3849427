import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type GateProcess, startGateProcess, testKeys, waitFor } from '../support/gate/index.ts';
import { type RecordedRequest, type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, freePort, type TestDatabase } from '../support/servers/index.ts';
import { startNginx, type TestNginx } from '../support/servers/nginx.ts';
import { answerOf, askNginx, cookiesFrom, openRequest } from '../support/servers/nginx-client.ts';

/** Real nginx with the deployed configuration, a real gate, and the stand-in behind them. */
describe.each([
  { name: 'at the root', contextPath: '', prefix: '__Host-' },
  { name: 'below /jira', contextPath: '/jira', prefix: '__Secure-' },
])('a gate behind nginx ($name)', ({ contextPath, prefix }) => {
  let database: TestDatabase;
  let jira: StandInJira;
  let gate: GateProcess;
  let nginx: TestNginx;
  let gateEnvironment: Record<string, string>;

  beforeAll(async () => {
    const [port, gatePort] = [await freePort(), await freePort()];
    database = await createDatabase();
    jira = await startStandInJira({ contextPath, publicUrl: `https://localhost:${port}` });
    gateEnvironment = {
      PORT: String(gatePort),
      PUBLIC_URL: `https://localhost:${port}`,
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      TSV_ENCRYPTION_KEYS: testKeys,
      TSV_TRUSTED_PROXIES: '127.0.0.1',
    };
    gate = await startGateProcess(gateEnvironment);
    nginx = await startNginx({ port, gatePorts: [gatePort] });
  });
  afterAll(async () => {
    await nginx.close();
    await gate.stop();
    await jira.close();
    await database.drop();
  });
  beforeEach(() => jira.control.clearRequests());

  const token = (username: string) => {
    const person = jira.people.find((candidate) => candidate.username === username);
    return { authorization: `Bearer ${person?.pat}` };
  };
  /** What reached Jira for a path, the gate's own questions aside. */
  const reached = (path: string): RecordedRequest | undefined =>
    jira.requests.findLast((request) => request.target.startsWith(contextPath + path));
  const headerOf = (request: RecordedRequest | undefined, name: string) =>
    (request?.headers ?? []).filter(([n]) => n.toLowerCase() === name).map(([, value]) => value);
  const logIn = (username: string) =>
    askNginx(nginx, `${contextPath}/login.jsp`, {
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: `os_username=${username}&os_password=${username}-password`,
    });

  it('leads from the password to the setup page, with Secure cookies', async () => {
    const loggedIn = await logIn('alice');
    expect(loggedIn.status).toBe(302);
    const cookie = cookiesFrom(loggedIn.setCookies);
    const asked = await askNginx(nginx, `${contextPath}/secure/Dashboard.jspa`, {
      headers: { accept: 'text/html', cookie },
    });
    expect(asked.status).toBe(302);
    expect(asked.headers.location).toMatch(new RegExp(`^${contextPath}/plugins/servlet/two-step/enroll`));

    const setup = await askNginx(nginx, `${asked.headers.location}&method=app`, {
      headers: { accept: 'text/html', cookie },
    });
    expect(setup.status).toBe(200);
    const own = setup.setCookies.find((line) => line.startsWith(`${prefix}two-step-conversation=`));
    const path = contextPath === '' ? '/' : contextPath;
    expect(own?.split('; ').slice(1).sort()).toEqual(
      ['HttpOnly', `Path=${path}`, 'SameSite=Lax', 'Secure'].sort(),
    );
    expect(setup.headers['strict-transport-security']).toBeDefined();
  });

  it('tells Jira the address of the client and nothing that the client says of itself', async () => {
    const planted = [
      ['X-Forwarded-For', '203.0.113.9'],
      ['X_Forwarded_For', '203.0.113.9'],
      ['Forwarded', 'for=203.0.113.9;proto=http;host=evil.example'],
      ['X-Real-IP', '203.0.113.9'],
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Forwarded-Proto', 'gopher'],
      ['X-Original-URL', '/secure/evil'],
      ['X-Rewrite-URL', '/secure/evil'],
      ['X-HTTP-Method-Override', 'EVIL'],
      ['Remote-User', 'evil'],
    ];
    const answer = await askNginx(nginx, `${contextPath}/rest/api/2/myself`, {
      from: '127.0.0.2',
      headers: { ...token('alice'), ...Object.fromEntries(planted) },
    });
    expect(answer.status).toBe(200);
    const request = reached('/rest/api/2/myself');
    expect(headerOf(request, 'x-forwarded-for')).toEqual(['127.0.0.2']);
    expect(headerOf(request, 'x-forwarded-proto')).toEqual(['https']);
    expect(headerOf(request, 'x-forwarded-host')).toEqual([`localhost:${nginx.port}`]);
    expect(headerOf(request, 'host')).toEqual([`localhost:${nginx.port}`]);
    expect(JSON.stringify(request)).not.toMatch(/203\.0\.113|evil|gopher/i);
  });

  it.each([
    '/rest/api/2/search?jql=summary~"a[b]|{c}^`<d>"',
    '/secure/attachment/1/a%20b%25[c].txt',
    '//browse//DEMO-1',
    '/issues/?jql=project%20%3D%20DEMO&&x=a+b',
  ])('brings %s to Jira byte for byte', async (target) => {
    await askNginx(nginx, contextPath + target, { headers: token('alice') });
    expect(jira.requests.map((request) => request.target)).toContain(contextPath + target);
  });

  it('opens a WebSocket for a token, and refuses it to a session that owes a factor', async () => {
    const url = `wss://localhost:${nginx.port}${contextPath}/plugins/servlet/stand-in/echo`;
    const socket = new WebSocket(url, { ca: nginx.certificate, headers: token('alice') });
    const [greeting] = (await once(socket, 'message')) as [Buffer];
    expect(greeting.toString()).toBe('Hello alice');
    socket.send('over nginx');
    expect(String((await once(socket, 'message'))[0])).toBe('over nginx');
    socket.close();
    await once(socket, 'close');

    const cookie = cookiesFrom((await logIn('bob')).setCookies);
    jira.control.clearRequests();
    const refused = new WebSocket(url, { ca: nginx.certificate, headers: { cookie } });
    const [, response] = await once(refused, 'unexpected-response');
    expect(response.statusCode).toBe(401);
    response.resume();
    expect(reached('/plugins/servlet/stand-in/echo')).toBeUndefined();
  });

  it('streams an upload of 20 MB', async () => {
    const size = 20 * 1024 * 1024;
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n';
    const tail = '\r\n--b--\r\n';
    const request = openRequest(nginx, `${contextPath}/rest/api/2/issue/DEMO-1/attachments`, {
      method: 'POST',
      headers: {
        ...token('alice'),
        'x-atlassian-token': 'no-check',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': head.length + size + tail.length,
      },
    });
    const answered = answerOf(request);
    request.write(head);
    request.write(Buffer.alloc(1024 * 1024));
    // Jira has the request although most of it has not been sent.
    await waitFor(() => reached('/rest/api/2/issue/DEMO-1/attachments') !== undefined);
    request.write(Buffer.alloc(size - 1024 * 1024));
    request.end(tail);
    const answer = await answered;
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject([{ filename: 'large.bin', size }]);
  });

  it.each(['/health', '/ready', '/metrics'])('does not show %s', async (path) => {
    expect((await askNginx(nginx, path)).status).toBe(404);
    expect(jira.requests).toEqual([]);
  });

  it('has a page while the gate is away, and goes on by itself when it is back', async () => {
    await gate.stop();
    const page = await askNginx(nginx, `${contextPath}/?os_password=hush-hush`, {
      headers: { accept: 'text/html,*/*' },
    });
    expect(page.status).toBe(503);
    expect(page.headers['retry-after']).toBe('10');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['strict-transport-security']).toBeDefined();
    expect(page.text).toContain('Jira cannot be reached at the moment');
    const sheet = /href="([^"]+\.css)"/.exec(page.text)?.[1] ?? '';
    expect((await askNginx(nginx, sheet)).headers['content-type']).toBe('text/css; charset=utf-8');

    const rest = await askNginx(nginx, `${contextPath}/rest/api/2/myself`, { body: '{}' });
    expect(rest.status).toBe(503);
    expect(JSON.parse(rest.text)).toMatchObject({ code: 'gate_unavailable' });
    expect((await askNginx(nginx, '/.two-step-gate/unavailable.json')).status).toBe(404);
    expect(nginx.errorLog() + nginx.accessLog()).not.toContain('hush-hush');

    gate = await startGateProcess(gateEnvironment);
    const again = await askNginx(nginx, `${contextPath}/rest/api/2/myself`, { headers: token('alice') });
    expect(again.status).toBe(200);
  });
});
