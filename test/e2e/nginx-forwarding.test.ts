import { once } from 'node:events';
import { createServer, type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/servers/index.ts';
import { startNginx, type TestNginx } from '../support/servers/nginx.ts';
import { answerOf, askNginx, openRequest } from '../support/servers/nginx-client.ts';

/** What nginx itself does with requests and replies: instead of a gate stands a server that writes down what comes. */
type Seen = { method: string; target: string; headers: [name: string, value: string][] };

const seen: Seen[] = [];
let reply: (req: IncomingMessage, res: ServerResponse) => void;
const gate = createServer((req, res) => {
  const headers: [string, string][] = [];
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    headers.push([(req.rawHeaders[at] ?? '').toLowerCase(), req.rawHeaders[at + 1] ?? '']);
  }
  seen.push({ method: req.method ?? '', target: req.url ?? '', headers });
  reply(req, res);
});
let nginx: TestNginx;

const plainReply = (req: IncomingMessage, res: ServerResponse) => {
  req.resume();
  req.once('end', () => res.end('from the gate'));
};
const valuesOf = (name: string) =>
  (seen[0]?.headers ?? []).filter(([n]) => n === name).map(([, value]) => value);

beforeAll(async () => {
  reply = plainReply;
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  // The second gate is away, as during an upgrade.
  nginx = await startNginx({ gatePorts: [(gate.address() as AddressInfo).port, await freePort()] });
});
afterAll(async () => {
  await nginx.close();
  gate.closeAllConnections();
  gate.close();
});
afterEach(() => {
  seen.length = 0;
  reply = plainReply;
});

describe('a request target', () => {
  it.each([
    '/',
    '/browse/DEMO-1?focusedId=7',
    '/issues/?jql=project = DEMO'.replaceAll(' ', '%20'),
    '/rest/api/2/search?jql=a[b]|{c}^`"<>\\d',
    '/secure/[a]|{b}^/x',
    '//secure//Dashboard.jspa',
    '//health',
    '/a%20b%2Fc%25d/%E4%F6',
    '/s/x/../y/./_/z;v=1',
    '/a/b/%2e%2e/%2E/x',
    '/a+b?c+d=%2B&&=&e',
    '/x??y=/?#'.replace('#', '%23'),
  ])('%s goes on byte for byte', async (target) => {
    expect((await askNginx(nginx, target)).status).toBe(200);
    expect(seen.map((request) => request.target)).toEqual([target]);
  });
});

describe('header fields', () => {
  it('replaces what the client says about its connection, and appends to nothing', async () => {
    await askNginx(nginx, '/', {
      headers: {
        'x-forwarded-for': '203.0.113.9, 127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': 'evil.example',
      },
      from: '127.0.0.2',
    });
    expect(valuesOf('x-forwarded-for')).toEqual(['127.0.0.2']);
    expect(valuesOf('x-forwarded-proto')).toEqual(['https']);
    expect(valuesOf('x-forwarded-host')).toEqual([`localhost:${nginx.port}`]);
    expect(valuesOf('host')).toEqual([`localhost:${nginx.port}`]);
  });

  it.each([
    'Forwarded',
    'X-Real-IP',
    'X-Client-IP',
    'True-Client-IP',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-Original-Method',
    'X-HTTP-Method',
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-Forwarded-Port',
    'X-Forwarded-Prefix',
    'X-Forwarded-User',
    'Remote-User',
    'X-Remote-User',
    'X-Seraph-Trusted-App-ID',
    'X_Forwarded_For',
    'X_Original_URL',
    'X.Forwarded.For',
    'Proxy',
    'TE',
    'HTTP2-Settings',
  ])('takes %s away', async (name) => {
    await askNginx(nginx, '/', { headers: { [name]: 'planted' } });
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('planted');
  });

  it('lets the others through, and keeps none back that Connection names', async () => {
    const headers = { 'x-atlassian-token': 'no-check', origin: 'https://a.example', cookie: 'a=1; b=2' };
    await askNginx(nginx, '/', { headers: { ...headers, connection: 'close, cookie, x-forwarded-for' } });
    for (const [name, value] of Object.entries(headers)) expect(valuesOf(name)).toEqual([value]);
    expect(valuesOf('x-forwarded-for')).toEqual(['127.0.0.1']);
    expect(valuesOf('connection')).toEqual([]);
  });

  it('asks for an upgrade to WebSocket only', async () => {
    await askNginx(nginx, '/', { headers: { connection: 'upgrade, http2-settings', upgrade: 'h2c' } });
    expect(valuesOf('upgrade')).toEqual([]);
    seen.length = 0;
    await askNginx(nginx, '/', { headers: { connection: 'upgrade', upgrade: 'WebSocket' } });
    expect(valuesOf('upgrade')).toEqual(['websocket']);
    expect(valuesOf('connection')).toEqual(['upgrade']);
  });

  it('takes as many cookies as Jira does, and refuses what no Jira takes', async () => {
    expect((await askNginx(nginx, '/', { headers: { cookie: `a=${'x'.repeat(7800)}` } })).status).toBe(200);
    const large = { cookie: `a=${'x'.repeat(9000)}` };
    expect((await askNginx(nginx, '/', { headers: large })).status).toBe(400);
    expect(seen).toHaveLength(1);
  });
});

describe('bodies', () => {
  it('hands an upload on while it is still coming', async () => {
    const arrived = new Promise<number>((resolve) => {
      reply = (req, res) => {
        req.once('data', (chunk: Buffer) => resolve(chunk.length));
        plainReply(req, res);
      };
    });
    const request = openRequest(nginx, '/upload', {
      method: 'POST',
      headers: { 'content-length': '100000' },
    });
    const answered = answerOf(request);
    request.write(Buffer.alloc(50_000));
    expect(await arrived).toBeGreaterThan(0);
    request.end(Buffer.alloc(50_000));
    expect((await answered).text).toBe('from the gate');
  });

  it('keeps method, chunks and the body of a DELETE', async () => {
    let body = '';
    reply = (req, res) => {
      req.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      req.once('end', () => res.end());
    };
    const headers = { 'transfer-encoding': 'chunked' };
    await askNginx(nginx, '/x', { method: 'DELETE', body: '{"code":1}', headers });
    expect(seen[0]?.method).toBe('DELETE');
    expect(body).toBe('{"code":1}');
  });

  it('does not let a reply send nginx elsewhere, and encodes nothing anew', async () => {
    const text = 'plain '.repeat(5000);
    reply = (_, res) => {
      res.setHeader('x-accel-redirect', '/.two-step-gate/unavailable.html');
      res.setHeader('content-type', 'text/html').end(text);
    };
    const answer = await askNginx(nginx, '/', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.text).toBe(text);
  });

  it('passes errors of the gate as they are', async () => {
    reply = (_, res) => res.writeHead(503, { 'x-from': 'gate' }).end('Jira is away');
    const answer = await askNginx(nginx, '/', { headers: { accept: 'text/html' } });
    expect([answer.status, answer.headers['x-from'], answer.text]).toEqual([503, 'gate', 'Jira is away']);
  });
});

describe('the way in', () => {
  it('sends http to https at the public name, whatever Host says', async () => {
    const request = plainRequest({
      port: nginx.httpPort,
      host: '127.0.0.1',
      path: '//evil.example/x?y=[z]',
      headers: { host: 'evil.example' },
      agent: false,
    });
    request.end();
    const answer = await answerOf(request);
    expect(answer.status).toBe(301);
    expect(answer.headers.location).toBe(`https://localhost:${nginx.port}//evil.example/x?y=[z]`);
    expect(answer.headers.server).toBe('nginx');
    expect(seen).toEqual([]);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    const socket = connectTls({
      port: nginx.port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: nginx.certificate,
      minVersion: version,
      maxVersion: version,
    });
    await once(socket, 'secureConnect');
    expect(socket.getProtocol()).toBe(version);
    expect(socket.getCipher().standardName).toMatch(/GCM|CHACHA20/);
    socket.destroy();
  });

  it('refuses TLS 1.1', async () => {
    const socket = connectTls({
      port: nginx.port,
      host: '127.0.0.1',
      ca: nginx.certificate,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    // The server's alert, so it was not this side that would not try.
    await expect(once(socket, 'secureConnect')).rejects.toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/),
    });
  });

  it('speaks HTTP/2, with the same request on the other side', async () => {
    const session = connectHttp2(nginx.url, { ca: nginx.certificate });
    const stream = session.request({ ':path': '//x[1]?a=b', 'x-forwarded-for': '203.0.113.9' });
    const [headers] = (await once(stream, 'response')) as [{ ':status': number; [name: string]: unknown }];
    stream.resume();
    await once(stream, 'end');
    session.close();
    expect(headers[':status']).toBe(200);
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}$/);
    expect(seen[0]?.target).toBe('//x[1]?a=b');
    expect(valuesOf('x-forwarded-for')).toEqual(['127.0.0.1']);
    expect(valuesOf('host')).toEqual([`localhost:${nginx.port}`]);
  });

  it.each(['/health', '/ready', '/metrics', '/health?x'])('keeps %s to itself', async (path) => {
    expect((await askNginx(nginx, path)).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('writes no query string, no session id and no webhook token into its logs', async () => {
    const secret = 'hush-hush';
    await askNginx(nginx, `/browse/DEMO-1?os_password=${secret}`);
    await askNginx(nginx, `/rest/cb-automation/latest/hooks/${secret}?x`);
    await askNginx(nginx, `/x;jsessionid=${secret}/y`);
    await askNginx(nginx, '/', {
      headers: { referer: `https://a.example/?${secret}`, cookie: `a=${secret}` },
    });
    expect(nginx.accessLog()).toContain('"path":"/browse/DEMO-1"');
    expect(nginx.accessLog()).toContain('"path":"/rest/cb-automation/latest/hooks/..."');
    expect(nginx.accessLog()).not.toContain(secret);
    for (const line of nginx.accessLog().trim().split('\n')) JSON.parse(line);
    expect(nginx.errorLog()).not.toContain(secret);
  });
});
