/** The gate's own cookies: their names and attributes, from the public origin and the context path. */
export type OwnCookies = {
  /** Holds the secret half of a verified session. */
  readonly verified: string;
  /** Holds the id of the conversation that this browser is in. */
  readonly conversation: string;
  /** Remembers which people verified in this browser, and how. */
  readonly browser: string;
  /** Stands in for the second factor for some days. */
  readonly device: string;
  /** Says that this browser's person was told until when they may go on without a factor. Decides nothing. */
  readonly later: string;
  /** Holds the token of a link that leads back to the setup, until that is done. */
  readonly setUpAgain: string;
  set(name: string, value: string): string;
  /** Outlives the browser's window. @param seconds for how long */
  keep(name: string, value: string, seconds: number): string;
  clear(name: string): string;
};

/**
 * `__Host-` where the whole host is ours, `__Secure-` below a context path (the cookie must not reach other
 * applications on the host), and neither on plain http, where browsers refuse both (RFC 6265bis §4.1.3).
 */
export function createOwnCookies(publicOrigin: string, contextPath: string): OwnCookies {
  const secure = publicOrigin.startsWith('https:');
  const prefix = secure ? (contextPath === '' ? '__Host-' : '__Secure-') : '';
  const attributes = `Path=${contextPath === '' ? '/' : contextPath}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    verified: `${prefix}two-step`,
    conversation: `${prefix}two-step-conversation`,
    browser: `${prefix}two-step-browser`,
    device: `${prefix}two-step-device`,
    later: `${prefix}two-step-later`,
    setUpAgain: `${prefix}two-step-again`,
    set: (name, value) => `${name}=${value}; ${attributes}`,
    keep: (name, value, seconds) => `${name}=${value}; ${attributes}; Max-Age=${seconds}`,
    clear: (name) => `${name}=; ${attributes}; Max-Age=0`,
  };
}
