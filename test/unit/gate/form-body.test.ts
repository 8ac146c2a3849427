import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormReader } from '../../../proxy/gate/form-body.ts';
import { toAppError } from '../../../proxy/kernel/app-error.ts';

const form = 'application/x-www-form-urlencoded';
const largest = 2 * 1024 * 1024;
type Reading = { readonly kind: string; readonly body?: string; readonly carriesPassword?: boolean };

/** Reads bodies as the gate does and answers what it read. */
function createReader(onRead: (reading: Reading) => void): Server {
  const forms = new FormReader();
  return createServer((req, res) => {
    forms
      .read(req, '127.0.0.1')
      .then(
        (read): Reading => ({
          kind: 'read',
          body: read.body.toString('latin1'),
          carriesPassword: read.carriesPassword,
        }),
      )
      .catch((error: unknown): Reading => ({ kind: toAppError(error).code }))
      .then((reading) => {
        onRead(reading);
        res.setHeader('connection', 'close').end(JSON.stringify(reading));
      });
  });
}

describe('the body of a form', () => {
  const readings: Reading[] = [];
  const server = createReader((reading) => readings.push(reading));
  let port: number;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  async function send(body: string | Uint8Array<ArrayBuffer>, method = 'POST'): Promise<Reading> {
    const headers = { 'content-type': form };
    const response = await fetch(`http://127.0.0.1:${port}/any/page`, { method, headers, body });
    return (await response.json()) as Reading;
  }

  it('is read whole, and carries a password or not', async () => {
    expect(await send('os_username=alice&os_password=x')).toEqual({
      kind: 'read',
      body: 'os_username=alice&os_password=x',
      carriesPassword: true,
    });
    expect(await send('summary=os_password')).toEqual({
      kind: 'read',
      body: 'summary=os_password',
      carriesPassword: false,
    });
    expect(await send('')).toMatchObject({ body: '', carriesPassword: false });
  });

  it('is kept byte for byte, whatever the bytes are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect((await send(bytes)).body).toBe(Buffer.from(bytes).toString('latin1'));
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'is read for the method %s, too',
    async (method) => {
      expect(await send('os_password=x', method)).toMatchObject({ carriesPassword: true });
    },
  );

  it('is refused with more fields than Jira reads', async () => {
    expect(await send('a&'.repeat(10_000))).toMatchObject({ kind: 'read' });
    expect(await send(`${'a&'.repeat(10_000)}os_password=x`)).toEqual({ kind: 'payload_too_large' });
  });

  it('may be as long as Jira reads and not longer, with a length or in chunks', async () => {
    const longest = `a=${'b'.repeat(largest - 2)}`;
    expect((await send(longest)).body).toHaveLength(largest);
    expect(await send(`${longest}b`)).toEqual({ kind: 'payload_too_large' });
    const chunked = async (text: string): Promise<Reading> => {
      const body = new Blob([text]).stream();
      const init = { method: 'POST', headers: { 'content-type': form }, body, duplex: 'half' } as const;
      return (await (await fetch(`http://127.0.0.1:${port}/`, init)).json()) as Reading;
    };
    expect((await chunked(longest)).body).toHaveLength(largest);
    expect(await chunked(`${longest}b`)).toEqual({ kind: 'payload_too_large' });
  });

  it('is refused by its declared length before any of it was sent', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${form}\r\nContent-Length: ${largest + 1}\r\n\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('payload_too_large');
    socket.destroy();
  });

  it('is no body when the client goes away in the middle of it', async () => {
    const before = readings.length;
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${form}\r\nContent-Length: 100\r\n\r\na=b`);
    await once(server, 'request');
    socket.destroy();
    while (readings.length === before) await sleep(5);
    expect(readings.at(-1)).toEqual({ kind: 'bad_request' });
  });

  it('is searched through however it was cut into packets', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const body = 'a=b&os_password=x';
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${form}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    for (const letter of body) {
      socket.write(letter);
      await sleep(1);
    }
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('"carriesPassword":true');
    socket.destroy();
  });
});
