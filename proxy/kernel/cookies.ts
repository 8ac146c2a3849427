/** Request cookies, read more strictly than any server behind us does (RFC 6265 §4.1.1). */
export type Cookie = { readonly name: string; readonly value: string };
export type CookieReading =
  | { readonly kind: 'read'; readonly cookies: readonly Cookie[] }
  | { readonly kind: 'ambiguous'; readonly reason: string };

const wellFormed = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=([!#-+\--:<-[\]-~,]*)$/;
const mentionsSession = /jsessionid/i;
/** What servers make session ids of, node names and padding included; a comma would hide it from Tomcat. */
const sessionValue = /^[A-Za-z0-9._~!+/=-]*$/;

/**
 * Splits a `Cookie` header. A piece that is not `name=value` is dropped: the header for Jira is written anew, so Jira
 * never sees it. Where such a piece could hide a session id (Tomcat finds `JSESSIONID` inside quotes and after stray
 * blanks), or where there is more than one, the whole header is ambiguous.
 */
export function readCookies(header: string | undefined): CookieReading {
  if (header === undefined || header === '') return { kind: 'read', cookies: [] };
  const cookies: Cookie[] = [];
  for (const piece of header.split(';')) {
    const match = wellFormed.exec(withoutBlanks(piece));
    if (match?.[1] !== undefined && match[2] !== undefined) {
      cookies.push({ name: match[1], value: match[2] });
    } else if (mentionsSession.test(piece)) {
      return { kind: 'ambiguous', reason: 'a malformed session cookie' };
    }
  }
  const sessions = cookies.filter((cookie) => cookie.name === 'JSESSIONID');
  if (sessions.length > 1) return { kind: 'ambiguous', reason: 'more than one session cookie' };
  if (sessions.some(({ value }) => !sessionValue.test(value))) {
    return { kind: 'ambiguous', reason: 'a malformed session cookie' };
  }
  return { kind: 'read', cookies };
}

/** Only blanks, and in linear time: other white space is not trimmed away by every server. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === ' ') start += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  return text.slice(start, end);
}

export function cookieValue(cookies: readonly Cookie[], name: string): string | undefined {
  return cookies.find((cookie) => cookie.name === name)?.value;
}

/** The name and value of a `Set-Cookie` line, without its attributes. */
export function parseSetCookie(line: string): Cookie | undefined {
  const pair = line.split(';', 1)[0] ?? '';
  const at = pair.indexOf('=');
  if (at <= 0) return undefined;
  return { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() };
}
