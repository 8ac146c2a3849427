import { once } from 'node:events';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as startRequest } from 'node:https';
import type { TestNginx } from './nginx.ts';

export type TlsRequest = {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  /** The loopback address to come from, such as 127.0.0.2. */
  readonly from?: string;
};

export type TlsAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly setCookies: readonly string[];
  readonly text: string;
};

/** One request over TLS on a connection of its own. The target goes out as it is. */
export async function askNginx(
  nginx: TestNginx,
  target: string,
  options: TlsRequest = {},
): Promise<TlsAnswer> {
  const request = openRequest(nginx, target, options);
  const answered = answerOf(request);
  request.end(options.body);
  return answered;
}

/** A request whose body is still to be written. */
export function openRequest(nginx: TestNginx, target: string, options: TlsRequest = {}): ClientRequest {
  return startRequest({
    host: '127.0.0.1',
    servername: 'localhost',
    port: nginx.port,
    path: target,
    method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
    headers: { host: `localhost:${nginx.port}`, ...options.headers },
    ca: nginx.certificate,
    agent: false,
    ...(options.from !== undefined && { localAddress: options.from }),
  });
}

export async function answerOf(request: ClientRequest): Promise<TlsAnswer> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    setCookies: response.headers['set-cookie'] ?? [],
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/** `Set-Cookie` lines as a browser would send them back. */
export function cookiesFrom(setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';', 1)[0] ?? '').join('; ');
}
