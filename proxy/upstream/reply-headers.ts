import type { IncomingMessage, ServerResponse } from 'node:http';

const endsHere: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What caches on the way listen to before all else. */
const forSharedCaches: ReadonlySet<string> = new Set([
  'surrogate-control',
  'cdn-cache-control',
  'x-accel-expires',
]);
/** The rest of what caches listen to. */
const saysHowToCache: ReadonlySet<string> = new Set([
  'cache-control',
  'expires',
  'pragma',
  ...forSharedCaches,
]);

export type ReplyChanges = {
  readonly setCookies: readonly string[];
  readonly cacheControl: string | undefined;
  readonly personal: boolean;
};

/**
 * Jira's reply header for the client, as raw name and value pairs: order, case and repetitions stay. Cookies are the
 * ones handed in, after those that were set on the reply before (an adopted session, a cookie of ours).
 */
export function buildReplyHeaders(
  reply: IncomingMessage,
  res: ServerResponse,
  { setCookies, cacheControl, personal }: ReplyChanges,
): string[] {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < reply.rawHeaders.length; at += 2) {
    const name = reply.rawHeaders[at] ?? '';
    const lower = name.toLowerCase();
    if (endsHere.has(lower) || lower === 'set-cookie') continue;
    if (cacheControl !== undefined && saysHowToCache.has(lower)) continue;
    if (personal && forSharedCaches.has(lower)) continue;
    pairs.push(name, reply.rawHeaders[at + 1] ?? '');
  }
  if (cacheControl !== undefined) pairs.push('Cache-Control', cacheControl);
  const own = res.getHeader('set-cookie');
  res.removeHeader('set-cookie');
  for (const line of Array.isArray(own) ? own : own === undefined ? [] : [String(own)])
    pairs.push('Set-Cookie', line);
  for (const line of setCookies) pairs.push('Set-Cookie', line);
  return pairs;
}
