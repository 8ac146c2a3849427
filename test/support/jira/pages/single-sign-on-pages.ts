import type { Exchange } from '../http/exchange.ts';
import { redirect, sendErrors } from '../http/send.ts';
import { logIn } from '../security/log-in.ts';
import { safeDestination } from '../security/safe-destination.ts';

/** `POST /plugins/servlet/samlconsumer` and `GET /plugins/servlet/oidc/callback`: the identity provider's word. */
export function singleSignOnCallback(exchange: Exchange): void {
  const name = exchange.parameters.get('SAMLResponse') ?? exchange.parameters.get('code') ?? '';
  const person = exchange.jira.directory.findByUsername(name);
  if (!person?.active) {
    sendErrors(exchange, 401, 'The identity provider does not know you.');
    return;
  }
  logIn(exchange, person);
  redirect(exchange, safeDestination(exchange, exchange.parameters.get('RelayState')));
}

/** `/plugins/servlet/samlsso`, an app whose filter has logged in already. */
export function samlAppPage(exchange: Exchange): void {
  redirect(exchange, exchange.link(exchange.person ? '/secure/Dashboard.jspa' : '/login.jsp'));
}
