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
  sent: number;
};

/**
 * Ends connections whose client is what everybody waits for: a body that trickles in (slow POST), a reply that is not
 * taken. Where the gate or Jira is slow, nothing is waited for from the client, and nobody is ended.
 */
export class Pace {
  readonly #clock: () => number;
  readonly #watched = new Set<Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#timer = setInterval(() => this.look(), lookEvery).unref();
  }

  watch(req: IncomingMessage, res: ServerResponse): void {
    const { socket } = req;
    const watched = { req, res, socket, since: this.#clock(), received: socket.bytesRead, sent: 0 };
    this.#watched.add(watched);
    // An answer may be complete long before the request is, and then its body holds the connection.
    const release = () => {
      if (socket.destroyed || (res.closed && req.complete)) this.#watched.delete(watched);
    };
    for (const one of [res, req, socket]) one.once('close', release);
  }

  /** Once every few seconds. */
  look(): void {
    const now = this.#clock();
    for (const watched of this.#watched) {
      if (now - watched.since < slowest.window) continue;
      if (isTooSlow(watched)) end(watched);
      watched.since = now;
      watched.received = watched.socket.bytesRead;
      watched.sent = taken(watched.socket);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function isTooSlow({ req, res, socket, received, sent }: Watched): boolean {
  const waitsForBody = !req.complete && req.readableLength === 0;
  if (waitsForBody && socket.bytesRead - received < slowest.bytes) return true;
  const waitsForReader = res.writableLength + socket.writableLength > 0;
  return waitsForReader && taken(socket) === sent;
}

/** Bytes that the client's side has accepted: `bytesWritten` counts those that wait here as well. */
function taken(socket: Socket): number {
  return socket.bytesWritten - socket.writableLength;
}

function end({ res, socket }: Watched): void {
  if (res.headersSent) {
    socket.destroy();
    return;
  }
  res.writeHead(408, { connection: 'close', 'content-length': '0', 'cache-control': 'no-store' }).end();
  socket.destroySoon();
}
