/**
 * Attack: a hundred clients that begin and never end, one that asks for much and reads nothing, and some that break off
 * wherever it hurts. Each costs the gate a little; none of them may cost anybody else an answer, or the process its life.
 */
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/gate/index.ts';
import { cookiesOf, honestAnswers, rawRequest } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const form = 'Content-Type: application/x-www-form-urlencoded';

describe('clients that do not go on', () => {
  let site: TappedSite;
  let sockets: Socket[] = [];
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  afterEach(() => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets = [];
  });

  /** Opens connections and sends each of them the same beginning. */
  const begin = async (count: number, bytes: string): Promise<Socket[]> => {
    const opened = Array.from({ length: count }, () => {
      const socket = connect(site.gate.port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      return socket;
    });
    sockets.push(...opened);
    await Promise.all(opened.map((socket) => new Promise((sent) => socket.write(bytes, sent))));
    return opened;
  };

  it.each<[string, string]>([
    ['nothing', '\r\n'],
    ['half a request line', 'GET /rest/api'],
    ['half a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nCookie: JSESS'],
    ['half a form', rawRequest('POST /login.jsp', [form, 'Content-Length: 1000'], 'os_username=alice')],
    ['half a body for Jira', rawRequest('POST /rest/api/2/search', ['Content-Length: 1000'], '{')],
    ['half a chunk', rawRequest('POST /rest/api/2/search', ['Transfer-Encoding: chunked'], '3e8\r\n{')],
    [
      'half a body for the API',
      rawRequest(
        'POST /rest/tsv/1.0/authenticate',
        ['Content-Type: application/json', 'Content-Length: 99'],
        '{',
      ),
    ],
    [
      'half an upgrade',
      'GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
    ],
  ])('keep nobody from being answered: a hundred that sent %s', async (_, bytes) => {
    await begin(100, bytes);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
    expect((await site.bob.logIn('bob', 'bob-password')).status).toBe(302);
  });

  it('keep nobody from being answered: one that reads nothing of what it asks for', async () => {
    const [socket] = await begin(1, '');
    socket?.pause();
    const page = rawRequest('GET /browse/DEMO-1', [`Cookie: ${cookiesOf(site.alice)}`]);
    for (let count = 0; count < 2_000; count += 1) socket?.write(page);
    for (let count = 0; count < 3; count += 1) {
      expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
    }
  });

  it.each<[string, (site: TappedSite) => string]>([
    ['a request line', () => 'GET /rest/'],
    ['a form', () => rawRequest('POST /login.jsp', [form, 'Content-Length: 1000'], 'os_username=a')],
    ['a body', () => rawRequest('POST /rest/api/2/search', ['Content-Length: 1000'], '{')],
    ['a question', () => rawRequest('GET /browse/DEMO-1', ['Cookie: JSESSIONID=unknown'])],
    ['an answer', ({ alice }) => rawRequest('GET /browse/DEMO-1', [`Cookie: ${cookiesOf(alice)}`]).repeat(5)],
    [
      'a refused upgrade',
      () => rawRequest('GET /rest/tsv/1.0/x', ['Connection: Upgrade', 'Upgrade: websocket']),
    ],
    [
      'an upgrade',
      ({ alice }) =>
        rawRequest('GET /plugins/servlet/stand-in/echo', [
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
          `Cookie: ${cookiesOf(alice)}`,
        ]),
    ],
    ['garbage', () => '\0\x01\x02'],
  ])('may break off in the middle of %s', async (_, bytes) => {
    for (const how of ['reset', 'end'] as const) {
      const opened = await begin(10, bytes(site));
      for (const socket of opened) how === 'reset' ? socket.resetAndDestroy() : socket.end();
    }
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it('take nothing with them: what they had begun at Jira ends', async () => {
    const target = '/rest/api/2/search?begun';
    const opened = await begin(20, rawRequest(`POST ${target}`, ['Content-Length: 1000'], '{'));
    await waitFor(() => site.tap.openWith(target) === 20);
    for (const socket of opened) socket.resetAndDestroy();
    await waitFor(() => site.tap.openWith(target) === 0, 10_000, 'the end of the requests at Jira');
    const statuses = site.jira.requests
      .filter((request) => request.target === target)
      .map(({ status }) => status);
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 0));
  });
});
