/**
 * Attack: a request whose end two servers see in different places. What the gate takes for the rest of a body, Jira
 * would take for the next request, and perform it unjudged. So a request is refused, or has one end for both: the gate
 * frames anew whatever it sends on.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../support/gate/index.ts';
import {
  askedOfJira,
  converse,
  honestAnswers,
  rawRequest,
  smuggled,
} from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const search = 'POST /rest/api/2/search';
const chunked = 'Transfer-Encoding: chunked';
const chunks = '2\r\n{}\r\n0\r\n\r\n';
const post = (fields: readonly string[], body: string) =>
  rawRequest(search, ['Content-Type: application/json', ...fields], body) + smuggled;

describe('a request whose end can be seen in two places', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  it.each<[string, string]>([
    ['a length and chunks', post(['Content-Length: 4', chunked], '0\r\n\r\n')],
    ['chunks and a length', post([chunked, 'Content-Length: 4'], '0\r\n\r\n')],
    ['two lengths', post(['Content-Length: 2', 'Content-Length: 90'], '{}')],
    ['one length twice', post(['Content-Length: 2', 'Content-Length: 2'], '{}')],
    ...['+2', '-2', '2, 2', '2 2', '2;', '0x2', '2e0', '', `1${'0'.repeat(39)}`, '18446744073709551616'].map(
      (length): [string, string] => [`the length "${length}"`, post([`Content-Length: ${length}`], '{}')],
    ),
    ...[
      'chunked, chunked',
      'xchunked',
      'chunke d',
      'identity',
      'chunked, identity',
      'chunked;q=1',
      '"chunked"',
      'chunked\x0b',
      '',
    ].map((coding): [string, string] => [
      `the coding "${coding}"`,
      post([`Transfer-Encoding: ${coding}`], chunks),
    ]),
    ['chunks twice', post([chunked, chunked], chunks)],
    ['a blank before a colon', post(['Transfer-Encoding : chunked'], chunks)],
    ['a blank before the colon of a length', post(['Content-Length : 2'], '{}')],
    ['a folded coding', post(['Transfer-Encoding:', ' chunked'], chunks)],
    ['a folded field', post(['X: a', ' b', 'Content-Length: 2'], '{}')],
    ['a fold before any field', post([], '').replace('\r\nHost', '\r\n X: y\r\nHost')],
    ['a line feed for a line end', post(['X: a\nContent-Length: 2'], '{}')],
    ['line feeds for all line ends', post(['Content-Length: 2'], '{}').replaceAll('\r\n', '\n')],
    ['a carriage return for a line end', post(['X: a\rContent-Length: 2'], '{}')],
    ['two carriage returns', post(['X: a\r', 'Content-Length: 2'], '{}')],
    ['NUL in a value', post(['X: a\0b', 'Content-Length: 2'], '{}')],
    ['NUL in a name', post(['Content-Length\0: 2'], '{}')],
    ['a field without a colon', post(['X', 'Content-Length: 2'], '{}')],
    ['a field without a name', post([': x', 'Content-Length: 2'], '{}')],
    ...['0x2', '-2', '+2', '2 ', ' 2', '', '1_0', 'g', 'f'.repeat(17), `2;${'a'.repeat(300_000)}`].map(
      (size): [string, string] => [
        `the chunk size "${size.slice(0, 20)}"`,
        post([chunked], `${size}\r\n{}\r\n0\r\n\r\n`),
      ],
    ),
    ['line feeds between chunks', post([chunked], '2\n{}\n0\n\n')],
    ['a line feed in a chunk extension', post([chunked], '2;a\n0\r\n{}\r\n0\r\n\r\n')],
    ['a chunk that is longer than it says', post([chunked], '1\r\n{}\r\n0\r\n\r\n')],
    ['a length among the trailers', post([chunked], '2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n')],
  ])('is refused, and all behind it: %s', async (_, bytes) => {
    const { statuses } = await converse(site.gate.port, bytes);
    expect([[], [400], [413], [431]]).toContainEqual(statuses);
    expect(site.jira.requests.filter(({ status }) => status !== 0)).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
    expect(askedOfJira(site.jira)).not.toContain('GET /smuggled');
  });

  it.each<[string, string[], string]>([
    ['a length with tabs', ['Content-Length: \t2\t'], '{}'],
    ['a length with zeros before it', ['Content-Length: 002'], '{}'],
    ['a coding with blanks', ['Transfer-Encoding:\t chunked  '], chunks],
    ['a coding in capitals', ['TRANSFER-encoding: CHUNKED'], chunks],
    ['a coding under another name', ['Transfer_Encoding: chunked', 'Content-Length: 2'], '{}'],
    ['a coding in a coding', ['Transfer-Encoding: gzip, chunked'], chunks],
    ['a chunk size with zeros before it', [chunked], `${'0'.repeat(30)}${chunks}`],
    ['a chunk extension', [chunked], chunks.replace('2', '2;claim=secret')],
    ['trailers', [chunked], chunks.replace('0\r\n', '0\r\nX-Remote-User: secret\r\nCookie: secret\r\n')],
  ])('or has one end for the gate and for Jira: %s', async (_, fields, body) => {
    const { statuses } = await converse(site.gate.port, post(fields, body));
    expect(statuses).toEqual([200, 404]);
    expect(askedOfJira(site.jira)).toEqual([search, 'GET /smuggled']);
    const framing = site.jira.requests[0]?.headers.filter(([name]) =>
      /^(content-length|transfer-enc)/i.test(name),
    );
    expect(framing).toHaveLength(1);
    expect(site.tap.heard()).not.toContain('secret');
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'or a body where none is expected: %s',
    async (method) => {
      for (const framed of [
        rawRequest(`${method} /rest/api/2/serverInfo`, [`Content-Length: ${smuggled.length}`], smuggled),
        rawRequest(
          `${method} /rest/api/2/serverInfo`,
          [chunked],
          `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
        ),
      ]) {
        site.forget();
        const end = rawRequest('GET /status', ['Connection: close']);
        const { statuses } = await converse(site.gate.port, framed + end);
        expect(statuses).toHaveLength(2);
        expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
        expect(askedOfJira(site.jira)).not.toContain('GET /smuggled');
      }
    },
  );

  it.each<[string, string]>([
    ['a length that no number holds exactly', post(['Content-Length: 9007199254740993'], '{}')],
    ['the largest chunk', post([chunked], `${'f'.repeat(16)}\r\n{}\r\n0\r\n\r\n`)],
  ])('or has no end at all, and all behind it is its body: %s', async (_, bytes) => {
    const socket = connect(site.gate.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.write(bytes);
    await waitFor(() => site.tap.heard().includes('GET /smuggled'), 10_000, 'the body');
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
    expect(askedOfJira(site.jira)).not.toContain('GET /smuggled');
    socket.destroy();
  });
});
