/**
 * Attack: speak a form of HTTP that one of two servers reads in another way: an old version, a target with a host in
 * it, no host or two. Whatever the form, the request is refused or decided like the plain one, and Jira is told the
 * host from the gate's configuration.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedOfJira, converse, cookiesOf, honestAnswers } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const info = '/rest/api/2/serverInfo';
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`;

describe('an unusual form of HTTP', () => {
  let site: TappedSite;
  let own: string;
  beforeAll(async () => {
    site = await startTappedSite();
    own = `localhost:${site.gate.port}`;
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  const statusOf = async (...all: string[]) => {
    const { statuses } = await converse(site.gate.port, lines(...all));
    expect(statuses).toHaveLength(1);
    return statuses[0];
  };
  const hostsAtJira = () =>
    site.jira.requests.map(({ headers }) =>
      headers.filter(([name]) => /host/i.test(name)).map(([, value]) => value),
    );

  it.each([
    ['HTTP/1.0', [`GET ${info} HTTP/1.0`]],
    ['HTTP/1.0 with a host', [`GET ${info} HTTP/1.0`, 'Host: localhost']],
    ['an empty host', [`GET ${info} HTTP/1.1`, 'Host:', 'Connection: close']],
    ['another host', [`GET ${info} HTTP/1.1`, 'Host: evil.example', 'Connection: close']],
    ['two hosts in one', [`GET ${info} HTTP/1.1`, 'Host: localhost, evil.example', 'Connection: close']],
  ])('is refused or sent on as one request of HTTP/1.1, for the one host: %s', async (_, all) => {
    const status = await statusOf(...all);
    expect([200, 400]).toContain(status);
    expect(askedOfJira(site.jira)).toEqual(status === 200 ? [`GET ${info}`] : []);
    expect(hostsAtJira()).toEqual(status === 200 ? [[own, own]] : []);
    expect(site.tap.heard()).not.toMatch(/evil|HTTP\/1\.0/);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each([
    ['HTTP/0.9', [`GET ${info}`]],
    ['HTTP/2.0', [`GET ${info} HTTP/2.0`, 'Host: localhost', 'Connection: close']],
    ['two hosts', [`GET ${info} HTTP/1.1`, 'Host: localhost', 'Host: localhost', 'Connection: close']],
  ])('is refused: %s', async (_, all) => {
    expect(await statusOf(...all)).toBe(400);
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each([
    ['HTTP/1.0', (cookie: string) => ['GET /rest/api/2/myself HTTP/1.0', cookie]],
    [
      'HTTP/1.0 for another host',
      (cookie: string) => ['GET /rest/api/2/myself HTTP/1.0', 'Host: evil', cookie],
    ],
    ['HTTP/0.9 with a header', (cookie: string) => ['GET /rest/api/2/myself', cookie]],
    [
      'HTTP/2.0',
      (cookie: string) => ['GET /rest/api/2/myself HTTP/2.0', 'Host: x', 'Connection: close', cookie],
    ],
    [
      'the absolute form',
      (cookie: string) => [absolute('/rest/api/2/myself'), 'Host: x', 'Connection: close', cookie],
    ],
    [
      'the absolute form in capitals',
      (cookie: string) => [
        absolute('/rest/api/2/myself').replace('http', 'HTTP').replace('localhost', 'LOCALHOST'),
        'Host: localhost',
        'Connection: close',
        cookie,
      ],
    ],
  ])('is asked for the factor that is owed: %s', async (_, all) => {
    const { statuses, text } = await converse(
      site.gate.port,
      lines(...all(`Cookie: ${cookiesOf(site.bob)}`)),
    );
    expect([[400], [401]]).toContainEqual(statuses);
    expect(text).not.toContain('Bob');
    expect(askedOfJira(site.jira)).toEqual([]);
  });
  const absolute = (path: string) => `GET http://${own}${path} HTTP/1.1`;

  it('is answered like the plain one: the absolute form for the own host', async () => {
    const fields = ['Host: elsewhere.example', 'Connection: close'];
    expect(await statusOf(absolute(info), ...fields)).toBe(200);
    expect(site.tap.heard()).toContain(`GET ${info} HTTP/1.1\r\n`);
    site.forget();
    // A route of the gate's own stays its own.
    expect(await statusOf(absolute('/rest/tsv/1.0/totp/unenroll/user/x'), ...fields)).toBe(405);
    expect(await statusOf(absolute('/plugins/servlet/two-step/logged-out'), ...fields)).toBe(200);
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each([
    'GET http://localhost.evil.example/ HTTP/1.1',
    'GET http://localhost@evil.example/ HTTP/1.1',
    'GET http://evil.example/ HTTP/1.0',
    'GET http:///rest/api/2/serverInfo HTTP/1.1',
    'GET localhost/ HTTP/1.1',
    'GET rest/api/2/serverInfo HTTP/1.1',
    'GET ?a=b HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET / HTTP/1.2',
    'GET / HTTP/3.0',
    'GET / HTTP/1.1x',
    'GET / HTTP/01.1',
    'GET / http/1.1',
    'GET / x HTTP/1.1',
    'PRI * HTTP/2.0',
    'G\x00ET / HTTP/1.1',
    'GET /\x00 HTTP/1.1',
    '',
  ])('is refused: %j', async (line) => {
    expect(await statusOf(line, 'Host: localhost', 'Connection: close')).toBe(400);
    expect(site.tap.heard()).toBe('');
  });

  it('keeps a connection, where HTTP/1.0 asks for it, for requests that are each judged', async () => {
    const stay = 'Connection: keep-alive';
    const body = lines('GET /smuggled HTTP/1.0');
    const first = lines('POST /rest/api/2/search HTTP/1.0', stay, `Content-Length: ${body.length}`) + body;
    const second = lines('GET /rest/api/2/myself HTTP/1.0', `Cookie: ${cookiesOf(site.bob)}`);
    expect((await converse(site.gate.port, first + second)).statuses).toEqual([200, 401]);
    expect(askedOfJira(site.jira)).toEqual(['POST /rest/api/2/search']);
  });

  it('is refused: HTTP/1.1 without a host', async () => {
    expect(await statusOf(`GET ${info} HTTP/1.1`, 'Connection: close')).toBe(400);
    expect(site.tap.heard()).toBe('');
  });

  it('hides no session in a target: HTTP/0.9 and the absolute form', async () => {
    const session = site.alice.client.cookies.get('JSESSIONID');
    for (const all of [
      [`GET ${info};jsessionid=${session}`],
      [absolute(`${info};jsessionid=${session}`), 'Host: localhost', 'Connection: close'],
    ]) {
      expect(await statusOf(...all)).toBe(400);
    }
    expect(site.tap.heard()).toBe('');
  });
});
