import type { Exchange } from '../http/exchange.ts';
import type { Person } from '../people/person.ts';
import { rememberOnThisBrowser } from './remember-me.ts';

/**
 * Puts a person into the session of this request. Unless the same person is there already, the session ends
 * and a new one with a new id takes its place.
 */
export function logIn(exchange: Exchange, person: Person, options: { remember?: boolean } = {}): void {
  const { sessions, settings } = exchange.jira;
  const before = exchange.session;
  if (before === undefined) exchange.adoptSession(sessions.open());
  else if (before.userKey !== person.key && settings.rotateSessions) {
    exchange.adoptSession(sessions.rotate(before));
  }
  if (exchange.session) exchange.session.userKey = person.key;
  exchange.caller = { by: 'session', person };
  if (options.remember) rememberOnThisBrowser(exchange, person);
  exchange.stampLogin('OK');
}
