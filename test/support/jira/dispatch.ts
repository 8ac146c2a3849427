import type { Exchange } from './http/exchange.ts';
import { matchRoute, type Route } from './http/router.ts';
import { send, sendHtml, sendNothing, sendText } from './http/send.ts';
import { messagePage } from './pages/message-page.ts';
import { isStaticPath, staticFile } from './pages/static-files.ts';
import { findAction } from './routes.ts';

/** Finds the action, page or resource for a request that has passed the filters, and runs it. */
export async function dispatch(exchange: Exchange, routes: readonly Route[]): Promise<void> {
  const { path, method } = exchange;
  if (path.endsWith('.jspa')) {
    const action = findAction(path);
    if (action) await action(exchange, {});
    else notFound(exchange);
    return;
  }
  if (isStaticPath(path)) {
    staticFile(exchange);
    return;
  }
  const match = matchRoute(routes, method, path);
  switch (match.kind) {
    case 'found':
      await match.handle(exchange, match.values);
      return;
    case 'other-methods': {
      exchange.response.setHeader('Allow', [...new Set([...match.allowed, 'OPTIONS'])].join(','));
      if (method === 'OPTIONS') sendNothing(exchange, 200);
      else sendText(exchange, 405, 'Method Not Allowed');
      return;
    }
    case 'none':
      notFound(exchange);
      return;
    default:
      match satisfies never;
  }
}

function notFound(exchange: Exchange): void {
  if (exchange.path.startsWith('/rest/')) {
    const message = 'null for uri';
    const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><status><status-code>404</status-code><message>${message}</message></status>`;
    send(exchange, 404, 'application/xml;charset=UTF-8', body);
    return;
  }
  const text = 'The page that you were looking for is not here.';
  sendHtml(exchange, 404, messagePage(exchange, "Oops, you've found a dead link", text));
}
