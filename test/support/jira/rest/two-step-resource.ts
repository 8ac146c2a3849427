import type { Exchange } from '../http/exchange.ts';
import { readJsonObject, textField } from '../http/read-body.ts';
import { type Route, route } from '../http/router.ts';
import { sendJson } from '../http/send.ts';
import { personForRest } from '../security/guards.ts';
import { logIn } from '../security/log-in.ts';
import { safeDestination } from '../security/safe-destination.ts';

/** Jira's own password login over REST. Its two-step verification is switched off, so it never answers 412. */
export const twoStepRoutes: readonly Route[] = [
  route('POST', '/rest/tsv/{1.0|latest}/authenticate', authenticate),
  route('GET', '/rest/tsv/{1.0|latest}/authenticate/captcha', captcha),
  route('GET', '/rest/tsv/{1.0|latest}/status', status),
  route('*', '/rest/tsv/{1.0|latest}/*', anythingElse),
  route('GET', '/rest/authconfig/{1.0|latest}/login-options', loginOptions),
];

async function authenticate(exchange: Exchange): Promise<void> {
  const { directory, captchas } = exchange.jira;
  const body = await readJsonObject(exchange.request);
  const username = textField(body, 'username') ?? '';
  const solved = captchas.consume(textField(body, 'captchaId'), textField(body, 'captchaChallenge'));
  const outcome = directory.checkPassword(username, textField(body, 'password') ?? '', solved);
  if (outcome.kind === 'ok') {
    logIn(exchange, outcome.person, { remember: String(body?.rememberMe).toLowerCase() === 'true' });
    sendJson(exchange, 200, { next: safeDestination(exchange, textField(body, 'targetUrl')) });
    return;
  }
  const expired = outcome.kind === 'expired';
  exchange.stampLogin(outcome.kind === 'captcha-required' ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED');
  sendJson(exchange, 401, {
    message: expired
      ? 'Your password has expired.'
      : 'Sorry, your username and password are incorrect. Please try again.',
    captchaRequired: directory.needsCaptcha(username),
    expiredCredentials: expired,
  });
}

function captcha(exchange: Exchange): void {
  const captchaId = exchange.jira.captchas.issue();
  sendJson(exchange, 200, { captchaId, captchaImageUrl: exchange.link(`/captcha?__r=${captchaId}`) });
}

function status(exchange: Exchange): void {
  if (personForRest(exchange)) sendJson(exchange, 200, { twoSVActive: false, methods: [] });
}

function anythingElse(exchange: Exchange): void {
  if (personForRest(exchange))
    sendJson(exchange, 400, { message: 'Two-step verification is switched off in Jira.' });
}

function loginOptions(exchange: Exchange): void {
  const type = 'LOGIN_FORM';
  sendJson(exchange, 200, { size: 1, limit: 50, isLastPage: true, start: 0, values: [{ id: 0, type }] });
}
