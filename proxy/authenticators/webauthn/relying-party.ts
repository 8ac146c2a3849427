import { isIP } from 'node:net';

/** This site, as browsers name it to keys. */
export type RelyingParty = { readonly id: string; readonly name: string; readonly origin: string };

export type RelyingPartyResult =
  | { readonly kind: 'usable'; readonly party: RelyingParty }
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * From the public URL alone, never from a Host header. Browsers offer keys to secure origins only, and name them by
 * domain: an address is none (WebAuthn Level 3 §5.1.3 and §13.4.9; Secure Contexts §3.1 for localhost).
 */
export function relyingParty(publicOrigin: string, name: () => string): RelyingPartyResult {
  const { hostname, protocol, origin } = new URL(publicOrigin);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    return { kind: 'unusable', reason: 'PUBLIC_URL names an address; security keys need a domain name' };
  }
  const local = hostname === 'localhost' || hostname.endsWith('.localhost');
  if (protocol !== 'https:' && !local) {
    return { kind: 'unusable', reason: 'PUBLIC_URL is not https; security keys need it' };
  }
  const party = {
    ...{ id: hostname, origin },
    // Asked each time: administrators may change it.
    get name() {
      return name();
    },
  };
  return { kind: 'usable', party };
}
