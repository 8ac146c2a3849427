import type { Exchange } from '../http/exchange.ts';
import { type Route, route } from '../http/router.ts';
import { sendText } from '../http/send.ts';
import { startEcho } from '../http/websocket-echo.ts';
import { personForRest } from '../security/guards.ts';

export const ECHO_PATH = '/plugins/servlet/stand-in/echo';

/** A WebSocket that greets the user by name and echoes; for those who are logged in. */
export const echoRoutes: readonly Route[] = [route('GET', ECHO_PATH, echo)];

function echo(exchange: Exchange): void {
  const person = personForRest(exchange);
  if (!person) return;
  const { response, upgradeHead } = exchange;
  const key = exchange.header('sec-websocket-key');
  const { socket } = response;
  if (upgradeHead === undefined || key === undefined || !socket) {
    response.setHeader('Upgrade', 'websocket');
    sendText(exchange, 426, 'This is a WebSocket.');
    return;
  }
  const headers = Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, String(one)] as const),
  );
  exchange.record.status = 101;
  response.detachSocket(socket);
  startEcho(socket, { key, headers, greeting: `Hello ${person.username}`, head: upgradeHead });
}
