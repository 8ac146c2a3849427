import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';

export type RawRequest = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | Readable;
  /** Fields of a form to post, in UTF-8. */
  form?: Record<string, string>;
  json?: unknown;
};

export type RawAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  json(): unknown;
  /** Value of a cookie that the answer sets; `''` for one that it removes. */
  cookie(name: string): string | undefined;
};

/** One request on a connection of its own. The target goes out as it is, dots, semicolons and all. */
export async function ask(origin: string, target: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const [type, body] = payloadOf(options);
  const request = startRequest({
    hostname,
    port,
    path: target,
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...lengthOf(body, options),
      ...options.headers,
    },
    agent: false,
  });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) body.pipe(request);
  else request.end(body);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return createAnswer(response, Buffer.concat(chunks));
}

/** Node gives the body of a DELETE no length by itself, and sends it all the same. */
function lengthOf(body: RawRequest['body'], { headers = {} }: RawRequest): Record<string, string> {
  const framed = Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/i.test(name));
  if (framed || (typeof body !== 'string' && !Buffer.isBuffer(body))) return {};
  return { 'content-length': String(Buffer.byteLength(body)) };
}

function payloadOf(options: RawRequest): [type?: string | undefined, body?: string | Buffer | Readable] {
  if (options.form) {
    return ['application/x-www-form-urlencoded', new URLSearchParams(options.form).toString()];
  }
  if (options.json !== undefined) return ['application/json', JSON.stringify(options.json)];
  return options.body === undefined ? [] : [undefined, options.body];
}

function createAnswer(response: IncomingMessage, body: Buffer): RawAnswer {
  const text = body.toString('utf8');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    text,
    json: () => JSON.parse(text),
    cookie: (name) => {
      const found = response.headers['set-cookie']?.find((cookie) => cookie.startsWith(`${name}=`));
      return found?.slice(name.length + 1).split(';')[0];
    },
  };
}

/** Keeps cookies like a browser, follows nothing. */
export class CookieClient {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async ask(target: string, options: RawRequest = {}): Promise<RawAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie !== '' && { cookie }), ...options.headers };
    const answer = await ask(this.#origin, target, { ...options, headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const name = line.slice(0, line.indexOf('='));
      const value = answer.cookie(name) ?? '';
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

/** Sends bytes and returns all that comes back until the other side closes or falls silent. */
export async function sendBytes(port: number, bytes: string | Buffer, silence = 300): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.setTimeout(silence, () => socket.destroy());
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  socket.write(bytes);
  await once(socket, 'close');
  return received;
}
