import type { Exchange } from '../http/exchange.ts';
import { type Route, route } from '../http/router.ts';
import { sendErrors, sendJson, sendText } from '../http/send.ts';
import { escapeHtml } from '../pages/html.ts';
import { administratorForRest, personForRest } from '../security/guards.ts';
import { fullUserBean, userBean } from './representations.ts';

/** Who am I, who is that, and what may I do. */
export const userRoutes: readonly Route[] = [
  route('GET', '/rest/api/{2|latest}/myself', myself),
  route('GET', '/rest/api/{2|latest}/user', user),
  route('GET', '/rest/api/{2|latest}/user/search', searchUsers),
  route('GET', '/rest/api/{2|latest}/user/picker', pickUsers),
  route('GET', '/rest/api/{2|latest}/mypermissions', myPermissions),
  route('PUT', '/rest/api/{2|latest}/user/password', setPassword),
  route('GET', '/rest/api/{2|latest}/groups/picker', pickGroups),
  route('GET', '/rest/api/{2|latest}/group/member', groupMembers),
  route('GET', '/plugins/servlet/applinks/whoami', (exchange) =>
    sendText(exchange, 200, exchange.person?.username ?? ''),
  ),
];

const MOST_RESULTS = 100;
const PAGE = 50;

function myself(exchange: Exchange): void {
  const person = personForRest(exchange);
  if (person) sendJson(exchange, 200, fullUserBean(exchange, person));
}

function user(exchange: Exchange): void {
  if (!personForRest(exchange)) return;
  const { directory } = exchange.jira;
  const username = exchange.query.get('username');
  const key = exchange.query.get('key');
  if (username === undefined && key === undefined) {
    sendErrors(exchange, 400, 'Either the username or the key query parameters need to be provided');
    return;
  }
  const found = key === undefined ? directory.findByUsername(username ?? '') : directory.findByKey(key);
  if (found) {
    sendJson(exchange, 200, fullUserBean(exchange, found));
    return;
  }
  const what = key === undefined ? `The user named '${username}'` : `The user with the key '${key}'`;
  sendErrors(exchange, 404, `${what} does not exist`);
}

function searchUsers(exchange: Exchange): void {
  if (!personForRest(exchange)) return;
  const wanted = exchange.query.get('username') ?? '';
  const from = exchange.query.getNumber('startAt', 0, 1_000_000);
  const most = exchange.query.getNumber('maxResults', 50, MOST_RESULTS);
  const inactiveToo = exchange.query.get('includeInactive') === 'true';
  const found = exchange.jira.directory
    .search(wanted === '.' || wanted === '%' ? '' : wanted)
    .filter((person) => person.active || inactiveToo)
    .slice(0, exchange.jira.settings.userSearchEnd);
  sendJson(
    exchange,
    200,
    found.slice(from, from + most).map((person) => userBean(exchange, person)),
  );
}

function pickUsers(exchange: Exchange): void {
  const query = exchange.query.get('query') ?? '';
  const most = exchange.query.getNumber('maxResults', 50, MOST_RESULTS);
  const found = exchange.person
    ? exchange.jira.directory.search(query).filter((person) => person.active)
    : [];
  const users = found.slice(0, most).map((person) => ({
    name: person.username,
    key: person.key,
    html: escapeHtml(`${person.displayName} - ${person.email} (${person.username})`),
    displayName: person.displayName,
    avatarUrl: exchange.absoluteLink(`/secure/useravatar?ownerId=${encodeURIComponent(person.key)}`),
  }));
  const header = `Showing ${users.length} of ${found.length} matching users`;
  sendJson(exchange, 200, { users, total: found.length, header });
}

function myPermissions(exchange: Exchange): void {
  const { person } = exchange;
  const all = [
    permission('0', 'ADMINISTER', 'Jira Administrators', 'GLOBAL', person?.isAdmin),
    permission('44', 'SYSTEM_ADMIN', 'Jira System Administrators', 'GLOBAL', person?.isSystemAdmin),
    permission('27', 'USER_PICKER', 'Browse Users', 'GLOBAL', person !== undefined),
    permission('10', 'BROWSE_PROJECTS', 'Browse Projects', 'PROJECT', person !== undefined),
    permission('11', 'CREATE_ISSUES', 'Create Issues', 'PROJECT', person !== undefined),
  ];
  const asked = exchange.query.get('permissions')?.split(',');
  const shown = all.filter(({ key }) => asked?.includes(key) ?? true);
  sendJson(exchange, 200, { permissions: Object.fromEntries(shown.map((entry) => [entry.key, entry])) });
}

function permission(id: string, key: string, name: string, type: string, havePermission = false) {
  return { id, key, name, type, description: `${name}.`, havePermission };
}

function pickGroups(exchange: Exchange): void {
  const query = (exchange.query.get('query') ?? '').toLowerCase();
  const all = exchange.person ? exchange.jira.directory.groups() : [];
  const found = all.filter((name) => name.toLowerCase().includes(query));
  const groups = found
    .slice(0, exchange.query.getNumber('maxResults', 20, MOST_RESULTS))
    .map((name) => ({ name, html: escapeHtml(name), labels: [] }));
  const header = `Showing ${groups.length} of ${found.length} matching groups`;
  sendJson(exchange, 200, { header, total: found.length, groups });
}

function groupMembers(exchange: Exchange): void {
  if (!administratorForRest(exchange)) return;
  const { directory } = exchange.jira;
  const group = exchange.query.get('groupname') ?? '';
  const name = directory.groups().find((known) => known.toLowerCase() === group.toLowerCase());
  if (name === undefined) {
    sendErrors(exchange, 404, `The group named '${group}' does not exist.`);
    return;
  }
  const inactiveToo = exchange.query.get('includeInactiveUsers') === 'true';
  const members = directory.people.filter(
    (person) => person.groups.includes(name) && (person.active || inactiveToo),
  );
  const startAt = exchange.query.getNumber('startAt', 0, 1_000_000);
  const maxResults = exchange.query.getNumber('maxResults', PAGE, PAGE);
  sendJson(exchange, 200, {
    self: exchange.absoluteLink(`/rest/api/2/group/member?groupname=${encodeURIComponent(name)}`),
    maxResults,
    startAt,
    total: members.length,
    isLast: startAt + maxResults >= members.length,
    values: members.slice(startAt, startAt + maxResults).map((person) => userBean(exchange, person)),
  });
}

/** Only that it was allowed: nobody logs in with the new password here. */
function setPassword(exchange: Exchange): void {
  const { person } = exchange;
  if (person?.isAdmin === true) sendText(exchange, 204, '');
  else sendErrors(exchange, 403, 'You do not have permission to change this password.');
}
