import type { RequestScope } from '../http/request-scope.ts';
import { lowerUserName } from '../kernel/user-name.ts';
import { handsOutAccess } from './jira-paths.ts';

/** Where Basic authentication, which nobody can be asked for a second factor with, is let through. */
export type BasicAuthSettings = {
  readonly mode: 'block' | 'allow';
  readonly users: readonly string[];
  readonly paths: readonly string[];
};

/**
 * Lists count in `block` mode: a listed user anywhere, or anybody below a listed path (canonical spelling only).
 * Nowhere does a password alone get a lasting credential.
 */
export function basicAllowed(
  settings: BasicAuthSettings,
  username: string,
  { path, possiblePaths }: Pick<RequestScope, 'path' | 'possiblePaths'>,
): boolean {
  if (handsOutAccess(possiblePaths)) return false;
  if (settings.mode === 'allow') return true;
  const name = lowerUserName(username);
  if (settings.users.some((user) => lowerUserName(user) === name)) return true;
  if (path === undefined || namesAction(path)) return false;
  return settings.paths.some((allowed) => isAtOrBelow(path, allowed));
}

/** In Jira the last segment picks the action, whatever stands before it: `/rest/x/ViewProfile.jspa` is the profile. */
function namesAction(path: string): boolean {
  return /\.(?:jspa?|action)|!/i.test(path.slice(path.lastIndexOf('/')));
}

function isAtOrBelow(path: string, allowed: string): boolean {
  const base = allowed.replace(/\/+\*{0,2}$/, '');
  return path === base || path.startsWith(`${base}/`);
}
