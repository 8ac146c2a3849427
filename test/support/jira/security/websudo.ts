import type { Exchange } from '../http/exchange.ts';
import { redirect } from '../http/send.ts';

const ELEVATION = 10 * 60_000;

/** Whether the password was given again within ten minutes. Tokens are not asked. Redirects to the form itself. */
export function passesWebSudo(exchange: Exchange): boolean {
  const { session, jira } = exchange;
  if (exchange.caller.by === 'token') return true;
  if (session && session.elevatedUntil > jira.settings.clock()) {
    session.elevatedUntil = jira.settings.clock() + ELEVATION;
    exchange.response.setHeader('X-Atlassian-WebSudo', 'Has-Authentication');
    return true;
  }
  const query = exchange.target.query === '' ? '' : `?${exchange.target.query}`;
  const destination = encodeURIComponent(`${exchange.path}${query}`);
  redirect(
    exchange,
    exchange.link(`/secure/admin/WebSudoAuthenticate!default.jspa?webSudoDestination=${destination}`),
  );
  return false;
}

/** Elevation always moves the session to a new id. */
export function elevate(exchange: Exchange): void {
  const { session, jira } = exchange;
  if (!session) return;
  const fresh = jira.sessions.rotate(session);
  fresh.userKey = session.userKey;
  fresh.elevatedUntil = jira.settings.clock() + ELEVATION;
  exchange.adoptSession(fresh);
  exchange.response.setHeader('X-Atlassian-WebSudo', 'Has-Authentication');
}

export function dropElevation(exchange: Exchange): void {
  if (exchange.session) exchange.session.elevatedUntil = 0;
  exchange.response.setHeader('X-Atlassian-WebSudo', 'Require-Authentication');
}
