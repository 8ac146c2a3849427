import type { Exchange } from '../http/exchange.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';

/** A page with one message and perhaps something to do about it. */
export function messagePage(exchange: Exchange, title: string, text: string, more?: Markup): string {
  return page(
    exchange,
    title,
    html`<section class="card narrow"><h1>${title}</h1><p>${text}</p>${more ?? html`<p><a href="${exchange.link('/secure/Dashboard.jspa')}">Go to the dashboard</a></p>`}</section>`,
  );
}
