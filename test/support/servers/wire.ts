import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between a gate and a server: can be cut, can be made to swallow everything, can lead elsewhere. */
export type Wire = {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Lets everything through so many milliseconds late. */
  slow(milliseconds: number): void;
  /** Keeps connections open and lets nothing through, in either direction. */
  stall(): void;
  restore(targetPort?: number): void;
  close(): Promise<void>;
};

export async function startWire(firstTarget: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let target = firstTarget;
  let state: 'open' | 'cut' | 'stalled' = 'open';
  let delay = 0;
  const pass = (bytes: Buffer, to: Socket) => {
    if (state === 'stalled') return;
    if (delay === 0) to.write(bytes);
    else setTimeout(() => to.writable && to.write(bytes), delay);
  };
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    if (state === 'cut') {
      near.destroy();
      return;
    }
    sockets.add(near);
    near.once('close', () => sockets.delete(near));
    if (state === 'stalled') return;
    const far = connect(target, '127.0.0.1');
    sockets.add(far);
    far.once('close', () => {
      sockets.delete(far);
      near.destroy();
    });
    far.on('error', () => near.destroy());
    near.once('close', () => far.destroy());
    near.on('data', (bytes: Buffer) => pass(bytes, far));
    far.on('data', (bytes: Buffer) => pass(bytes, near));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      drop();
    },
    slow: (milliseconds) => {
      delay = milliseconds;
    },
    stall: () => {
      state = 'stalled';
    },
    restore: (targetPort) => {
      if (state === 'stalled') drop();
      target = targetPort ?? target;
      state = 'open';
      delay = 0;
    },
    close: async () => {
      drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
