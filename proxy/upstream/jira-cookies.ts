import { type Cookie, parseSetCookie } from '../kernel/cookies.ts';

export const sessionCookie = 'JSESSIONID';

/** Cookies with which Jira opens a session by itself, as it comes. A site may have given Crowd's another name. */
export const usualLoginCookies = ['seraph.rememberme.cookie', 'crowd.token_key'] as const;
const loginCookies: ReadonlySet<string> = new Set(usualLoginCookies);

const ownCookie = /^(?:__Host-|__Secure-)?two-step/;

/**
 * The `Cookie` header for Jira, written anew: at most one session id, and of the browser's other cookies only those
 * that cannot log anybody in (settings, XSRF token, the load balancer's affinity).
 */
export function cookieHeader(cookies: readonly Cookie[], sessionId: string | undefined): string {
  const harmless = cookies.filter(
    ({ name }) => name !== sessionCookie && !loginCookies.has(name) && !ownCookie.test(name),
  );
  const all = sessionId === undefined ? harmless : [{ name: sessionCookie, value: sessionId }, ...harmless];
  return all.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The header for ending a login: the session, and what would open the next one. */
export function everyCookieHeader(
  cookies: readonly Cookie[],
  logins: readonly Cookie[],
  sessionId: string | undefined,
): string {
  return [cookieHeader(cookies, sessionId), ...logins.map(({ name, value }) => `${name}=${value}`)]
    .filter((part) => part !== '')
    .join('; ');
}

/** The header for adopting: no session id, and the cookies that make Jira open one. */
export function adoptingCookieHeader(cookies: readonly Cookie[]): string {
  return cookies
    .filter(({ name }) => name !== sessionCookie && !ownCookie.test(name))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

/** The session id that a reply sets, if any; a deletion is not one. */
export function sessionIdIn(setCookies: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const line of setCookies) {
    const cookie = parseSetCookie(line);
    if (cookie?.name === sessionCookie && !isRemoval(line)) found = cookie.value;
  }
  return found;
}

/** Whether a `Set-Cookie` line takes a cookie away. */
export function isRemoval(line: string): boolean {
  return parseSetCookie(line)?.value === '' || /;\s*max-age=0/i.test(line);
}

/** The header for a session that a reply has just opened: with the load balancer's affinity, or another node answers. */
export function newSessionCookieHeader(setCookies: readonly string[]): string {
  const cookies = setCookies
    .flatMap((line) => parseSetCookie(line) ?? [])
    .filter(({ value }) => value !== '');
  return cookieHeader(cookies, sessionIdIn(setCookies));
}
