import type { Exchange } from '../http/exchange.ts';
import { type Route, route } from '../http/router.ts';
import { redirect, sendJson, sendText } from '../http/send.ts';
import { portalDestination, portalLoginPage } from '../pages/service-desk-pages.ts';
import type { PasswordOutcome } from '../people/directory.ts';
import { isCaptchaWord } from '../security/captchas.ts';
import { logIn } from '../security/log-in.ts';
import { hasXsrfToken } from '../security/xsrf.ts';

/** Logins that take a form and answer 200 with JSON, whatever the outcome. */
export const formLoginRoutes: readonly Route[] = [
  route('POST', '/rest/gadget/1.0/login', (exchange) => answerJson(exchange, attempt(exchange))),
  route('GET', '/servicedesk/customer/user/login', (exchange) => portalLoginPage(exchange)),
  route('POST', '/servicedesk/customer/user/login', portalLogin),
];

function attempt(exchange: Exchange): PasswordOutcome {
  const { parameters, query, jira } = exchange;
  const username = parameters.get('os_username') ?? '';
  const password = query.has('os_password') ? '' : (parameters.get('os_password') ?? '');
  const solved = isCaptchaWord(parameters.get('os_captcha'));
  const outcome = jira.directory.checkPassword(username, password, solved);
  if (outcome.kind === 'ok') {
    logIn(exchange, outcome.person, { remember: parameters.get('os_cookie') === 'true' });
  } else {
    exchange.stampLogin(
      outcome.kind === 'captcha-required' ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED',
    );
  }
  return outcome;
}

function answerJson(exchange: Exchange, outcome: PasswordOutcome): void {
  const due = exchange.jira.directory.needsCaptcha(exchange.parameters.get('os_username') ?? '');
  sendJson(exchange, 200, {
    loginSucceeded: outcome.kind === 'ok',
    loginError: outcome.kind !== 'ok' && outcome.kind !== 'captcha-required',
    captchaFailure: outcome.kind === 'captcha-required',
    isElevatedSecurityCheckShown: due,
    allowCookies: true,
    externalUserManagement: false,
    isPublicMode: false,
    communicationError: false,
    contactAdminLink: `<a href="${exchange.link('/secure/ContactAdministrators!default.jspa')}">Jira administrators</a>`,
    loginFailedByPermissions: false,
  });
}

/** JSON for scripts; a browser that submits the form is sent on or shown the form again. */
function portalLogin(exchange: Exchange): void {
  if (!hasXsrfToken(exchange)) {
    sendText(exchange, 403, 'XSRF check failed');
    return;
  }
  const outcome = attempt(exchange);
  if (!/text\/html/.test(exchange.header('accept') ?? '')) answerJson(exchange, outcome);
  else if (outcome.kind === 'ok') redirect(exchange, portalDestination(exchange));
  else portalLoginPage(exchange, 'Sorry, that did not work. Check your username and password.');
}
