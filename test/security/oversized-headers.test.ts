/**
 * Attack: more header than anybody reads. A parser that stops counting fields still frames the body by the ones it
 * hides: the gate would not see a length that the next server goes by, and the body becomes a request of its own. And
 * whatever is too long or too odd to be looked at must be refused or judged, never waved through.
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
import { ask } from '../support/jira/raw-client.ts';

const many = (count: number, field = 'a:') => Array.from({ length: count }, () => field);

describe('a header that is too large', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  const hiding = (method: string, count: number, framing: 'length' | 'chunks') =>
    framing === 'length'
      ? rawRequest(
          `${method} /rest/api/2/serverInfo`,
          [...many(count), `Content-Length: ${smuggled.length}`],
          smuggled,
        )
      : rawRequest(
          `${method} /rest/api/2/serverInfo`,
          [...many(count), 'Transfer-Encoding: chunked'],
          `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
        );

  it.each(
    ['GET', 'DELETE', 'OPTIONS', 'POST'].flatMap((method) =>
      [101, 999, 1000, 2000].map((count) => [method, count] as const),
    ),
  )('hides no body that becomes the next request: %s behind %i fields', async (method, count) => {
    for (const framing of ['length', 'chunks'] as const) {
      const { statuses } = await converse(site.gate.port, hiding(method, count, framing));
      expect(statuses).toEqual([431]);
    }
    expect(askedOfJira(site.jira)).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
    expect(site.tap.heard()).not.toContain('/smuggled');
  });

  it.each<[string, string]>([
    ['a field of 100 kB', rawRequest('GET /', [`X: ${'a'.repeat(100_000)}`])],
    ['a field name of 100 kB', rawRequest('GET /', [`${'a'.repeat(100_000)}: x`])],
    ['a target of 100 kB', rawRequest(`GET /${'a'.repeat(100_000)}`)],
    ['a query of 100 kB', rawRequest(`GET /?${'a'.repeat(100_000)}`)],
    ['a method of 100 kB', rawRequest(`${'A'.repeat(100_000)} /`)],
    ['a cookie of 60 kB', rawRequest('GET /', [`Cookie: a=${'a'.repeat(60_000)}`])],
    ['ten thousand cookies', rawRequest('GET /', [`Cookie: ${'a=b; '.repeat(10_000)}`])],
    ['ninety fields of 1 kB', rawRequest('GET /', many(90, `a: ${'b'.repeat(1_000)}`))],
  ])('is refused, and all behind it: %s', async (_, bytes) => {
    const { statuses } = await converse(site.gate.port, bytes + smuggled);
    expect([[], [400], [431]]).toContainEqual(statuses);
    expect(askedOfJira(site.jira)).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each([
    ['parameters', `/secure/Dashboard.jspa${';a'.repeat(2_500)}`],
    ['empty parameters', `/${';'.repeat(5_000)}/secure/Dashboard.jspa`],
    ['steps down and up', `${'/x/..'.repeat(1_500)}/secure/Dashboard.jspa`],
    ['slashes', `${'/'.repeat(5_000)}secure/Dashboard.jspa`],
    ['wrapped paths', `${'/s/x/_'.repeat(1_000)}/secure/Dashboard.jspa`],
    ['escapes', `/${'%2e/'.repeat(2_000)}secure/Dashboard.jspa`],
  ])('or judged like any other, where only the path is long: %s', async (_, target) => {
    const headers = { cookie: cookiesOf(site.bob), accept: 'text/html' };
    const { status, headers: answered } = await ask(site.gate.url, target, { headers });
    expect(status).toBe(302);
    expect(answered.location).toContain('/two-step/enroll');
    expect(askedOfJira(site.jira)).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });
});
