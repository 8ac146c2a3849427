/**
 * Attack (slowloris, slow POST): hold connections, and with them memory and connections to Jira, by sending a byte now
 * and then, or nothing at all. Headers have to be complete in time and bodies have to move on; others are served meanwhile.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateHere, SetClock, startGateHere } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const head = 'Host: localhost\r\nContent-Length: 1000000\r\n';

describe('a client that is slow on purpose', () => {
  const steady = new SetClock(0);
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateHere;
  beforeAll(async () => {
    [jira, database] = await Promise.all([startStandInJira(), createDatabase()]);
    const environment = { JIRA_URL: jira.url, DATABASE_URL: database.url };
    gate = await startGateHere(environment, Date.now, steady.read);
  });
  afterAll(async () => {
    await gate?.close();
    await jira?.close();
    await database?.drop();
  });

  async function send(text: string): Promise<{ socket: Socket; received: () => string }> {
    const socket = connect(gate.port, '127.0.0.1').on('error', () => undefined);
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    await once(socket, 'connect');
    socket.write(text);
    return { socket, received: () => received };
  }
  const othersAreServed = async () => {
    expect((await ask(gate.url, '/rest/api/2/serverInfo')).status).toBe(200);
  };

  it('and never finishes its header is ended, one of many like it', async () => {
    const many = await Promise.all(
      Array.from({ length: 50 }, () => send('GET / HTTP/1.1\r\nHost: localhost\r\nX-')),
    );
    await othersAreServed();
    await Promise.all(many.map(({ socket }) => once(socket, 'close')));
    await othersAreServed();
  });

  it.each([
    [
      'a form',
      `POST /login.jsp HTTP/1.1\r\n${head}Content-Type: application/x-www-form-urlencoded\r\n\r\nos_username=a`,
    ],
    [
      'what goes on to Jira',
      `POST /rest/api/2/issue HTTP/1.1\r\n${head}Content-Type: application/json\r\n\r\n{`,
    ],
    [
      'what is for the gate itself',
      `POST /rest/tsv/1.0/authenticate HTTP/1.1\r\n${head}Content-Type: application/json\r\n\r\n{`.replace(
        '1000000',
        '1000',
      ),
    ],
  ])('and never finishes %s is ended', async (_, text) => {
    const { socket, received } = await send(text);
    const closed = once(socket, 'close');
    await othersAreServed();
    // Until the gate has looked once after the minute.
    const passing = setInterval(() => steady.pass(61_000), 500);
    await closed;
    clearInterval(passing);
    expect(received()).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/);
    await othersAreServed();
  });
});
