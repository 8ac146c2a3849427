import type { ServerResponse } from 'node:http';

/** Headers of everything that the gate itself answers: never stored, never framed, never guessed at. */
export const ownReplyHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  vary: 'Cookie',
} as const;

export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Every 401 names a way in (RFC 9110 §15.5.2). Tokens, as Jira says it: browsers know no such scheme, and ask nobody for a
 * password.
 */
export const tokenChallenge = 'OAuth realm="Jira"';

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  writeOwnHeaders(res, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': String(text.length),
    ...(status === 401 ? { 'www-authenticate': tokenChallenge } : {}),
  });
  res.statusCode = status;
  res.end(text);
}

export function sendHtml(res: ServerResponse, status: number, html: string): void {
  const text = Buffer.from(html, 'utf8');
  writeOwnHeaders(res, {
    'content-type': 'text/html;charset=UTF-8',
    'content-length': String(text.length),
    'content-security-policy': pagePolicy,
  });
  res.statusCode = status;
  res.end(text);
}

export function sendText(res: ServerResponse, status: number, type: string, content: string): void {
  const text = Buffer.from(content, 'utf8');
  writeOwnHeaders(res, { 'content-type': type, 'content-length': String(text.length) });
  res.statusCode = status;
  res.end(text);
}

/** 303: whatever the method was, the browser comes back with GET. */
export function sendRedirect(res: ServerResponse, location: string, status: 302 | 303 = 303): void {
  writeOwnHeaders(res, { location, 'content-length': '0' });
  res.statusCode = status;
  res.end();
}

export function sendEmpty(res: ServerResponse, status: number): void {
  writeOwnHeaders(res, {});
  res.statusCode = status;
  res.end();
}

export function addCookies(res: ServerResponse, lines: readonly string[]): void {
  for (const line of lines) res.appendHeader('set-cookie', line);
}

function writeOwnHeaders(res: ServerResponse, extra: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ ...ownReplyHeaders, ...extra })) res.setHeader(name, value);
}
