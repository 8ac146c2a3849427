import type { IncomingMessage, ServerResponse } from 'node:http';

export type RecordedRequest = {
  readonly method: string;
  /** Byte for byte as it was sent. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The username that Jira had resolved before the page or resource ran; null for nobody. */
  user: string | null;
  readonly at: number;
  /** Status of the answer; 0 while there is none. */
  status: number;
};

const MOST_RECORDED = 5000;

/** What came in, newest last. */
export class RequestLog {
  readonly entries: RecordedRequest[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  record(request: IncomingMessage, response: ServerResponse): RecordedRequest {
    const headers: (readonly [string, string])[] = [];
    for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
      headers.push([request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '']);
    }
    const entry: RecordedRequest = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers,
      user: null,
      at: this.#clock(),
      status: 0,
    };
    response.once('close', () => {
      if (entry.status === 0 && response.headersSent) entry.status = response.statusCode;
    });
    this.entries.push(entry);
    if (this.entries.length > MOST_RECORDED) this.entries.splice(0, this.entries.length - MOST_RECORDED);
    return entry;
  }

  clear(): void {
    this.entries.length = 0;
  }
}
