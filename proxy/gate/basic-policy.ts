import type { RequestScope } from '../http/request-scope.ts';
import { lowerUserName } from '../kernel/user-name.ts';
import { rangeMatcher } from '../policy/index.ts';
import { handsOutAccess } from './jira-paths.ts';

/** Where Basic authentication, which nobody can be asked for a second factor with, is let through. */
export type BasicAuthSettings = {
  readonly mode: 'block' | 'allow';
  readonly users: readonly string[];
  readonly paths: readonly string[];
  /** From there it is let through: addresses, CIDR ranges, `first-last`. */
  readonly networks: readonly string[];
};

/**
 * Lists count in `block` mode: a listed user anywhere, anybody from a listed network, or anybody below a listed path
 * (canonical spelling only).
 * Nowhere does a password alone get a lasting credential.
 */
export function basicAllowed(
  settings: BasicAuthSettings,
  username: string,
  { path, possiblePaths, address }: Pick<RequestScope, 'path' | 'possiblePaths' | 'address'>,
): boolean {
  if (handsOutAccess(possiblePaths)) return false;
  if (settings.mode === 'allow') return true;
  const name = lowerUserName(username);
  if (settings.users.some((user) => lowerUserName(user) === name)) return true;
  if (isOnNetwork(settings.networks, address)) return true;
  if (path === undefined || namesAction(path)) return false;
  return settings.paths.some((allowed) => isAtOrBelow(path, allowed));
}

const matchers = new WeakMap<readonly string[], (address: string) => boolean>();

/** A list is made ready once: it is the same one until somebody changes the settings. */
function isOnNetwork(networks: readonly string[], address: string): boolean {
  const matcher = matchers.get(networks) ?? rangeMatcher(networks);
  matchers.set(networks, matcher);
  return matcher(address);
}

/** In Jira the last segment picks the action, whatever stands before it: `/rest/x/ViewProfile.jspa` is the profile. */
function namesAction(path: string): boolean {
  return /\.(?:jspa?|action)|!/i.test(path.slice(path.lastIndexOf('/')));
}

function isAtOrBelow(path: string, allowed: string): boolean {
  const base = allowed.replace(/\/+\*{0,2}$/, '');
  return path === base || path.startsWith(`${base}/`);
}
