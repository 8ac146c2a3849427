import type { Exchange } from '../http/exchange.ts';
import { sendHtml } from '../http/send.ts';
import { sendXsrfError } from '../security/guards.ts';
import { html } from './html.ts';
import { messagePage } from './message-page.ts';

/** `ForgotLoginDetails.jspa` */
export function forgotLoginPage(exchange: Exchange): void {
  const text = 'The stand-in sends no mail. The passwords are printed when it starts.';
  const back = html`<p><a href="${exchange.link('/login.jsp')}">Back to the login</a></p>`;
  sendHtml(exchange, 200, messagePage(exchange, "Can't access your account?", text, back));
}

/** `ResetPassword!default.jspa?os_username=…&token=…`, the link in a mail */
export function resetPasswordPage(exchange: Exchange): void {
  const username = exchange.parameters.get('os_username') ?? '';
  sendHtml(exchange, 200, messagePage(exchange, 'Reset password', `Choose a new password for ${username}.`));
}

/** `POST ResetPassword.jspa`: the mailed token and a new password. Nobody is logged in by it. */
export function resetPasswordAction(exchange: Exchange): void {
  const { parameters, jira } = exchange;
  const person = jira.directory.findByUsername(parameters.get('os_username') ?? '');
  const password = parameters.get('password') ?? '';
  const valid = person !== undefined && parameters.get('token') === `reset-${person.key}` && password !== '';
  if (valid) jira.directory.change(person.key, { password });
  const text = valid ? 'Log in with your new password.' : 'This link is not valid.';
  sendHtml(exchange, 200, messagePage(exchange, 'Reset password', text));
}

/** `XsrfErrorAction.jspa` */
export function xsrfErrorPage(exchange: Exchange): void {
  sendXsrfError(exchange);
}
