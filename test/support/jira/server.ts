import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { handleRequest } from './handle-request.ts';
import { parseRequestTarget } from './http/request-target.ts';
import { ECHO_PATH } from './rest/echo-resource.ts';
import { routesFor } from './routes.ts';
import type { World } from './world.ts';

/** As Jira's connector: everything above the body, cookies included. */
const MOST_HEADER_BYTES = 8192;

export function createJiraServer(jira: World): Server {
  const routes = routesFor(jira.settings.nativeTsv);
  const handle = (request: IncomingMessage, response: ServerResponse, upgradeHead?: Buffer) => {
    const record = jira.log.record(request, response);
    response.on('error', () => response.destroy());
    handleRequest({ jira, request, response, record, upgradeHead }, routes).catch(() => giveUp(response));
  };
  const isEcho = (request: IncomingMessage) =>
    request.headers.upgrade?.toLowerCase() === 'websocket' &&
    (parseRequestTarget(request.url ?? '', request.headers.host)?.path.endsWith(ECHO_PATH) ?? false);

  // An upgrade that nobody offers is not refused; the request is answered like any other.
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES, shouldUpgradeCallback: isEcho });
  server.maxHeadersCount = 0;
  server.keepAliveTimeout = 20_000;
  server.requestTimeout = 0;
  server.on('request', (request, response) => handle(request, response));
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    handle(request, responseOn(request, socket), head);
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  return server;
}

/** For an upgrade Node makes no response; one is needed in case the answer is a plain one. */
function responseOn(request: IncomingMessage, socket: Duplex): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.once('finish', () => socket.end());
  // Once the socket is detached the response would never hear of its end.
  socket.once('close', () => response.emit('close'));
  return response;
}

/** The client has gone, or the stand-in has a fault of its own. */
function giveUp(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'text/plain' }).end('Internal Server Error');
}
