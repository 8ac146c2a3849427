import type { Exchange } from '../http/exchange.ts';
import { sendHtml, sendJson } from '../http/send.ts';
import { personForPage } from '../security/guards.ts';
import { html } from './html.ts';
import { messagePage } from './message-page.ts';

/** Where a person lets an application in, with OAuth 1 or 2. Approving hands out a token that works at once. */
export function consentPage(exchange: Exchange): void {
  const person = personForPage(exchange);
  if (!person) return;
  if (exchange.method === 'POST') {
    sendJson(exchange, 200, { token: exchange.jira.accessTokens.issue(person, 'An application', 90).secret });
    return;
  }
  const form = html`<form method="post"><button class="aui-button" type="submit">Allow</button></form>`;
  const text = `An application asks to act for ${person.displayName}.`;
  sendHtml(exchange, 200, messagePage(exchange, 'Allow access?', text, form));
}
