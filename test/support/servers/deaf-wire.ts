import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to Redis or PostgreSQL that answers questions, and loses every message that nobody asked for. */
export type DeafWire = {
  /** The server's URL, by way of this wire. */
  readonly url: string;
  /** How many pieces with such messages were lost. */
  lost(): number;
  close(): Promise<void>;
};

/** As they stand on the wire: a published message of Redis, and a notification of PostgreSQL on the gate's channel. */
const unasked = ['$7\r\nmessage\r\n', 'two_step_enrollment\0'];

export async function startDeafWire(serverUrl: string): Promise<DeafWire> {
  const url = new URL(serverUrl);
  const target = Number(url.port);
  const sockets = new Set<Socket>();
  let lost = 0;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    keep(near, far);
    keep(far, near);
    near.on('data', (bytes: Buffer) => far.write(bytes));
    far.on('data', (bytes: Buffer) => {
      if (unasked.some((mark) => bytes.includes(mark))) lost += 1;
      else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
