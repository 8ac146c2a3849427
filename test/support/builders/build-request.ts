import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { RequestScope } from '../../../proxy/http/request-scope.ts';
import { canonicalPath, possiblePaths } from '../../../proxy/kernel/canonical-path.ts';

export type RequestParts = {
  readonly method?: string;
  readonly url?: string;
  /** In order and case, repetitions included. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly remoteAddress?: string;
};

type ParsedMessage = IncomingMessage & { _addHeaderLines(fields: string[], count: number): void };

/** A request as Node's parser hands it over, without a connection behind it. */
export function buildRequest(parts: RequestParts = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: parts.remoteAddress ?? '192.0.2.1' });
  const request = new IncomingMessage(socket);
  request.httpVersionMajor = 1;
  request.method = parts.method ?? 'GET';
  request.url = parts.url ?? '/';
  const fields = (parts.headers ?? []).flat();
  // The parser's own way in: Node's rules for repeated fields apply.
  (request as ParsedMessage)._addHeaderLines(fields, fields.length);
  return request;
}

export function buildScope(changes: Partial<RequestScope> = {}): RequestScope {
  const rawPath = changes.rawPath ?? changes.path ?? '/';
  return {
    id: 'request 1',
    method: 'GET',
    target: rawPath,
    rawPath,
    query: '',
    path: canonicalPath(rawPath),
    possiblePaths: possiblePaths(rawPath),
    address: '192.0.2.1',
    class: 'page',
    cookies: [],
    loginCookies: [],
    authorization: undefined,
    userAgent: 'test',
    acceptLanguage: '',
    startedAt: 0,
    ...changes,
  };
}
