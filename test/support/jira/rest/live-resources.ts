import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../http/exchange.ts';
import { type Route, route } from '../http/router.ts';
import { sendJson } from '../http/send.ts';
import { personForRest } from '../security/guards.ts';

/** Answers that take their time: a long poll and a stream. And one that an app sends without a thought for caches. */
export const liveRoutes: readonly Route[] = [
  route('GET', '/rest/stand-in/1.0/poll', poll),
  route('GET', '/rest/stand-in/1.0/stream', stream),
  route('GET', '/plugins/servlet/stand-in/careless*', careless),
];

const LONGEST = 10 * 60_000;

/** `?ms=` says how long to hold the request. */
async function poll(exchange: Exchange): Promise<void> {
  const person = personForRest(exchange);
  if (!person) return;
  const waited = exchange.query.getNumber('ms', 1000, LONGEST);
  await wait(waited, undefined, { ref: false });
  sendJson(exchange, 200, { user: person.username, waited });
}

function careless(exchange: Exchange): void {
  const person = personForRest(exchange);
  if (!person) return;
  const { response } = exchange;
  response.setHeader('X-Accel-Expires', '600');
  response.setHeader('Expires', new Date(Date.now() + 600_000).toUTCString());
  sendJson(exchange, 200, { user: person.username }, { cacheControl: 'public, max-age=600, s-maxage=3600' });
}

/** `?chunks=&ms=`: a line at a time, without a Content-Length. */
async function stream(exchange: Exchange): Promise<void> {
  const person = personForRest(exchange);
  if (!person) return;
  const { response } = exchange;
  const chunks = exchange.query.getNumber('chunks', 5, 100_000);
  const pause = exchange.query.getNumber('ms', 100, LONGEST);
  response.setHeader('Content-Type', 'text/plain;charset=UTF-8');
  response.setHeader('Cache-Control', 'no-store');
  for (let i = 1; i <= chunks && !response.destroyed; i += 1) {
    response.write(`chunk ${i} for ${person.username}\n`);
    if (i < chunks) await wait(pause, undefined, { ref: false });
  }
  response.end();
}
