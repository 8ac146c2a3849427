import type { Exchange } from '../http/exchange.ts';
import { REMEMBER_ME_COOKIE } from './remember-me.ts';

/** Ends the session, opens an anonymous one and takes the remember-me cookie away. */
export function logOut(exchange: Exchange): void {
  const { sessions, rememberMe } = exchange.jira;
  for (const cookie of exchange.cookies(REMEMBER_ME_COOKIE)) {
    rememberMe.revoke(cookie);
    exchange.setCookie(REMEMBER_ME_COOKIE, '', { httpOnly: true, maxAge: 0 });
  }
  if (exchange.session) sessions.invalidate(exchange.session.id);
  exchange.adoptSession(sessions.open());
  exchange.caller = { by: 'nobody' };
  exchange.stampLogin('OUT');
}
