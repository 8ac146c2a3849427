import { connect } from 'node:net';
import type { StandInJira } from '../jira/index.ts';
import { ask } from '../jira/raw-client.ts';
import type { Visitor } from './visitor.ts';

export type Heard = {
  /** Status codes in the order of the answers. */
  readonly statuses: readonly number[];
  readonly text: string;
};

/**
 * Sends bytes on a connection of its own and hears everything until the gate ends it, so that silence is never taken
 * for an answer. The last request has to ask for the end (`smuggled` does), or the gate has to refuse.
 */
export function converse(port: number, bytes: string, within = 10_000): Promise<Heard> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the gate left the connection open after ${JSON.stringify(text.slice(0, 200))}`));
    }, within);
    // A gate that refuses in the middle of what it is sent may reset the connection: then there is no answer.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('end', () => socket.resetAndDestroy());
    socket.once('close', () => {
      clearTimeout(timer);
      const lines = text.matchAll(/HTTP\/1\.1 (\d{3}) /g);
      resolve({ text, statuses: [...lines].map(([, status]) => Number(status)) });
    });
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}

/** A request of raw bytes; a body brings no length with it. */
export function rawRequest(line: string, fields: readonly string[] = [], body = ''): string {
  return `${[`${line} HTTP/1.1`, 'Host: localhost', ...fields].join('\r\n')}\r\n\r\n${body}`;
}

/** What an attacker hides behind another request. Where it is answered, the connection ends with it. */
export const smuggled = rawRequest('GET /smuggled', ['Connection: close']);

export function cookiesOf(visitor: Visitor): string {
  return [...visitor.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** What Jira was asked for, the gate's own question who somebody is left out. */
export function askedOfJira(jira: StandInJira): string[] {
  return jira.requests
    .map(({ method, target }) => `${method} ${target}`)
    .filter((line) => line !== 'GET /rest/api/2/myself?expand=groups');
}

/** Whom the next honest requests are answered for: after an attack, still those who ask. */
export async function honestAnswers(gateUrl: string, verified: Visitor): Promise<[unknown, unknown]> {
  const person = (await verified.client.ask('/rest/api/2/myself')).json() as { name?: unknown };
  const anybody = (await ask(gateUrl, '/rest/api/2/serverInfo')).json() as { serverTitle?: unknown };
  return [person.name, anybody.serverTitle];
}
