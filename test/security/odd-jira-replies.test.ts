/**
 * Attack: what comes back is not what was asked for. A reply that names somebody else, a switch of protocols nobody
 * asked for, a reason phrase with control bytes, a broken body: nothing may leak, hang, or end the process.
 */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GateHere, startGateHere } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

describe('odd replies of Jira', () => {
  let reply = '';
  let upstream: Server;
  let database: TestDatabase;
  let gate: GateHere;

  beforeAll(async () => {
    upstream = createServer((socket: Socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (data) => {
        const whoAmI = data.includes('/rest/api/2/myself');
        socket.write(whoAmI ? 'HTTP/1.1 401 x\r\ncontent-length: 0\r\n\r\n' : Buffer.from(reply, 'latin1'));
        if (!whoAmI && reply.includes('BREAK')) socket.destroy();
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    database = await createDatabase();
    gate = await startGateHere({
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
  ])('which %s are dropped', async (_, text) => {
    reply = text;
    const answer = await get();
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('SECRET');
    expect(answer.headers['x-ausername']).toBeUndefined();
    expect(answer.headers.etag).toBeUndefined();
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
