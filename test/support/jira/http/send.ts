import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Exchange } from './exchange.ts';

const WORTH_COMPRESSING = 1024;

type Options = {
  /** Adds an ETag and answers 304 to a matching If-None-Match. */
  etag?: boolean;
  cacheControl?: string;
};

/** The one way out for everything that is not a stream. */
export function send(
  exchange: Exchange,
  status: number,
  type: string,
  body: string,
  options: Options = {},
): void {
  const { response } = exchange;
  response.statusCode = status;
  response.setHeader('Cache-Control', options.cacheControl ?? 'no-cache, no-store, no-transform');
  if (options.etag) {
    const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    response.setHeader('ETag', tag);
    if (exchange.header('if-none-match')?.includes(tag)) {
      response.statusCode = 304;
      response.end();
      return;
    }
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Vary', 'Accept-Encoding');
  let bytes = Buffer.from(body);
  if (bytes.length > WORTH_COMPRESSING && /\bgzip\b/.test(exchange.header('accept-encoding') ?? '')) {
    bytes = gzipSync(bytes);
    response.setHeader('Content-Encoding', 'gzip');
  }
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

export function sendJson(exchange: Exchange, status: number, value: unknown, options?: Options): void {
  send(exchange, status, 'application/json;charset=UTF-8', JSON.stringify(value), options);
}

export function sendText(exchange: Exchange, status: number, text: string): void {
  send(exchange, status, 'text/plain;charset=UTF-8', text);
}

export function sendHtml(exchange: Exchange, status: number, page: string, options?: Options): void {
  send(exchange, status, 'text/html;charset=UTF-8', page, options);
}

export function sendNothing(exchange: Exchange, status = 204): void {
  exchange.response.statusCode = status;
  if (status !== 204) exchange.response.setHeader('Content-Length', 0);
  exchange.response.end();
}

/** @param location with the context path; relative, as the servlet container sends it */
export function redirect(exchange: Exchange, location: string): void {
  exchange.response.setHeader('Location', location);
  exchange.response.setHeader('Cache-Control', 'no-cache, no-store, no-transform');
  sendNothing(exchange, 302);
}

/** The envelope of Jira's REST API for what went wrong. */
export function sendErrors(exchange: Exchange, status: number, ...messages: string[]): void {
  sendJson(exchange, status, { errorMessages: messages, errors: {} });
}
