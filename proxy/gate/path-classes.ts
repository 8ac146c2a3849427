import { leadsTo } from '../kernel/canonical-path.ts';
import { type PathClass, pathClasses } from '../policy/index.ts';
import { changesState, handsOutAccess } from './jira-paths.ts';

/** What a policy may know of where a request leads. */
export type PathFacts = {
  readonly path: PathClass | undefined;
  readonly possiblePaths: ReadonlySet<PathClass>;
};

export type PathRequest = {
  readonly method: string;
  readonly path: string | undefined;
  readonly possiblePaths: ReadonlySet<string>;
  readonly query: string;
};

/** Whole places of Jira's administration, in lower case. */
const administrationPlaces = [
  '/secure/admin',
  '/rest/plugins',
  '/plugins/servlet/upm',
  '/plugins/servlet/applinks',
  '/plugins/servlet/embedded-crowd',
  '/plugins/servlet/two-step/admin',
  '/rest/two-step-admin',
  '/rest/tsv/1.0/totp/unenroll/user',
  '/rest/tsv/latest/totp/unenroll/user',
  '/rest/api/2/application-properties',
  '/rest/api/latest/application-properties',
  '/rest/api/2/settings',
  '/rest/api/latest/settings',
  '/rest/api/2/reindex',
  '/rest/api/latest/reindex',
  '/rest/api/2/cluster',
  '/rest/api/latest/cluster',
] as const;

/**
 * Actions of Jira's administration. The last segment of a path picks the action, whatever stands before it:
 * `/images/ViewUser.jspa` is the page of a user. Jira's own rights and WebSudo stand behind this list; it only says
 * where a fresh factor is asked for.
 */
const administrationActions: ReadonlySet<string> = new Set(
  `addapplication addgroup adduser addnewuser associategroups bulkeditusergroups configurecaching deletegroup deleteuser
  dataimport editapplicationproperties editbasicconfig editsecuritysettings edituser editusergroups externalimport
  globalpermissions groupbrowser importall indexadmin integritychecker invitepeople licensedetails outgoingmailservers
  incomingmailservers promoteadmin scheduleradmin setpassword systeminfo userbrowser viewapplicationproperties
  viewdirectories viewgroup viewlicense viewlisteners viewlogging viewpluginswebwork viewservices viewsysteminfo viewuser
  viewuserproperties viewwebhooks xmlbackup xmlrestore`.split(/\s+/),
);

/**
 * What gives people accounts, passwords and rights by REST, where WebSudo never asks. Only changes count: reading it is
 * every page's business.
 */
const accountPlaces = [
  ...['user/password', 'user/application', 'user/anonymization', 'user/duplicated', 'group', 'role'],
  ...['applicationrole', 'permissionscheme'],
].flatMap(everyVersion);
/** The place itself; below it are people's own columns, pictures and properties. */
const userPlaces = everyVersion('user');

/** Where lists of people come out. */
const userExportPlaces = ['user/search', 'user/list', 'user/bulk', 'group/member'].flatMap(everyVersion);

const portalPlace = '/servicedesk/customer';
const restPlace = '/rest';
const ownSettingsPlace = '/rest/tsv';

/**
 * What a request asks for is counted by every spelling; what it is let off for, by the one thing that it can mean. A
 * place behind a `/_` is that place only where Jira forwards to it: `/secure/attachment/1/_/rest/x` is an attachment.
 */
export function pathFacts(request: PathRequest): PathFacts {
  const { path, possiblePaths } = request;
  if (path === undefined) return { path: undefined, possiblePaths: everyClass };
  const lower = path.toLowerCase();
  const sensitive = sensitiveClasses(request, possiblePaths);
  const certain = classOf(request, lower, (place) => lower === place || lower.startsWith(`${place}/`));
  const forwarded = classOf(request, lower, (place) => leadsTo(new Set([lower]), place));
  const possible = new Set([certain, forwarded, ...sensitive]);
  return { path: certain === forwarded ? certain : undefined, possiblePaths: possible };
}

const everyClass: ReadonlySet<PathClass> = new Set(pathClasses);

function classOf(request: PathRequest, path: string, leads: (place: string) => boolean): PathClass {
  const paths = new Set([path]);
  const [sensitive] = sensitiveClasses(request, paths);
  if (sensitive !== undefined) return sensitive;
  if (actionsOf(paths).length > 0) return 'pages';
  if (leads(portalPlace)) return 'portal';
  // What people do to their own second factor is no interface of Jira's, whichever way they do it.
  return leads(restPlace) && !leads(ownSettingsPlace) ? 'rest' : 'pages';
}

/** The most telling first. */
function sensitiveClasses({ method, query }: PathRequest, paths: ReadonlySet<string>): PathClass[] {
  const found: PathClass[] = [];
  if (isAdministration(paths) || (changesState(method) && changesAccounts(paths))) {
    found.push('administration');
  }
  if (makesTokens(method, paths, query)) found.push('tokens');
  if (userExportPlaces.some((place) => leadsTo(paths, place))) found.push('user_export');
  return found;
}

function isAdministration(paths: ReadonlySet<string>): boolean {
  if (administrationPlaces.some((place) => leadsTo(paths, place))) return true;
  return actionsOf(paths).some((action) => administrationActions.has(action));
}

function changesAccounts(paths: ReadonlySet<string>): boolean {
  if (accountPlaces.some((place) => leadsTo(paths, place))) return true;
  return [...paths].some((path) => userPlaces.some((place) => path === place || path.endsWith(`/_${place}`)));
}

function everyVersion(place: string): string[] {
  return [`/rest/api/2/${place}`, `/rest/api/latest/${place}`];
}

/** Looking at one's tokens is no risk; the page on which they are made is named, so that the question comes before it. */
function makesTokens(method: string, paths: ReadonlySet<string>, query: string): boolean {
  if (changesState(method) && handsOutAccess(paths)) return true;
  return actionsOf(paths).includes('viewprofile') && query.includes('personal-access-tokens');
}

/** `ViewUser` of `/any/thing/ViewUser!default.jspa`, in lower case. */
function actionsOf(paths: ReadonlySet<string>): string[] {
  return [...paths].flatMap((path) => {
    const last = path.slice(path.lastIndexOf('/') + 1);
    const match = /^([^.!]+)(?:![^.]*)?\.(?:jspa?|action)$|^([^.!]+)!/.exec(last);
    return match === null ? [] : [match[1] ?? match[2] ?? ''];
  });
}
