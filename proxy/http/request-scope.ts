import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { plainAddress } from '../config/index.ts';
import { AppError } from '../kernel/app-error.ts';
import { canonicalPath, possiblePaths } from '../kernel/canonical-path.ts';
import { type Cookie, readCookies } from '../kernel/cookies.ts';
import { classify, type RequestClass } from './request-class.ts';

/** What the gate knows about a request before it decides anything. Made once, at the door. */
export type RequestScope = {
  readonly id: string;
  readonly method: string;
  /** The target as it stood in the request line, in origin form: forwarded byte for byte. */
  readonly target: string;
  readonly rawPath: string;
  readonly query: string;
  /** The one path that the target can mean, below the context path (`/browse/ABC-1`); absent for odd spellings. */
  readonly path: string | undefined;
  /** Every path that a server might take the target for, in lower case, with and without the context path. */
  readonly possiblePaths: ReadonlySet<string>;
  readonly address: string;
  readonly class: RequestClass;
  /** Those that log nobody in, and Jira's session id. */
  readonly cookies: readonly Cookie[];
  /** Those with which Jira opens a session by itself (remember-me, Crowd): kept back, used to adopt that session. */
  readonly loginCookies: readonly Cookie[];
  readonly authorization: string | undefined;
  readonly userAgent: string;
  readonly acceptLanguage: string;
  readonly startedAt: number;
};

export type ScopeOptions = {
  readonly contextPath: string;
  readonly publicHost: string;
  readonly loginCookies: ReadonlySet<string>;
  readonly isTrustedProxy: (address: string) => boolean;
  readonly clock: () => number;
};

/** Enough for every browser and far below what hides fields from Node (CVE-2026-58044). */
const mostHeaderFields = 100;

/** @throws AppError for what can be read in more than one way; Jira never sees such a request. */
export function createRequestScope(req: IncomingMessage, options: ScopeOptions): RequestScope {
  if (req.rawHeaders.length / 2 > mostHeaderFields) {
    throw new AppError('too_many_headers', `${req.rawHeaders.length / 2} header fields`);
  }
  refuseOddMessage(req);
  const target = originForm(req.url ?? '', options.publicHost);
  const reading = readTarget(target, options.contextPath);
  const { rawPath } = reading;
  if (!URL.canParse(target, 'http://target.invalid')) {
    throw new AppError('bad_request', 'a request target that is no URL');
  }
  refuseHiddenSession(rawPath);
  const cookies = readCookies(req.headers.cookie);
  if (cookies.kind === 'ambiguous') throw new AppError('ambiguous_request', cookies.reason);
  return {
    id: randomUUID(),
    method: req.method ?? '',
    target,
    ...reading,
    address: clientAddress(req, options.isTrustedProxy),
    class: classify(req, reading.path),
    cookies: cookies.cookies.filter(({ name }) => !options.loginCookies.has(name)),
    loginCookies: cookies.cookies.filter(({ name }) => options.loginCookies.has(name)),
    authorization: req.headers.authorization,
    userAgent: req.headers['user-agent'] ?? '',
    acceptLanguage: req.headers['accept-language'] ?? '',
    startedAt: options.clock(),
  };
}

/** What a target in origin form means, below the context path. */
export function readTarget(
  target: string,
  contextPath: string,
): Pick<RequestScope, 'rawPath' | 'query' | 'path' | 'possiblePaths'> {
  const queryAt = target.indexOf('?');
  const rawPath = queryAt === -1 ? target : target.slice(0, queryAt);
  return {
    rawPath,
    query: queryAt === -1 ? '' : target.slice(queryAt + 1),
    path: belowContext(canonicalPath(rawPath), contextPath),
    possiblePaths: withoutContext(possiblePaths(rawPath), contextPath.toLowerCase()),
  };
}

/** What Node lets through, and other servers read in their own ways. */
function refuseOddMessage(req: IncomingMessage): void {
  if (req.httpVersionMajor !== 1) throw new AppError('bad_request', `HTTP/${req.httpVersion}`);
  if (countFields(req, 'host') > 1) throw new AppError('ambiguous_request', 'more than one Host');
  if (countFields(req, 'authorization') > 1) {
    throw new AppError('ambiguous_request', 'more than one Authorization header');
  }
}

/** Absolute form (RFC 9112 §3.2.2) is taken for our own host only; `*` and `host:port` have no path to decide on. */
function originForm(target: string, publicHost: string): string {
  if (target.startsWith('/')) return target;
  const match = /^https?:\/\/([^/?#]*)(\/.*)?$/i.exec(target);
  if (match === null || match[1]?.toLowerCase() !== publicHost.toLowerCase()) {
    throw new AppError('bad_request', 'a request target for another host, or without a path');
  }
  return match[2] ?? '/';
}

/** Tomcat takes `;jsessionid=` from any segment; NUL ends a path in more than one place behind us. */
function refuseHiddenSession(rawPath: string): void {
  for (const segment of rawPath.toLowerCase().replaceAll('%3b', ';').split('/')) {
    const parameters = segment.indexOf(';');
    if (parameters !== -1 && segment.includes('jsessionid', parameters)) {
      throw new AppError('ambiguous_request', 'a session id in the path');
    }
  }
  if (/%00/.test(rawPath)) throw new AppError('bad_request', 'a NUL in the path');
}

function belowContext(path: string | undefined, contextPath: string): string | undefined {
  if (path === undefined || contextPath === '') return path;
  if (path === contextPath) return '/';
  return path.startsWith(`${contextPath}/`) ? path.slice(contextPath.length) : undefined;
}

function withoutContext(paths: ReadonlySet<string>, contextPath: string): ReadonlySet<string> {
  if (contextPath === '') return paths;
  const below = [...paths].filter((path) => path.startsWith(`${contextPath}/`));
  return new Set([...paths, ...below.map((path) => path.slice(contextPath.length))]);
}

/** The rightmost address that is not a trusted proxy's. What an untrusted peer says about others is not heard. */
export function clientAddress(req: IncomingMessage, isTrustedProxy: (address: string) => boolean): string {
  const peer = plainAddress(req.socket.remoteAddress ?? '');
  if (!isTrustedProxy(peer)) return peer;
  const header = req.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => hop !== '');
  let address = peer;
  for (const hop of hops.reverse()) {
    const plain = hop.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[([^\]]+)\](?::\d+)?$/, '$1');
    // What is no address says nothing: the proxy that handed it on is the last one known.
    if (isIP(plain) === 0) break;
    address = plain;
    if (!isTrustedProxy(plain)) break;
  }
  return address;
}

function countFields(req: IncomingMessage, wanted: string): number {
  return req.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === wanted).length;
}
