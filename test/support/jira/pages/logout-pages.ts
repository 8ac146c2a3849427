import type { Exchange } from '../http/exchange.ts';
import { redirect, sendHtml } from '../http/send.ts';
import { logOut } from '../security/log-out.ts';
import { hasXsrfToken, xsrfToken } from '../security/xsrf.ts';
import { html } from './html.ts';
import { messagePage } from './message-page.ts';

/** `/logout` and `Logout!default.jspa`: the latter shows the farewell, the former leads to it. */
export function logoutAction(exchange: Exchange): void {
  if (exchange.person) {
    if (!hasXsrfToken(exchange)) {
      redirect(exchange, exchange.link('/logoutconfirm.jsp'));
      return;
    }
    logOut(exchange);
  }
  if (exchange.path === '/logout') {
    redirect(exchange, exchange.link('/secure/Logout!default.jspa'));
    return;
  }
  const again = html`<p><a href="${exchange.link('/login.jsp')}">Log in again</a></p>`;
  sendHtml(exchange, 200, messagePage(exchange, 'Logout', 'You are now logged out.', again));
}

/** `/logoutconfirm.jsp` */
export function logoutConfirmPage(exchange: Exchange): void {
  if (!exchange.person) {
    alreadyLoggedOutPage(exchange);
    return;
  }
  const form = html`<form class="aui" id="confirm-logout" method="post" action="${exchange.link('/secure/Logout!default.jspa')}"><input type="hidden" name="atl_token" value="${xsrfToken(exchange)}"><button class="aui-button aui-button-primary" id="confirm-logout-submit" type="submit">Log out</button></form>`;
  const text = `You are logged in as ${exchange.person.displayName}. Do you want to log out?`;
  sendHtml(exchange, 200, messagePage(exchange, 'Confirm logout', text, form));
}

export function alreadyLoggedOutPage(exchange: Exchange): void {
  const again = html`<p><a href="${exchange.link('/login.jsp')}">Log in again</a></p>`;
  sendHtml(exchange, 200, messagePage(exchange, 'Logout', 'You are already logged out.', again));
}
