import type { Exchange } from '../http/exchange.ts';
import { isCaptchaWord } from './captchas.ts';
import { logIn } from './log-in.ts';

/**
 * `os_username` and `os_password` log in on any URL, after which the page or resource runs as usual. A
 * password in the query string is not looked at.
 */
export function logInByForm(exchange: Exchange): void {
  const { parameters, query, jira } = exchange;
  const username = parameters.get('os_username');
  const password = parameters.get('os_password');
  if (username === undefined || password === undefined || query.has('os_password')) return;
  if (exchange.path.startsWith('/rest/gadget/') || exchange.path.startsWith('/servicedesk/')) return;

  const captchaSolved = isCaptchaWord(parameters.get('os_captcha'));
  const outcome = jira.directory.checkPassword(username, password, captchaSolved);
  switch (outcome.kind) {
    case 'ok': {
      const role = parameters.get('user_role');
      const { person } = outcome;
      if ((role === 'SYSADMIN' && !person.isSystemAdmin) || (role === 'ADMIN' && !person.isAdmin)) {
        exchange.stampLogin('AUTHORISATION_FAILED');
        return;
      }
      logIn(exchange, person, { remember: parameters.get('os_cookie') === 'true' });
      return;
    }
    case 'captcha-required':
      exchange.stampLogin('AUTHENTICATION_DENIED');
      denyForCaptcha(exchange);
      return;
    case 'failed':
    case 'expired':
      exchange.stampLogin('AUTHENTICATED_FAILED');
      return;
    default:
      outcome satisfies never;
  }
}

export function denyForCaptcha(exchange: Exchange): void {
  exchange.response.setHeader(
    'X-Authentication-Denied-Reason',
    `CAPTCHA_CHALLENGE; login-url=${exchange.absoluteLink('/login.jsp')}`,
  );
}
