import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a server that writes down, byte for byte, what is sent to it. */
export type Tap = {
  readonly port: number;
  /** Everything since the last `clear`, of all connections, in the order of arrival. */
  heard(): string;
  /** How many connections to the server are open. */
  open(): number;
  clear(): void;
  close(): Promise<void>;
};

export async function startTap(targetPort: number): Promise<Tap> {
  const sockets = new Set<Socket>();
  let heard = '';
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
    });
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => heard,
    open: () => sockets.size / 2,
    clear: () => {
      heard = '';
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
