import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export type TestSyslog = {
  readonly url: URL;
  readonly messages: string[];
  /** Cuts connections after so many bytes, until told otherwise (undefined). */
  cutAfter(bytes: number | undefined): void;
  close(): Promise<void>;
};

/** A syslog server over TCP or TLS (octet counting, RFC 6587 §3.4.1), or UDP. */
export async function startSyslog(
  kind: 'udp' | 'tcp' | 'tls',
  credentials: { readonly key: string; readonly cert: string } | undefined = undefined,
): Promise<TestSyslog> {
  const messages: string[] = [];
  if (kind === 'udp') return startDatagrams(messages);
  let limit: number | undefined;
  const receive = (socket: Socket) => {
    let bytes: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (limit !== undefined && bytes.length >= limit) {
        socket.resetAndDestroy();
        return;
      }
      bytes = takeFrames(bytes, messages);
    });
  };
  const server: Server =
    kind === 'tcp' ? createServer(receive) : createTlsServer({ ...credentials }, receive);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`${kind}://${kind === 'tls' ? 'localhost' : '127.0.0.1'}:${port}`),
    messages,
    cutAfter: (count) => {
      limit = count;
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function takeFrames(bytes: Buffer, messages: string[]): Buffer {
  let rest = bytes;
  for (;;) {
    const [head, digits = ''] = /^(\d+) /.exec(rest.toString('latin1', 0, 12)) ?? [];
    const end = (head?.length ?? 0) + Number(digits);
    if (head === undefined || rest.length < end) return rest;
    messages.push(rest.toString('utf8', head.length, end));
    rest = rest.subarray(end);
  }
}

async function startDatagrams(messages: string[]): Promise<TestSyslog> {
  const socket = createSocket('udp4');
  socket.on('message', (message) => messages.push(message.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    url: new URL(`udp://127.0.0.1:${socket.address().port}`),
    messages,
    cutAfter: () => undefined,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
