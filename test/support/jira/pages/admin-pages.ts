import type { Exchange } from '../http/exchange.ts';
import { redirect, sendHtml } from '../http/send.ts';
import { versionNumbers } from '../options.ts';
import { personForPage } from '../security/guards.ts';
import { safeDestination } from '../security/safe-destination.ts';
import { elevate, passesWebSudo } from '../security/websudo.ts';
import { passesActionXsrf, xsrfToken } from '../security/xsrf.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';

/** `ViewApplicationProperties.jspa` */
export function applicationPropertiesPage(exchange: Exchange): void {
  if (!personForPage(exchange, 'ADMIN') || !passesWebSudo(exchange)) return;
  const { settings } = exchange.jira;
  const content = html`<h1>General configuration</h1>${tabs(exchange)}<section class="card"><dl>
<dt>Title</dt><dd>Stand-in Jira</dd>
<dt>Version</dt><dd>${versionNumbers(settings).join('.')}</dd>
<dt>Base URL</dt><dd>${exchange.absoluteLink('')}</dd>
<dt>Maximum authentication attempts allowed</dt><dd>3</dd>
<dt>Sessions</dt><dd>${exchange.jira.sessions.count}</dd></dl></section>`;
  sendHtml(exchange, 200, page(exchange, 'General configuration', content));
}

/** `UserBrowser.jspa` */
export function userBrowserPage(exchange: Exchange): void {
  if (!personForPage(exchange, 'ADMIN') || !passesWebSudo(exchange)) return;
  const rows = exchange.jira.directory.people.map(
    (person) =>
      html`<tr><td>${person.displayName}</td><td>${person.username}</td><td>${person.groups.join(', ')}</td><td>${person.active ? 'Active' : 'Inactive'}</td></tr>`,
  );
  const content = html`<h1>Users</h1>${tabs(exchange)}<section class="card scroll"><table class="aui" id="user_browser_table"><thead><tr><th>Full name</th><th>Username</th><th>Groups</th><th>State</th></tr></thead><tbody>${rows}</tbody></table></section>`;
  sendHtml(exchange, 200, page(exchange, 'Users', content));
}

function tabs(exchange: Exchange): Markup {
  return html`<p class="breadcrumb"><a href="${exchange.link('/secure/admin/ViewApplicationProperties.jspa')}">General configuration</a> · <a href="${exchange.link('/secure/admin/user/UserBrowser.jspa')}">Users</a></p>`;
}

/** `WebSudoAuthenticate!default.jspa` */
export function webSudoPage(exchange: Exchange): void {
  if (personForPage(exchange, 'ADMIN')) sendForm(exchange);
}

/** `WebSudoAuthenticate.jspa` */
export function webSudoAction(exchange: Exchange): void {
  const person = personForPage(exchange, 'ADMIN');
  if (!person || !passesActionXsrf(exchange)) return;
  if (exchange.parameters.get('webSudoPassword') !== person.password) {
    sendForm(exchange, 'The password you entered is incorrect.');
    return;
  }
  elevate(exchange);
  redirect(exchange, safeDestination(exchange, exchange.parameters.get('webSudoDestination')));
}

function sendForm(exchange: Exchange, message?: string): void {
  const destination = exchange.parameters.get('webSudoDestination') ?? '';
  const content = html`<section class="card narrow login"><h1>Administrator access</h1>
<p>You have requested access to an administrative function and are required to validate your credentials below.</p>
${message !== undefined && html`<div class="aui-message aui-message-error" role="alert">${message}</div>`}
<form class="aui" id="login-form" method="post" action="${exchange.link('/secure/admin/WebSudoAuthenticate.jspa')}">
<label>Username</label><p>${exchange.person?.username}</p>
<label for="login-form-authenticatePassword">Password</label>
<input class="text" id="login-form-authenticatePassword" name="webSudoPassword" type="password" autocomplete="current-password" required>
<input type="hidden" name="webSudoDestination" value="${destination}"><input type="hidden" name="webSudoIsPost" value="false">
<input type="hidden" name="atl_token" value="${xsrfToken(exchange)}">
<button class="aui-button aui-button-primary" id="login-form-submit" type="submit">Confirm</button></form></section>`;
  sendHtml(exchange, 200, page(exchange, 'Administrator access', content));
}
