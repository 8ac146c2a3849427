/**
 * Attack: several requests in one packet. What was found out about one of them must not serve another, and the body of
 * a request that was refused before anybody read it must not be read as the next request.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askedOfJira,
  converse,
  cookiesOf,
  honestAnswers,
  rawRequest,
  smuggled,
} from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const form = 'Content-Type: application/x-www-form-urlencoded';
const mySelf = 'GET /rest/api/2/myself';
const info = 'GET /rest/api/2/serverInfo';

describe('requests in one packet', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  const withBody = (line: string, fields: string[], body = smuggled) =>
    rawRequest(line, [...fields, `Content-Length: ${body.length}`], body);
  const of = (who: 'alice' | 'bob') => `Cookie: ${cookiesOf(site[who])}`;

  it.each<[string, (bytes: TappedSite) => string, number]>([
    ['owes a factor', () => withBody('DELETE /rest/api/2/issue/DEMO-1', [of('bob')]), 401],
    ['owes a factor, in chunks', () => chunkedOf('POST /rest/api/2/issue', [of('bob')]), 401],
    ['has two sessions', () => withBody('POST /login.jsp', ['Cookie: JSESSIONID=a; JSESSIONID=b']), 400],
    ['has a session in its path', () => withBody('POST /x;jsessionid=a', []), 400],
    ['has a password in its query', () => withBody('POST /x?os_password=a', []), 400],
    ['is for another host', () => withBody('POST http://evil.example/', []), 400],
    ['hides its fields', () => withBody('POST /login.jsp', [`${form}; charset=IBM037`]), 415],
    ['is a form that is too large', () => withBody('POST /login.jsp', [form], smuggled.repeat(40_000)), 413],
    ['has a password', () => withBody('POST /x', [form], `os_password=a&${smuggled}`), 400],
    [
      'has too many fields',
      () =>
        withBody(
          'POST /x',
          Array.from({ length: 100 }, () => 'a:'),
        ),
      431,
    ],
    [
      'is too large for the API',
      () => withBody('POST /rest/tsv/1.0/authenticate', [json], ' '.repeat(300_000)),
      413,
    ],
    ['is no JSON', () => withBody('POST /rest/tsv/1.0/authenticate', [json]), 400],
    [
      'is no JSON by its type',
      () => withBody('POST /rest/tsv/1.0/authenticate', ['Content-Type: text/plain']),
      415,
    ],
    [
      'has Basic credentials',
      () => withBody('POST /x', [`Authorization: Basic ${btoa('bob:bob-password')}`]),
      403,
    ],
  ])('keep their bodies to themselves: the first %s', async (_, first, status) => {
    const { statuses } = await converse(
      site.gate.port,
      first(site) + rawRequest(info, ['Connection: close']),
    );
    expect(statuses[0]).toBe(status);
    // The second may be answered or not, but by itself.
    expect([[], [200]]).toContainEqual(statuses.slice(1));
    expect(site.tap.heard()).not.toContain('/smuggled');
    expect(askedOfJira(site.jira).filter((line) => line !== info)).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });
  const json = 'Content-Type: application/json';
  const chunkedOf = (line: string, fields: string[]) =>
    rawRequest(
      line,
      [...fields, 'Transfer-Encoding: chunked'],
      `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
    );

  it('are each judged by themselves, and answered in their order', async () => {
    const bytes = [
      rawRequest(mySelf, [of('alice')]),
      rawRequest(mySelf, [of('bob')]),
      rawRequest(mySelf),
      rawRequest(mySelf, ['Authorization: Bearer pat-carol']),
      rawRequest(mySelf, [of('bob')]),
      rawRequest(mySelf, [of('alice'), 'Connection: close']),
    ].join('');
    const { statuses, text } = await converse(site.gate.port, bytes);
    expect(statuses).toEqual([200, 401, 401, 200, 401, 200]);
    expect(
      [...text.matchAll(/"name":"(\w+)"|second_factor_enrollment_required/g)].map(([, name]) => name),
    ).toEqual(['alice', undefined, 'carol', undefined, 'alice']);
    expect(site.jira.requests.filter(({ user }) => user === 'bob').map(({ target }) => target)).not.toContain(
      '/rest/api/2/myself',
    );
  });

  it('do not lend each other a session', async () => {
    const bytes = rawRequest(info, [of('alice')]) + rawRequest(info, ['Connection: close']);
    expect((await converse(site.gate.port, bytes)).statuses).toEqual([200, 200]);
    const users = site.jira.requests.filter(({ target }) => target === info.slice(4)).map(({ user }) => user);
    expect(users.toSorted()).toEqual(['alice', null]);
  });
});
