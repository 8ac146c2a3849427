import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pace } from '../../../proxy/http/pace.ts';
import { createFakeClock, type FakeClock } from '../../support/fakes/index.ts';

type Exchange = { readonly req: IncomingMessage; readonly res: ServerResponse };

describe('the pace of a client', () => {
  let clock: FakeClock;
  let pace: Pace;
  let server: Server;
  let client: Socket;
  let received: string;

  beforeEach(async () => {
    clock = createFakeClock();
    pace = new Pace(clock.read);
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    pace.close();
    client.destroy();
    server.closeAllConnections();
    server.close();
  });

  /** Sends bytes and answers the exchange that came of them, under watch. */
  async function begin(bytes: string): Promise<Exchange> {
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    received = '';
    client
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
      });
    return again(bytes);
  }
  /** On the same connection. */
  function again(bytes: string): Promise<Exchange> {
    const begun = new Promise<Exchange>((resolve) => {
      server.once('request', (req, res) => {
        pace.watch(req, res);
        resolve({ req, res });
      });
    });
    client.write(bytes);
    return begun;
  }
  const upload = (length: number) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;
  const afterAMinute = () => {
    clock.pass(60_000);
    pace.look();
  };
  const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const arrived = (req: IncomingMessage, bytes: number) =>
    new Promise<void>((resolve) => {
      let count = 0;
      req.on('data', (chunk: Buffer) => {
        count += chunk.length;
        if (count >= bytes) resolve();
      });
    });

  it('is too slow where a body does not arrive: 408, and the connection ends', async () => {
    const { req } = await begin(`${upload(100)}half`);
    await arrived(req, 4);
    const end = closed(client);
    afterAMinute();
    await end;
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is too slow where a body trickles in', async () => {
    const { req } = await begin(upload(1_000_000));
    const end = closed(client);
    const some = arrived(req, 100);
    client.write('x'.repeat(100));
    await some;
    afterAMinute();
    await end;
  });

  it('is fast enough where the body moves on', async () => {
    const { req, res } = await begin(upload(30_000));
    for (let minutes = 0; minutes < 3; minutes += 1) {
      const some = arrived(req, 10_000);
      client.write('x'.repeat(10_000));
      await some;
      afterAMinute();
    }
    expect(res.destroyed).toBe(false);
    res.end('ok');
    await new Promise((resolve) => client.once('data', resolve));
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('does not matter while the body waits for us', async () => {
    const { req, res } = await begin(`${upload(100)}half`);
    await new Promise((resolve) => req.once('readable', resolve));
    afterAMinute();
    afterAMinute();
    expect(res.headersSent).toBe(false);
    expect(req.socket.destroyed).toBe(false);
  });

  it('does not matter while the client waits for us, however long', async () => {
    const { res } = await begin('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    for (let minutes = 0; minutes < 60; minutes += 1) afterAMinute();
    res.end('at last');
    await new Promise((resolve) => client.once('data', resolve));
    expect(received).toContain('at last');
  });

  it('is watched no longer than the request takes, however many come on one connection', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { req, res } = await (round === 0 ? begin(`${upload(4)}body`) : again(`${upload(4)}body`));
      expect(pace.size).toBe(1);
      await arrived(req, 4);
      const taken = new Promise((resolve) => client.once('data', resolve));
      res.end('ok');
      await taken;
    }
    expect(pace.size).toBe(0);
  });

  it('does not matter for a request without a body', async () => {
    const { res } = await begin('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(pace.size).toBe(0);
    res.end();
  });
});
