import type { Exchange } from '../http/exchange.ts';
import { redirect, sendHtml } from '../http/send.ts';
import { safeDestination } from '../security/safe-destination.ts';
import { xsrfToken } from '../security/xsrf.ts';
import { html, type Markup } from './html.ts';
import { page, RESOURCES } from './layout.ts';

type Ids = { username: string; password: string; remember: string; submit: string; form: string };

const LEGACY_IDS: Ids = {
  form: 'login-form',
  username: 'login-form-username',
  password: 'login-form-password',
  remember: 'login-form-remember-me',
  submit: 'login-form-submit',
};
const CURRENT_IDS: Ids = {
  form: 'login-panel',
  username: 'username-field',
  password: 'password-field',
  remember: 'rememberMe-uid1',
  submit: 'login-button',
};

/**
 * `/login.jsp`, any method. The filters have tried a posted name and password already; what is left is to send
 * people on or to show the form.
 */
export function loginPage(exchange: Exchange): void {
  const { parameters, person } = exchange;
  const destination = parameters.get('os_destination');
  const lacksRights = parameters.get('permissionViolation') === 'true' && !parameters.has('os_password');
  const failed = exchange.response.getHeader('X-Seraph-LoginReason');
  if (person && !lacksRights && (failed === undefined || failed === 'OK')) {
    redirect(exchange, safeDestination(exchange, destination));
    return;
  }
  sendHtml(exchange, 200, page(exchange, 'Log in', loginForm(exchange, messageFor(exchange))));
}

function messageFor(exchange: Exchange): string | undefined {
  switch (exchange.response.getHeader('X-Seraph-LoginReason')) {
    case 'AUTHENTICATED_FAILED':
      return 'Sorry, your username and password are incorrect - please try again.';
    case 'AUTHENTICATION_DENIED':
      return 'Sorry, you must enter the characters of the picture as well.';
    case 'AUTHORISATION_FAILED':
      return 'You do not have the right to see what you asked for.';
    default:
      if (exchange.parameters.get('permissionViolation') !== 'true') return undefined;
      return exchange.person
        ? `You are logged in as ${exchange.person.displayName}, who may not see this page.`
        : 'You must log in to access this page.';
  }
}

function loginForm(exchange: Exchange, message: string | undefined): Markup {
  const { parameters, jira } = exchange;
  const ids = jira.settings.nativeTsv ? CURRENT_IDS : LEGACY_IDS;
  const username = parameters.get('os_username') ?? '';
  return html`<section class="card narrow login"><h1>Welcome to Stand-in Jira</h1>
${message !== undefined && html`<div class="aui-message aui-message-error" role="alert">${message}</div>`}
<form action="${exchange.link('/login.jsp')}" method="post" id="${ids.form}" class="aui"${nativeLogin(exchange)}>
<label for="${ids.username}">Username</label>
<input class="text" id="${ids.username}" name="os_username" type="text" value="${username}" autocomplete="username" autocapitalize="none" required>
<label for="${ids.password}">Password</label>
<input class="text" id="${ids.password}" name="os_password" type="password" autocomplete="current-password" required>
${jira.directory.needsCaptcha(username) && captchaField(exchange)}
<div class="checkbox"><input id="${ids.remember}" name="os_cookie" type="checkbox" value="true"> <label for="${ids.remember}">Remember my login on this computer</label></div>
<input type="hidden" name="os_destination" value="${parameters.get('os_destination') ?? ''}">
<input type="hidden" name="user_role" value="${parameters.get('user_role') ?? ''}">
<input type="hidden" name="atl_token" value="${xsrfToken(exchange)}">
<button class="aui-button aui-button-primary" id="${ids.submit}" name="login" value="Log In" type="submit">Log in</button>
<a class="forgot" href="${exchange.link('/secure/ForgotLoginDetails.jspa')}">Can't access your account?</a>
</form></section>${nativeLoginScript(exchange)}`;
}

/** What the script goes by. */
export function nativeLogin(exchange: Exchange, destination = ''): Markup {
  if (!exchange.jira.settings.nativeLoginPage) return html``;
  const context = exchange.link('');
  return html` data-native-login="${exchange.link('/rest/tsv/1.0')}" data-context="${context}" data-destination="${destination.slice(context.length)}"`;
}

export function nativeLoginScript(exchange: Exchange): Markup {
  if (!exchange.jira.settings.nativeLoginPage) return html``;
  return html`<script defer src="${exchange.link(`${RESOURCES}/login.js`)}"></script>`;
}

export function captchaField(exchange: Exchange): Markup {
  return html`<label for="captcha-field">Please enter the word as shown below</label>
<img class="captcha" src="${exchange.link('/captcha?__r=1')}" alt="Captcha" width="160" height="50">
<input class="text" id="captcha-field" name="os_captcha" type="text" autocomplete="off" required>`;
}
