import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, CookieClient, sendBytes } from '../support/jira/raw-client.ts';

/** What the stand-in has to show: pages, the REST API, files of any size, streams and a WebSocket. */
let jira: StandInJira;
let alice: CookieClient;
const NO_CHECK = { 'x-atlassian-token': 'no-check' };
const as = (name: string) => ({ headers: { authorization: `Bearer pat-${name}` } });

beforeAll(async () => {
  jira = await startStandInJira();
  alice = new CookieClient(jira.url);
  const form = { os_username: 'alice', os_password: 'alice-password' };
  await alice.ask('/login.jsp', { form });
});
afterAll(() => jira.close());

describe('pages', () => {
  it('carry the marks by which scripts tell who is logged in', async () => {
    const { text } = await alice.ask('/secure/Dashboard.jspa');
    expect(text).toContain('<meta name="ajs-remote-user" content="alice">');
    expect(text).toContain('<input type="hidden" title="loggedInUser" value="alice">');
    expect(text).toContain('id="log_out"');
    const anonymous = (await ask(jira.url, '/login.jsp')).text;
    expect(anonymous).toContain('<meta name="ajs-remote-user" content="">');
  });

  it('escape what people wrote', async () => {
    const comment = '<script>alert("x")</script>';
    const form = { key: 'DEMO-5', comment };
    await alice.ask('/secure/AddComment.jspa', { form, headers: NO_CHECK });
    const { text } = await alice.ask('/browse/DEMO-5');
    expect(text).not.toContain(comment);
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  });

  it.each(['/secure/ViewProfile.jspa', '/issues/?jql=key%20%3D%20DEMO-1', '/browse/DEMO-1', '/'])(
    '%s is there for somebody logged in',
    async (target) => {
      expect([200, 302]).toContain((await alice.ask(target)).status);
    },
  );

  it('the start page leads to the dashboard or to the login form', async () => {
    expect((await alice.ask('/')).headers.location).toBe('/secure/Dashboard.jspa');
    expect((await ask(jira.url, '/')).headers.location).toBe('/login.jsp');
  });
});

describe('people over REST', () => {
  it('myself shows groups when asked to', async () => {
    const plain = (await alice.ask('/rest/api/2/myself')).json();
    expect(plain).toMatchObject({
      key: 'JIRAUSER10103',
      name: 'alice',
      active: true,
      locale: 'en_US',
      groups: { size: 2, items: [] },
    });
    const full = (await alice.ask('/rest/api/latest/myself?expand=groups')).json();
    expect(full).toMatchObject({
      groups: { items: [{ name: 'jira-software-users' }, { name: 'developers' }] },
    });
  });

  it('a user is found by name in any case and by key, and nobody else is', async () => {
    const by = async (query: string) => ask(jira.url, `/rest/api/2/user?${query}`, as('alice'));
    expect((await by('username=mixedCASE')).json()).toMatchObject({ name: 'MixedCase' });
    expect((await by('key=oldname')).json()).toMatchObject({ name: 'newname' });
    expect((await by('username=j%C3%B6rg')).json()).toMatchObject({ locale: 'de_DE' });
    const unknown = await by('username=ghost');
    expect(unknown.status).toBe(404);
    expect(unknown.json()).toEqual({ errorMessages: ["The user named 'ghost' does not exist"], errors: {} });
    expect((await by('')).status).toBe(400);
    expect((await ask(jira.url, '/rest/api/2/user?username=alice')).status).toBe(401);
  });

  it('searches find people by part of a name, leaving out who is inactive', async () => {
    const names = async (target: string) =>
      ((await alice.ask(target)).json() as { name: string }[]).map(({ name }) => name);
    expect(await names('/rest/api/2/user/search?username=ar')).toContain('alice');
    expect(await names('/rest/api/2/user/search?username=ines')).toEqual([]);
    expect(await names('/rest/api/2/user/search?username=.&maxResults=2')).toHaveLength(2);
    expect((await alice.ask('/rest/api/2/user/picker?query=bob')).json()).toMatchObject({ total: 1 });
    expect((await ask(jira.url, '/rest/api/2/user/picker?query=bob')).json()).toMatchObject({ total: 0 });
    expect((await alice.ask('/rest/api/2/groups/picker?query=FIN')).json()).toMatchObject({
      groups: [{ name: 'finance' }],
    });
  });

  it('rights differ between system administrators, administrators and others', async () => {
    const rights = async (name: string) => {
      const answer = await ask(jira.url, '/rest/api/2/mypermissions', as(name));
      const { permissions } = answer.json() as { permissions: Record<string, { havePermission: boolean }> };
      return [permissions.ADMINISTER?.havePermission, permissions.SYSTEM_ADMIN?.havePermission];
    };
    expect(await rights('admin')).toEqual([true, true]);
    expect(await rights('olga')).toEqual([true, true]);
    expect(await rights('manager')).toEqual([true, false]);
    expect(await rights('alice')).toEqual([false, false]);
  });

  it('members of a group are for administrators', async () => {
    const target = '/rest/api/2/group/member?groupname=developers';
    const members = await ask(jira.url, target, as('manager'));
    expect(members.json()).toMatchObject({ isLast: true, values: [{ name: 'alice' }, { name: 'carol' }] });
    expect((await ask(jira.url, target, as('alice'))).status).toBe(403);
    expect((await ask(jira.url, target)).status).toBe(401);
  });
});

describe('issues over REST', () => {
  it('can be created, read, searched and commented on', async () => {
    const made = await alice.ask('/rest/api/2/issue', { json: { fields: { summary: 'New', project: {} } } });
    expect(made.status).toBe(201);
    const { key } = made.json() as { key: string };
    const comment = await alice.ask(`/rest/api/2/issue/${key}/comment`, { json: { body: 'Hello' } });
    expect(comment.json()).toMatchObject({ author: { name: 'alice' }, body: 'Hello' });
    expect((await alice.ask(`/rest/api/2/issue/${key}`)).json()).toMatchObject({
      fields: { summary: 'New', comment: { total: 1 } },
    });
    const jql = encodeURIComponent(`key = ${key}`);
    expect((await alice.ask(`/rest/api/2/search?jql=${jql}`)).json()).toMatchObject({ total: 1 });
    expect((await alice.ask('/rest/api/2/issue/DEMO-999')).status).toBe(404);
    expect((await alice.ask('/rest/api/2/issue', { json: { fields: {} } })).status).toBe(400);
  });

  it('answer other methods with what is allowed', async () => {
    expect((await alice.ask('/rest/api/2/myself', { method: 'PUT' })).status).toBe(405);
    const options = await alice.ask('/rest/api/2/issue/DEMO-1/comment', { method: 'OPTIONS' });
    expect(options.headers.allow).toBe('GET,POST,OPTIONS');
    expect((await alice.ask('/rest/api/2/nothing')).text).toContain('<status-code>404</status-code>');
  });
});

describe('files', () => {
  const multipart = (files: [name: string, content: Buffer][]) =>
    Buffer.concat([
      ...files.flatMap(([name, content]) => [
        Buffer.from(`--b0undary\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n`),
        Buffer.from('Content-Type: text/plain\r\n\r\n'),
        content,
        Buffer.from('\r\n'),
      ]),
      Buffer.from('--b0undary--\r\n'),
    ]);
  const type = { 'content-type': 'multipart/form-data; boundary=b0undary' };
  const target = '/rest/api/2/issue/DEMO-1/attachments';

  it('come back as they went up, tricky bytes and an odd name included', async () => {
    const tricky = Buffer.from('a\r\n--b0undar\r\n--b0undarX\r\r\n--\0\xff');
    const body = multipart([
      ['Größe 1.txt', tricky],
      ['empty', Buffer.alloc(0)],
    ]);
    const up = await alice.ask(target, { body, headers: { ...type, ...NO_CHECK } });
    const [first, second] = up.json() as { id: string; filename: string; content: string; size: number }[];
    expect([first?.filename, first?.size, second?.size]).toEqual(['Größe 1.txt', tricky.length, 0]);
    const down = await alice.ask(new URL(first?.content ?? '').pathname);
    expect(down.body.equals(tricky)).toBe(true);
    expect(down.headers['content-disposition']).toContain("filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.txt");
    expect((await ask(jira.url, `/secure/attachment/${first?.id}/x`)).status).toBe(302);
  });

  it('need the header, a login and a whole body', async () => {
    const body = multipart([['a', Buffer.from('a')]]);
    expect((await alice.ask(target, { body, headers: type })).status).toBe(403);
    expect((await ask(jira.url, target, { body, headers: { ...type, ...NO_CHECK } })).status).toBe(401);
    const half = body.subarray(0, body.length - 6);
    expect((await alice.ask(target, { body: half, headers: { ...type, ...NO_CHECK } })).status).toBe(400);
  });

  it('may be large and are never held in memory', async () => {
    const size = 200 * 1024 * 1024;
    const chunk = Buffer.alloc(256 * 1024, 'standin ');
    const hash = createHash('sha256');
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const body = Readable.from(
      (function* () {
        yield Buffer.from(
          '--b0undary\r\nContent-Disposition: form-data; name="file"; filename="big"\r\n\r\n',
        );
        for (let sent = 0; sent < size; sent += chunk.length) {
          hash.update(chunk);
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          yield chunk;
        }
        yield Buffer.from('\r\n--b0undary--\r\n');
      })(),
    );
    const up = await alice.ask(target, { body, headers: { ...type, ...NO_CHECK } });
    expect(up.json()).toMatchObject([{ size, sha256: hash.digest('hex') }]);
    expect(most).toBeLessThan(size * 0.6);
  });

  it('are generated to any length', async () => {
    const size = 300_001;
    const down = await alice.ask(`/secure/attachment/generated/${size}/some.bin`);
    expect(down.headers['content-length']).toBe(String(size));
    expect([...down.body].every((byte, i) => byte === i % 251)).toBe(true);
    expect(down.body.length).toBe(size);
    expect((await ask(jira.url, '/secure/attachment/generated/10/some.bin')).status).toBe(302);
    expect((await alice.ask('/secure/attachment/generated/many/some.bin')).status).toBe(404);
  });
});

describe('answers that take their time', () => {
  it('a long poll waits', async () => {
    const from = performance.now();
    expect((await alice.ask('/rest/stand-in/1.0/poll?ms=150')).json()).toEqual({
      user: 'alice',
      waited: 150,
    });
    expect(performance.now() - from).toBeGreaterThan(140);
  });

  it('a stream arrives in chunks without a length', async () => {
    const answer = await alice.ask('/rest/stand-in/1.0/stream?chunks=3&ms=20');
    expect(answer.headers['transfer-encoding']).toBe('chunked');
    expect(answer.text.split('\n')).toEqual(['1', '2', '3'].map((n) => `chunk ${n} for alice`).concat(''));
  });

  it('a client that expects 100-continue is told to go on', async () => {
    const body = 'os_username=alice&os_password=alice-password';
    const head = `POST /login.jsp HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`;
    const received = await sendBytes(jira.port, head + body);
    expect(received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 302 /);
  });
});

describe('the WebSocket', () => {
  const url = (target: string) => `${jira.url.replace('http', 'ws')}${target}`;
  const cookie = () => ({ Cookie: `JSESSIONID=${alice.cookies.get('JSESSIONID')}` });

  it('greets by name and echoes text, bytes of any length and pings', async () => {
    const socket = new WebSocket(url('/plugins/servlet/stand-in/echo'), { headers: cookie() });
    const received: Buffer[] = [];
    const next = () =>
      new Promise<Buffer>((done) => {
        const waiting = received.shift();
        if (waiting) done(waiting);
        else socket.once('message', (data: Buffer) => done(data));
      });
    const greeting = await next();
    expect(greeting.toString()).toBe('Hello alice');
    for (const payload of [Buffer.from('grüß'), Buffer.alloc(300, 7), Buffer.alloc(100_000, 9)]) {
      socket.send(payload);
      expect((await next()).equals(payload)).toBe(true);
    }
    const pong = new Promise<Buffer>((done) => {
      socket.once('pong', done);
    });
    socket.ping('x');
    expect((await pong).toString()).toBe('x');
    const closed = new Promise<number>((done) => {
      socket.once('close', done);
    });
    socket.close(4001);
    expect(await closed).toBe(4001);
  });

  it('answers 401 to the upgrade of somebody unknown', async () => {
    const socket = new WebSocket(url('/plugins/servlet/stand-in/echo'));
    const status = await new Promise((done) => {
      socket.once('unexpected-response', (_, response) => done(response.statusCode));
      socket.once('error', () => undefined);
    });
    expect(status).toBe(401);
    socket.terminate();
  });

  it('is on that path only: elsewhere the wish to upgrade is ignored', async () => {
    const headers = {
      ...as('alice').headers,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    };
    const answer = await ask(jira.url, '/rest/api/2/myself', { headers });
    expect(answer.json()).toMatchObject({ name: 'alice' });
  });
});

it('listens where it is told to', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((done) => probe.close(done));
  const other = await startStandInJira({ port });
  expect(other.url).toBe(`http://127.0.0.1:${port}`);
  await other.close();
  await expect(ask(other.url, '/')).rejects.toThrow();
});
