import type { Exchange } from '../http/exchange.ts';
import { readJsonObject, textField } from '../http/read-body.ts';
import { type Route, route } from '../http/router.ts';
import { sendErrors, sendJson, sendNothing } from '../http/send.ts';
import { refuseBasic } from '../security/basic-login.ts';
import { denyForCaptcha } from '../security/form-login.ts';
import { personForRest } from '../security/guards.ts';
import { logIn } from '../security/log-in.ts';
import { logOut } from '../security/log-out.ts';
import { dropElevation } from '../security/websudo.ts';
import { loginInfo } from './representations.ts';

/** `/rest/auth/1`: the session id comes in the body as well as in the cookie. */
export const sessionRoutes: readonly Route[] = [
  route('POST', '/rest/auth/{1|latest}/session', createSession),
  route('GET', '/rest/auth/{1|latest}/session', showSession),
  route('DELETE', '/rest/auth/{1|latest}/session', endSession),
  route('DELETE', '/rest/auth/{1|latest}/websudo', endWebSudo),
];

async function createSession(exchange: Exchange): Promise<void> {
  // Where passwords are not accepted on REST, this is no exception.
  if (!exchange.jira.settings.basicAuth) {
    exchange.response.removeHeader('X-AUSERNAME');
    refuseBasic(exchange);
    return;
  }
  const body = await readJsonObject(exchange.request);
  const { directory } = exchange.jira;
  const outcome = directory.checkPassword(
    textField(body, 'username') ?? '',
    textField(body, 'password') ?? '',
  );
  switch (outcome.kind) {
    case 'ok':
      logIn(exchange, outcome.person);
      sendJson(exchange, 200, {
        session: { name: 'JSESSIONID', value: exchange.session?.id },
        loginInfo: loginInfo(directory.historyOf(outcome.person)),
      });
      return;
    case 'captcha-required':
      exchange.stampLogin('AUTHENTICATION_DENIED');
      denyForCaptcha(exchange);
      sendErrors(exchange, 403, 'Login denied');
      return;
    case 'failed':
    case 'expired':
      exchange.stampLogin('AUTHENTICATED_FAILED');
      exchange.response.setHeader('WWW-Authenticate', 'JIRA REST POST');
      sendErrors(exchange, 401, 'Login failed');
      return;
    default:
      outcome satisfies never;
  }
}

function showSession(exchange: Exchange): void {
  const person = personForRest(exchange);
  if (!person) return;
  sendJson(exchange, 200, {
    self: exchange.absoluteLink(`/rest/api/latest/user?username=${encodeURIComponent(person.username)}`),
    name: person.username,
    loginInfo: loginInfo(exchange.jira.directory.historyOf(person)),
  });
}

function endSession(exchange: Exchange): void {
  if (!personForRest(exchange)) return;
  logOut(exchange);
  sendNothing(exchange);
}

function endWebSudo(exchange: Exchange): void {
  if (!personForRest(exchange)) return;
  dropElevation(exchange);
  sendNothing(exchange);
}
