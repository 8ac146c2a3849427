import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a server that writes down, byte for byte, what is sent to it. */
export type Tap = {
  readonly port: number;
  /** Everything since the last `clear`, of all connections, in the order of arrival. */
  heard(): string;
  /** How many connections are still open of those on which a text was heard. */
  openWith(text: string): number;
  clear(): void;
  close(): Promise<void>;
};

export async function startTap(targetPort: number): Promise<Tap> {
  const heard: { readonly from: Socket; readonly bytes: string }[] = [];
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => heard.push({ from: near, bytes: bytes.toString('latin1') }));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => heard.map(({ bytes }) => bytes).join(''),
    openWith: (text) => {
      const on = new Set(heard.filter(({ bytes }) => bytes.includes(text)).map(({ from }) => from));
      return [...on].filter((socket) => open.has(socket)).length;
    },
    clear: () => {
      heard.length = 0;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
