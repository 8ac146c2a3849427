import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Uploads may take hours, but not for ever: this much has to arrive within each window. */
const slowest = { bytes: 6_000, window: 60_000 } as const;
const lookEvery = 5_000;

type Watched = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly socket: Socket;
  since: number;
  received: number;
};

/**
 * Ends connections whose request trickles in (slow POST), where nobody but the client is waited for. Where the gate or
 * Jira is slow to take a body, nobody is ended. Readers are left to the server's own time-out: how far a slow one has
 * come cannot be seen from here, since the kernel takes a reply in large lumps.
 */
export class Pace {
  readonly #clock: () => number;
  readonly #watched = new Set<Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#timer = setInterval(() => this.look(), lookEvery).unref();
  }

  /** How many requests are watched at the moment. */
  get size(): number {
    return this.#watched.size;
  }

  watch(req: IncomingMessage, res: ServerResponse): void {
    // Nothing of it is still to come.
    if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return;
    const { socket } = req;
    const watched = { req, res, socket, since: this.#clock(), received: socket.bytesRead };
    this.#watched.add(watched);
    const release = () => {
      // An answer may be complete long before the request is, and then its body holds the connection.
      if (!socket.destroyed && !req.complete) return;
      this.#watched.delete(watched);
      for (const one of [res, req, socket]) one.off('close', release);
    };
    for (const one of [res, req, socket]) one.on('close', release);
  }

  /** Once every few seconds. */
  look(): void {
    const now = this.#clock();
    for (const watched of this.#watched) {
      if (now - watched.since < slowest.window) continue;
      if (isTooSlow(watched)) end(watched);
      watched.since = now;
      watched.received = watched.socket.bytesRead;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function isTooSlow({ req, socket, received }: Watched): boolean {
  const waitsForBody = !req.complete && req.readableLength === 0;
  return waitsForBody && socket.bytesRead - received < slowest.bytes;
}

function end({ res, socket }: Watched): void {
  if (res.headersSent) {
    socket.destroy();
    return;
  }
  res.writeHead(408, { connection: 'close', 'content-length': '0', 'cache-control': 'no-store' }).end();
  socket.destroySoon();
}
