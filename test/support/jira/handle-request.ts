import type { IncomingMessage, ServerResponse } from 'node:http';
import { dispatch } from './dispatch.ts';
import { charsetOf } from './http/charset.ts';
import { Exchange } from './http/exchange.ts';
import { Parameters } from './http/parameters.ts';
import { readBody } from './http/read-body.ts';
import { parseRequestTarget, type RequestTarget } from './http/request-target.ts';
import type { Route } from './http/router.ts';
import { staticFile } from './pages/static-files.ts';
import type { RecordedRequest } from './request-log.ts';
import { stampAccessLog, stampBrowserProtection } from './security/access-log.ts';
import { resolveCaller } from './security/resolve-caller.ts';
import { passesRestXsrf, xsrfToken } from './security/xsrf.ts';
import type { World } from './world.ts';

const MOST_FORM_BYTES = 2 * 1024 * 1024;

type Incoming = {
  jira: World;
  request: IncomingMessage;
  response: ServerResponse;
  record: RecordedRequest;
  upgradeHead: Buffer | undefined;
};

/** The filters in their order, and at the end of the chain the page or resource. */
export async function handleRequest(incoming: Incoming, routes: readonly Route[]): Promise<void> {
  const { jira, request, response } = incoming;
  if (await jira.faults.strike(response)) return;
  const target = parseRequestTarget(request.url ?? '', request.headers.host);
  if (!target) {
    plainAnswer(response, 400, 'Bad Request');
    return;
  }
  const path = pathInContext(target, jira.settings.contextPath);
  if (path === undefined) {
    if (target.path === jira.settings.contextPath) {
      response.setHeader('Location', `${target.path}/`);
      plainAnswer(response, 302, '');
    } else plainAnswer(response, 404, 'Not Found');
    return;
  }
  if (request.method === 'TRACE') {
    plainAnswer(response, 405, 'Method Not Allowed');
    return;
  }
  if (path === '/status') {
    response.setHeader('Content-Type', 'application/json;charset=UTF-8');
    response.end('{"state":"RUNNING"}');
    return;
  }
  const exchange = await createExchange(incoming, target, path);
  stampBrowserProtection(exchange);
  // Batches come from a filter of their own, before anybody asks who is calling.
  if (/^\/download\/(context)?batch\//.test(path) && !path.endsWith('.jspa')) staticFile(exchange);
  else if (resolveCaller(exchange) === 'go-on') await runServlet(exchange, routes);
}

async function runServlet(exchange: Exchange, routes: readonly Route[]): Promise<void> {
  const isRest = exchange.path.startsWith('/rest/');
  stampAccessLog(exchange);
  if (isRest && !passesRestXsrf(exchange)) return;
  if (!isRest && exchange.caller.by === 'session') xsrfToken(exchange);
  await dispatch(exchange, routes);
}

/** Without the context path, and without a cache-busting prefix `/s/…/_`. Undefined outside the context. */
function pathInContext(target: RequestTarget, contextPath: string): string | undefined {
  if (!target.path.startsWith(`${contextPath}/`)) return undefined;
  const path = target.path.slice(contextPath.length);
  const inner = /^\/s\/.*\/_(\/.*)$/s.exec(path)?.[1] ?? path;
  return /^\/(web|meta)-inf(\/|$)/i.test(inner) ? undefined : inner;
}

async function createExchange(incoming: Incoming, target: RequestTarget, path: string): Promise<Exchange> {
  const { request } = incoming;
  const type = request.headers['content-type'];
  const charset = charsetOf(type);
  const sources = [target.query];
  if (request.method === 'POST' && /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(type ?? '')) {
    const body = await readBody(request, MOST_FORM_BYTES);
    if (body) sources.push(body.toString('latin1'));
  }
  return new Exchange({
    ...incoming,
    target,
    path,
    query: new Parameters([target.query], charset),
    parameters: new Parameters(sources, charset),
  });
}

function plainAnswer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/html;charset=utf-8');
  response.end(text === '' ? '' : `<html><body><h1>HTTP Status ${status} – ${text}</h1></body></html>`);
}
