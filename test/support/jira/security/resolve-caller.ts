import type { Exchange } from '../http/exchange.ts';
import { sendText } from '../http/send.ts';
import { parseAuthorization } from './authorization-header.ts';
import { logInByBasic, refuseBasic } from './basic-login.ts';
import { logInByForm } from './form-login.ts';
import { logIn } from './log-in.ts';
import { REMEMBER_ME_COOKIE } from './remember-me.ts';
import { logInBySingleSignOn } from './single-sign-on.ts';
import { logInByToken } from './token-login.ts';

export type Verdict = 'go-on' | 'answered';
type AuthType = 'none' | 'cookie' | 'basic' | 'any';

/**
 * Finds out who is calling. Tokens come first and leave no session; then the session, a posted login form,
 * the remember-me cookie and Basic, each of which may open one.
 */
export function resolveCaller(exchange: Exchange): Verdict {
  const authorization = parseAuthorization(exchange.header('authorization'));
  if (authorization.scheme === 'basic' && !exchange.jira.settings.basicAuth) return refuseBasic(exchange);
  if (logInByToken(exchange, authorization) === 'answered') return 'answered';
  if (exchange.caller.by === 'token') return 'go-on';

  const authType = authTypeOf(exchange);
  const sentSessionIds = findSession(exchange);
  if (authType !== 'none') {
    logInByForm(exchange);
    if (exchange.caller.by === 'nobody') logInByCookie(exchange);
    if (exchange.caller.by === 'nobody') logInBySingleSignOn(exchange);
    if (exchange.caller.by === 'nobody' && logInByBasic(exchange, authorization) === 'answered')
      return 'answered';
  }
  if (exchange.caller.by === 'nobody') {
    if (authType === 'any' && sentSessionIds && !exchange.session) {
      sendText(exchange, 401, "os_authType was 'any' and an invalid cookie was sent.");
      return 'answered';
    }
    if (authType === 'basic' && authorization.scheme !== 'basic') {
      exchange.response.setHeader('WWW-Authenticate', 'Basic realm="protected-area"');
      sendText(exchange, 401, 'Basic authentication is required.');
      return 'answered';
    }
  }
  if (!exchange.session) exchange.adoptSession(exchange.jira.sessions.open());
  return 'go-on';
}

/** REST resources take anything but complain about a stale cookie; the session resource looks at it only. */
function authTypeOf(exchange: Exchange): AuthType {
  const asked = exchange.parameters.get('os_authType');
  if (asked === 'none' || asked === 'cookie' || asked === 'basic' || asked === 'any') return asked;
  if (exchange.path.startsWith('/rest/auth/')) return 'none';
  return exchange.path.startsWith('/rest/') ? 'any' : 'cookie';
}

/** The first cookie that names a live session; the id in the path counts only without any such cookie. */
function findSession(exchange: Exchange): boolean {
  const { sessions, directory } = exchange.jira;
  const cookies = exchange.cookies('JSESSIONID');
  const inPath = exchange.target.pathSessionId;
  const ids = cookies.length > 0 || inPath === undefined ? cookies : [inPath];
  for (const id of ids) {
    const session = sessions.find(id);
    if (!session) continue;
    exchange.session = session;
    const person = session.userKey === null ? undefined : directory.findByKey(session.userKey);
    if (person?.active) exchange.caller = { by: 'session', person };
    return true;
  }
  return ids.length > 0;
}

function logInByCookie(exchange: Exchange): void {
  for (const cookie of exchange.cookies(REMEMBER_ME_COOKIE)) {
    const userKey = exchange.jira.rememberMe.findUserKey(cookie);
    const person = userKey === undefined ? undefined : exchange.jira.directory.findByKey(userKey);
    if (person?.active) {
      logIn(exchange, person);
      return;
    }
  }
}
