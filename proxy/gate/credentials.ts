import { Buffer } from 'node:buffer';
import type { RequestScope } from '../http/request-scope.ts';
import { cookieValue } from '../kernel/cookies.ts';
import { searchField } from '../kernel/form-fields.ts';
import { sessionCookie } from '../upstream/jira-cookies.ts';

/** What a request brings along to say who sends it. Nothing of it is believed before Jira was asked. */
export type Credentials =
  | { readonly kind: 'refused'; readonly code: 'bad_request' | 'ambiguous_request'; readonly reason: string }
  /** A token: machine access, which is not asked for a second factor. */
  | { readonly kind: 'machine'; readonly signed: false; readonly authorization: string }
  /** An OAuth 1 signature (RFC 5849 §3.5), which fits one request; without a header it stands in its parameters. */
  | { readonly kind: 'machine'; readonly signed: true; readonly authorization: string | undefined }
  | { readonly kind: 'basic'; readonly username: string; readonly authorization: string }
  | {
      readonly kind: 'browser';
      readonly sessionId: string | undefined;
      /** The gate's own half of a verified session. */
      readonly verifiedSecret: string | undefined;
      /** Whether there is something, a session aside, that makes Jira open a session. */
      readonly adoptable: boolean;
      /** A scheme such as `Negotiate` that logs in like a password does. */
      readonly authorization: string | undefined;
    };

/**
 * What every signed request has (RFC 5849 §3.1). Jira looks at a signature only where all of it is there; `oauth_token`
 * alone is the address of its consent page, for people.
 */
const signatureFields = ['signature', 'signature_method', 'consumer_key', 'timestamp', 'nonce'];

/** Whether a query or a form carries an OAuth 1 signature. */
export function isSigned(encoded: string): boolean {
  return signatureFields.every((field) => searchField(encoded, `oauth_${field}`) === 'found');
}

export function readCredentials(
  scope: RequestScope,
  verifiedCookie: string,
  signedForm: boolean,
): Credentials {
  // A password in a URL stands in histories and logs, and Jira would log in and act in one request.
  if (searchField(scope.query, 'os_password') !== 'absent') {
    return { kind: 'refused', code: 'bad_request', reason: 'a password in the query string' };
  }
  const { authorization } = scope;
  if (signedForm || isSigned(scope.query)) {
    return authorization === undefined
      ? { kind: 'machine', authorization, signed: true }
      : { kind: 'refused', code: 'ambiguous_request', reason: 'a signature beside an Authorization header' };
  }
  const scheme = authorization === undefined ? '' : (authorization.split(/\s/, 1)[0] ?? '').toLowerCase();
  if (scheme === 'oauth') return { kind: 'machine', authorization, signed: true };
  if (authorization !== undefined && scheme === 'bearer') {
    return { kind: 'machine', authorization, signed: false };
  }
  if (authorization !== undefined && scheme === 'basic') return readBasic(authorization);
  return {
    kind: 'browser',
    sessionId: cookieValue(scope.cookies, sessionCookie) || undefined,
    verifiedSecret: cookieValue(scope.cookies, verifiedCookie) || undefined,
    adoptable: scope.loginCookies.some(({ value }) => value !== '') || authorization !== undefined,
    authorization,
  };
}

/** RFC 7617 §2. The header is written anew, so that Jira reads the same name that the gate has read. */
function readBasic(authorization: string): Credentials {
  const match = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization);
  const text = match?.[1] === undefined ? '' : Buffer.from(match[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || text.includes('�')) {
    return { kind: 'refused', code: 'bad_request', reason: 'malformed Basic credentials' };
  }
  return {
    kind: 'basic',
    username: text.slice(0, colon),
    authorization: `Basic ${Buffer.from(text, 'utf8').toString('base64')}`,
  };
}
