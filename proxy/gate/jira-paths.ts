import { leadsTo } from '../kernel/canonical-path.ts';

/** The few places in Jira that the gate knows by name. All are matched on canonical paths, exactly. */

/** Where Jira itself takes a password: `os_password` may be posted here and nowhere else. */
const loginPaths: ReadonlySet<string> = new Set([
  '/login.jsp',
  '/rest/gadget/1.0/login',
  '/rest/auth/1/session',
  '/rest/auth/latest/session',
  '/servicedesk/customer/user/login',
]);

const logoutPaths: ReadonlySet<string> = new Set([
  '/logout',
  '/logoutconfirm.jsp',
  '/alreadyloggedout.jsp',
  '/secure/Logout.jspa',
  '/secure/Logout!default.jspa',
]);

/** Where an identity provider sends people back to. */
const singleSignOnPaths: ReadonlySet<string> = new Set([
  '/plugins/servlet/samlconsumer',
  '/plugins/servlet/oidc/callback',
]);

export function isSingleSignOn(path: string | undefined): boolean {
  return path !== undefined && singleSignOnPaths.has(path);
}

export const webSudoPath = '/secure/admin/WebSudoAuthenticate.jspa';

/** Whether a server might take the target for a login though it is not spelled as one. */
export function isOddLogin(path: string | undefined, possible: ReadonlySet<string>): boolean {
  if (path !== undefined && loginPaths.has(path)) return false;
  return [...loginPaths].some((login) => leadsTo(possible, login));
}

/** Where Jira hands out what works without a password from then on: tokens, consents, links between applications. */
const accessPlaces = [
  '/rest/pat',
  '/rest/oauth2',
  '/rest/applinks',
  '/rest/applinks-oauth',
  '/plugins/servlet/oauth',
  '/plugins/servlet/oauth2',
  '/plugins/servlet/applinks',
] as const;

export function handsOutAccess(possible: ReadonlySet<string>): boolean {
  return accessPlaces.some((place) => leadsTo(possible, place));
}

/** Where people, and administrators for others, change a password. */
const passwordPlaces = [
  '/secure/ChangePassword.jspa',
  '/secure/ChangePassword!default.jspa',
  '/rest/api/2/myself/password',
  '/rest/api/latest/myself/password',
  '/rest/api/2/user/password',
  '/rest/api/latest/user/password',
] as const;

/** A sign that a password changes. Only ever used to take something away, so it is taken from every spelling. */
export function changesPassword(method: string, possible: ReadonlySet<string>): boolean {
  return changesState(method) && passwordPlaces.some((place) => leadsTo(possible, place.toLowerCase()));
}

export function isLogin(method: string, path: string | undefined): boolean {
  return method === 'POST' && path !== undefined && loginPaths.has(path);
}

export function isLogout(method: string, path: string | undefined): boolean {
  if (path === undefined) return false;
  if (method === 'DELETE') return path === '/rest/auth/1/session' || path === '/rest/auth/latest/session';
  return logoutPaths.has(path);
}

/**
 * Jira's static files, for somebody who still owes a factor. The last path segment picks the action in Jira
 * (`/images/Dashboard.jspa` is the dashboard) and `/s/<anything>/_/X` is `X`: so the whole path has to match, in a
 * small alphabet, with an ending that no action has.
 */
const staticFile =
  /^(?:\/s\/(?:[A-Za-z0-9._-]+\/)+_)?\/(?:images|static-assets|download\/(?:resources|batch|contextbatch))\/(?:[A-Za-z0-9._-]+\/)*[A-Za-z0-9._-]+\.(?:css|js|png|gif|svg|ico|jpg|woff|woff2)$/;

export function isPublicResource(method: string, path: string | undefined): boolean {
  if (path === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  return path === '/status' || path === '/favicon.ico' || staticFile.test(path);
}

/** Methods that RFC 9110 §9.2.1 calls safe. Jira changes things on GET too, so this only shortens caches. */
export function changesState(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
