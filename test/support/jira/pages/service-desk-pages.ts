import type { Exchange } from '../http/exchange.ts';
import { redirect, sendErrors, sendHtml } from '../http/send.ts';
import { logIn } from '../security/log-in.ts';
import { xsrfToken } from '../security/xsrf.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import { captchaField, nativeLogin, nativeLoginScript } from './login-page.ts';

/** Portals that a page path may name; anything else in `destination` leads to the list. */
const DESTINATION = /^(portals|portal\/\d+|user\/requests)$/;

export function portalDestination(exchange: Exchange): string {
  const asked = exchange.parameters.get('destination') ?? '';
  return exchange.link(`/servicedesk/customer/${DESTINATION.test(asked) ? asked : 'portals'}`);
}

/** `/servicedesk/customer/portals` */
export function portalsPage(exchange: Exchange): void {
  if (!exchange.person) {
    redirect(exchange, exchange.link('/servicedesk/customer/user/login?destination=portals'));
    return;
  }
  const content = html`<h1>Help Center</h1><section class="card narrow"><h2>Demonstration service desk</h2><p>Welcome, ${exchange.person.displayName}. What can we help you with?</p></section>`;
  sendHtml(exchange, 200, page(exchange, 'Help Center', content));
}

/** `POST /servicedesk/customer/user/signup`: a new customer is logged in at once. */
export function portalSignUp(exchange: Exchange): void {
  const { directory } = exchange.jira;
  const email = exchange.parameters.get('email') ?? '';
  const displayName = exchange.parameters.get('fullname') ?? '';
  const password = exchange.parameters.get('password') ?? '';
  if (!/^\S+@\S+$/.test(email) || password === '' || directory.findByUsername(email)) {
    sendErrors(exchange, 400, 'This account cannot be made.');
    return;
  }
  logIn(exchange, directory.add({ username: email, email, displayName, password }));
  redirect(exchange, portalDestination(exchange));
}

/** `GET /servicedesk/customer/user/login` */
export function portalLoginPage(exchange: Exchange, message?: string): void {
  const { nativeTsv } = exchange.jira.settings;
  const ids = nativeTsv
    ? { username: 'username-field', password: 'password-field', submit: 'login-button' }
    : { username: 'os_username', password: 'os_password', submit: 'js-login-submit' };
  const username = exchange.parameters.get('os_username') ?? '';
  const content = html`<section class="card narrow login"><h1>Help Center</h1><p>Log in to raise a request.</p>
${message !== undefined && html`<div class="aui-message aui-message-error" role="alert">${message}</div>`}
<form class="aui" method="post" action="${exchange.link('/servicedesk/customer/user/login')}"${nativeLogin(exchange, portalDestination(exchange))}>
<label for="${ids.username}">Username</label><input class="text" id="${ids.username}" name="os_username" type="text" value="${username}" autocomplete="username" required>
<label for="${ids.password}">Password</label><input class="text" id="${ids.password}" name="os_password" type="password" autocomplete="current-password" required>
${exchange.jira.directory.needsCaptcha(username) && captchaField(exchange)}
<input type="hidden" name="destination" value="${exchange.parameters.get('destination') ?? ''}"><input type="hidden" name="atl_token" value="${xsrfToken(exchange)}">
<button class="aui-button aui-button-primary" id="${ids.submit}" type="submit">Log in</button></form></section>${nativeLoginScript(exchange)}`;
  sendHtml(exchange, 200, page(exchange, 'Log in to the Help Center', content));
}
