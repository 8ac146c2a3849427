/**
 * All values of one cookie, in order. As lenient as the servlet container: blanks round the sign, quotes
 * round the value, and quotes elsewhere hide nothing.
 */
export function cookieValues(header: string | undefined, name: string): string[] {
  const values: string[] = [];
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    values.push(
      part
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    );
  }
  return values;
}

export type CookieAttributes = {
  path: string;
  httpOnly?: boolean;
  secure?: boolean;
  /** Seconds; 0 removes the cookie, absent lets it end with the browser. */
  maxAge?: number;
};

export function formatCookie(name: string, value: string, attributes: CookieAttributes): string {
  const parts = [`${name}=${value}`];
  if (attributes.maxAge !== undefined) {
    const expires =
      attributes.maxAge === 0 ? new Date(10_000) : new Date(Date.now() + attributes.maxAge * 1000);
    parts.push(`Max-Age=${attributes.maxAge}`, `Expires=${expires.toUTCString()}`);
  }
  parts.push(`Path=${attributes.path}`);
  if (attributes.secure) parts.push('Secure');
  if (attributes.httpOnly) parts.push('HttpOnly');
  return parts.join('; ');
}
