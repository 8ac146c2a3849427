/**
 * Attack: what comes back is not what was asked for. A reply that names somebody else, a switch of protocols nobody
 * asked for, a reason phrase with control bytes, a broken body: nothing may leak, hang, or end the process.
 */

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GateHere, startGateHere } from '../support/gate/index.ts';
import { ask, sendBytes } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

describe('odd replies of Jira', () => {
  const nobody = 'HTTP/1.1 401 x\r\ncontent-length: 0\r\n\r\n';
  let reply = '';
  let myself = nobody;
  let upstream: Server;
  let database: TestDatabase;
  let gate: GateHere;

  beforeAll(async () => {
    upstream = createServer((socket: Socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (data) => {
        const whoAmI = data.includes('/rest/api/2/myself');
        socket.write(whoAmI ? myself : Buffer.from(reply, 'latin1'));
        if (!whoAmI && reply.includes('BREAK')) socket.destroy();
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    database = await createDatabase();
    gate = await startGateHere({
      TSV_ENFORCEMENT: 'optional',
      JIRA_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
      DATABASE_URL: database.url,
    });
  });
  afterAll(async () => {
    await gate?.close();
    upstream?.close();
    await database?.drop();
  });
  beforeEach(() => {
    reply = '';
    myself = nobody;
  });

  const get = () =>
    ask(gate.url, '/browse/DEMO-1', { headers: { cookie: 'JSESSIONID=A', accept: 'application/json' } });

  it.each([
    ['names a user', 'HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\ncontent-length: 6\r\n\r\nSECRET'],
    [
      'names a user twice',
      'HTTP/1.1 200 OK\r\nX-AUSERNAME: anonymous\r\nX-AUSERNAME: alice\r\ncontent-length: 6\r\n\r\nSECRET',
    ],
    [
      'names a user that cannot be read',
      'HTTP/1.1 200 OK\r\nX-AUSERNAME: %zz\r\ncontent-length: 6\r\n\r\nSECRET',
    ],
    ['names a user without a body', 'HTTP/1.1 304 Not Modified\r\nX-AUSERNAME: alice\r\nETag: "1"\r\n\r\n'],
    ['names a user in an error', 'HTTP/1.1 500 x\r\nX-AUSERNAME: alice\r\ncontent-length: 6\r\n\r\nSECRET'],
    [
      'names a user and leads on',
      'HTTP/1.1 302 x\r\nX-AUSERNAME: alice\r\nLocation: /SECRET\r\ncontent-length: 0\r\n\r\n',
    ],
    [
      'names a user after a hint',
      'HTTP/1.1 103 Early Hints\r\nLink: </SECRET>\r\n\r\nHTTP/1.1 200 OK\r\nx-ausername: alice\r\ncontent-length: 6\r\n\r\nSECRET',
    ],
    [
      'names a user in chunks',
      'HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\ntransfer-encoding: chunked\r\n\r\n6\r\nSECRET\r\n0\r\n\r\n',
    ],
  ])('which %s are dropped', async (_, text) => {
    reply = text;
    const answer = await get();
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('SECRET');
    expect(answer.headers['x-ausername']).toBeUndefined();
    expect(answer.headers.etag).toBeUndefined();
    expect(JSON.stringify(answer.headers)).not.toContain('SECRET');
  });

  it('which name a user are dropped for HEAD as well, and say nothing of the length', async () => {
    reply = 'HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\ncontent-length: 123456\r\n\r\n';
    const answer = await ask(gate.url, '/browse/DEMO-1', {
      method: 'HEAD',
      headers: { cookie: 'JSESSIONID=A' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-length']).not.toBe('123456');
    expect(answer.headers['x-ausername']).toBeUndefined();
  });

  it.each(['101 Switching Protocols', '200 OK', '403 Forbidden'])(
    'to a WebSocket which name a user open no tunnel: %s',
    async (status) => {
      reply = `HTTP/1.1 ${status}\r\nX-AUSERNAME: alice\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\nSECRET`;
      const upgrade =
        'GET /socket HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=A\r\nConnection: Upgrade\r\n' +
        'Upgrade: websocket\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n';
      const received = await sendBytes(gate.port, upgrade, 5_000);
      expect(received).toMatch(/^HTTP\/1\.1 401 /);
      expect(received).not.toMatch(/SECRET|alice/);
    },
  );

  it.each(['/browse/DEMO-1', '/rest/api/2/search'])(
    'to one person which name another are dropped, and the client is told: %s',
    async (target) => {
      const alice = '{"key":"A","name":"alice"}';
      myself = `HTTP/1.1 200 OK\r\ncontent-length: ${alice.length}\r\n\r\n${alice}`;
      reply = 'HTTP/1.1 200 OK\r\nX-AUSERNAME: bob\r\ncontent-length: 6\r\n\r\nSECRET';
      const headers = { cookie: `JSESSIONID=${randomUUID()}`, accept: 'text/html' };
      const answer = await ask(gate.url, target, { headers });
      expect([302, 401]).toContain(answer.status);
      expect(answer.text).not.toContain('SECRET');
      reply = reply.replace('bob', 'alice');
      expect((await ask(gate.url, target, { headers })).text).toBe('SECRET');
    },
  );

  it('which begin with a storm of hints come through without it', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(1_000);
    reply = `${hints}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`;
    expect((await get()).text).toBe('ok');
  });

  it('with a header larger than anybody sends end in a 503', async () => {
    reply = `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\ncontent-length: 2\r\n\r\nok`;
    expect((await get()).status).toBe(503);
  });

  it.each([
    [
      'switch protocols',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
    ['are no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['have two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  ])('which %s end in a 503', async (_, text) => {
    reply = text;
    expect((await get()).status).toBe(503);
  });

  it('with control bytes in the reason phrase come through without it', async () => {
    reply = 'HTTP/1.1 200 \x01\x02bad\r\ncontent-length: 2\r\n\r\nok';
    expect([200, 503]).toContain((await get()).status);
  });

  it('that break off break off', async () => {
    reply = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nBREAK';
    await expect(get()).rejects.toThrow();
    reply = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
    expect((await get()).text).toBe('ok');
  });
});
