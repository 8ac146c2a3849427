import type { Exchange } from '../http/exchange.ts';
import { sendHtml } from '../http/send.ts';
import { personForPage } from '../security/guards.ts';
import { html } from './html.ts';
import { page } from './layout.ts';

/** `ViewProfile.jspa`, one's own or, with `?name=`, somebody else's. */
export function profilePage(exchange: Exchange): void {
  const caller = personForPage(exchange);
  if (!caller) return;
  const { directory, accessTokens } = exchange.jira;
  const person = directory.findByUsername(exchange.parameters.get('name') ?? '') ?? caller;
  const tokens = person === caller ? accessTokens.listOf(person.key) : [];
  const content = html`<h1 id="up-user-title-name">${person.displayName}</h1>
<section class="card narrow"><h2>Details</h2><dl>
<dt>Username</dt><dd id="up-d-username">${person.username}</dd>
<dt>Email</dt><dd>${person.email}</dd>
<dt>Language</dt><dd>${person.locale}</dd>
<dt>Groups</dt><dd>${person.groups.join(', ')}</dd></dl></section>
${person === caller && html`<section class="card narrow"><h2>Personal access tokens</h2><ul class="tokens">${tokens.map((token) => html`<li>${token.name}</li>`)}</ul></section>`}`;
  sendHtml(exchange, 200, page(exchange, `User profile: ${person.displayName}`, content));
}

export function avatar(exchange: Exchange): void {
  const person = exchange.jira.directory.findByKey(exchange.query.get('ownerId') ?? '');
  const letter = person?.displayName.slice(0, 1) ?? '?';
  const hue =
    [...(person?.key ?? '')].reduce((sum, character) => sum + character.charCodeAt(0) * 47, 0) % 360;
  const picture = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="hsl(${hue},55%,42%)"/><text x="12" y="16.5" text-anchor="middle" font-family="sans-serif" font-size="13" fill="#fff">${letter}</text></svg>`;
  exchange.response.setHeader('Content-Type', 'image/svg+xml');
  exchange.response.setHeader('Cache-Control', 'private, max-age=3600');
  exchange.response.end(picture.text);
}
