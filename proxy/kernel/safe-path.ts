import { searchField } from './form-fields.ts';

/** A path on this very site that a redirect or a link may lead to. Only this module makes one. */
export type SafePath = string & { readonly __brand: 'SafePath' };

const longest = 2_000;
/** Encoded, a destination may grow threefold; header fields of 8 KB have to hold it. */
const longestInQuery = 5_000;
const loginFields = ['os_username', 'os_password'];
// A fixed base: whatever the parser makes of the input, it must still be on this host.
const base = 'http://destination.invalid';

/**
 * Takes a destination from outside and answers it only when every browser stays on this site with it:
 * one leading slash, no backslash, no control bytes, no credentials or login parameters in it.
 * Answers the fallback for everything else (open redirects: CVE-2019-20479, CVE-2020-11053, CVE-2021-32786).
 */
export function safePath(input: unknown, fallback: SafePath): SafePath {
  return parseSafePath(input) ?? fallback;
}

export function parseSafePath(input: unknown): SafePath | undefined {
  if (typeof input !== 'string' || input.length === 0 || input.length > longest) return undefined;
  if (!input.startsWith('/') || /^\/[/\\]/.test(input)) return undefined;
  // Backslashes and control bytes anywhere, encoded ones in front: browsers and proxies disagree about them.
  if (hasControlOrBackslash(input)) return undefined;
  if (/^\/(?:%(?:0[0-9a-f]|1[0-9a-f]|20|2f|5c|7f)|\s)/i.test(input)) return undefined;
  const query = input.replace(/^[^?]*\??/, '').toLowerCase();
  for (const field of loginFields) if (searchField(query, field) !== 'absent') return undefined;
  const parsed = URL.canParse(input, base) ? new URL(input, base) : undefined;
  if (parsed === undefined || parsed.origin !== base || parsed.pathname.startsWith('//')) return undefined;
  return `${parsed.pathname}${parsed.search}${parsed.hash}` as SafePath;
}

/** For paths that the gate itself writes: a constant below its own context path. */
export function ownPath(path: string): SafePath {
  const parsed = parseSafePath(path);
  if (parsed === undefined) throw new Error('not a path on this site');
  return parsed;
}

/** An address of ours with a destination in its query. One that would make the address too long is left out. */
export function withDestination(path: SafePath, parameter: string, destination: SafePath): SafePath {
  const encoded = encodeURIComponent(destination);
  return encoded.length > longestInQuery ? path : (`${path}?${parameter}=${encoded}` as SafePath);
}

/** One more parameter of an address of ours: a short name or value that the gate itself wrote. */
export function withParameter(path: SafePath, name: string, value: string): SafePath {
  return `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}` as SafePath;
}

function hasControlOrBackslash(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f || code === 0x5c) return true;
  }
  return false;
}
