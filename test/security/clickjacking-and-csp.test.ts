/**
 * Attack: frame a page of the gate below an innocent button, run a script in it, read what the browser kept of it, or
 * learn from it what runs here. So every answer of the gate's own, page, refusal, redirect or JSON, comes with the same
 * strict header, and no page needs an exception from it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeContent } from '../support/gate/active-content.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { type OwnRoute, startWithRoutes, targetOf } from '../support/gate/own-routes.ts';
import { ask, type RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const html = { accept: 'text/html' };

function expectOwnHeader({ status, headers, text }: RawAnswer): void {
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    vary: 'Cookie',
  });
  for (const name of ['server', 'x-powered-by', 'via', 'etag', 'last-modified'])
    expect(headers).not.toHaveProperty(name);
  if (headers.location !== undefined) expect([302, 303]).toContain(status);
  const type = headers['content-type'];
  if (text === '') return;
  expect(['text/html;charset=UTF-8', 'application/json;charset=UTF-8']).toContain(type);
  if (type === 'text/html;charset=UTF-8') expectStrictPage(headers['content-security-policy'], text);
}

function expectStrictPage(policy: unknown, text: string): void {
  // Pictures: the QR code and the tab's icon stand inside the page, so that nobody else is asked for them.
  expect(String(policy).split('; ').sort()).toEqual([
    "base-uri 'none'",
    // The page that waits for an answer asks after it.
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
  ]);
  expect(activeContent(text)).toEqual([]);
  expect(text).not.toContain('<!--');
  // People are shown from which address they came.
  const words = text.replace(/<svg.*?<\/svg>|"data:[^"]*"|127\.0\.0\.1/gs, '');
  expect(words).not.toMatch(
    /\d+\.\d+\.\d+|\bat \S+:\d+:\d+|express|node(?:\.js|_modules)|postgres|redis|tomcat/i,
  );
}

describe('whatever the gate itself answers', () => {
  let site: Site;
  let routes: readonly OwnRoute[];
  let nobody: Visitor;
  let newcomer: Visitor;
  let pending: Visitor;
  let verified: Visitor;

  beforeAll(async () => {
    ({ started: site, routes } = await startWithRoutes(() => startSite()));
    nobody = new Visitor(site.gate.url);
    newcomer = new Visitor(site.gate.url);
    pending = new Visitor(site.gate.url);
    verified = new Visitor(site.gate.url);
    await newcomer.logIn('bob', 'bob-password');
    await verified.enroll('alice', 'alice-password', site.clock.now);
    await pending.logIn('alice', 'alice-password');
  });
  afterAll(() => site?.close());

  it('is strict at every address that can be read, whoever reads it', async () => {
    const readable = routes.filter(({ method, path }) => method === 'GET' && !path.includes('/assets/'));
    expect(readable.length).toBeGreaterThan(8);
    for (const route of readable) {
      for (const visitor of [nobody, newcomer, pending, verified]) {
        expectOwnHeader(await visitor.open(targetOf(route, 'bob')));
        expectOwnHeader(await visitor.client.ask(targetOf(route, 'bob'), { method: 'HEAD', headers: html }));
      }
    }
  });

  it.each<[string, number, () => Promise<RawAnswer>]>([
    ['the setup', 200, () => newcomer.open(`${pages}/enroll`)],
    ['the challenge', 200, () => pending.open(`${pages}/challenge`)],
    ['the recovery', 200, () => pending.open(`${pages}/recover`)],
    ['a recovery code', 200, () => verified.open(`${pages}/recovery-code`)],
    ['a wrong code in the setup', 200, () => newcomer.fillIn('enroll', { code: '000000' })],
    ['a wrong code', 200, () => pending.fillIn('challenge', { code: '000000' })],
    ['the end of a login', 200, () => nobody.open(`${pages}/ended`)],
    ['the log-out', 200, () => nobody.open(`${pages}/logged-out`)],
    ['a page that is not there', 404, () => nobody.open(`${pages}/nowhere`)],
    ['a file that is not there', 404, () => nobody.open(`${pages}/assets/x/nothing.js`)],
    [
      'a form that is too large',
      400,
      () => pending.submit(`${pages}/challenge`, { code: '0'.repeat(20_000) }),
    ],
    ['a form with too many fields', 400, () => pending.submit(`${pages}/challenge`, fields(31))],
    ['an odd spelling', 400, () => nobody.open(`${pages}//challenge`)],
    [
      'two sessions',
      400,
      () => nobody.client.ask('/', { headers: { ...html, cookie: 'JSESSIONID=a; JSESSIONID=b' } }),
    ],
    ['a login for Jira that is too large', 413, () => nobody.client.ask('/login.jsp', huge)],
    [
      'too many fields in the header',
      431,
      () => nobody.client.ask('/', { headers: { ...html, ...manyHeaders } }),
    ],
    ['a post of another site', 403, () => nobody.client.ask(`${pages}/logout`, foreign)],
    ['another method', 405, () => nobody.client.ask(`${pages}/challenge`, { method: 'PUT', headers: html })],
    ['the way to the challenge', 302, () => pending.open('/browse/DEMO-1')],
    ['the way to the setup', 302, () => newcomer.open('/browse/DEMO-1')],
    ['the way to the login', 303, () => nobody.open(`${pages}/challenge`)],
    ['a step owed by a script', 401, () => pending.client.ask('/rest/api/2/myself')],
    ['Basic', 403, () => ask(site.gate.url, '/', { headers: { ...html, authorization: 'Basic YTpi' } })],
    ['REST without an operation', 404, () => nobody.open('/rest/tsv/1.0/nothing')],
    ['REST with another method', 405, () => nobody.open('/rest/tsv/1.0/authenticate')],
    ['REST with half a body', 400, () => nobody.client.ask('/rest/tsv/1.0/authenticate', { json: {} })],
    ['REST with a form', 415, () => nobody.client.ask('/rest/tsv/1.0/authenticate', { form: { a: 'b' } })],
    [
      'REST with too much',
      413,
      () => nobody.client.ask('/rest/tsv/1.0/authenticate', { json: 'x'.repeat(20_000) }),
    ],
    ['health', 200, () => nobody.open('/health')],
    ['readiness', 200, () => nobody.open('/ready')],
  ])('is strict: %s', async (_, status, answer) => {
    const given = await answer();
    expect(given.status).toBe(status);
    expectOwnHeader(given);
  });

  it('is strict on the last tries and in a lockout', async () => {
    const guesser = new Visitor(site.gate.url);
    let answer: RawAnswer | undefined;
    for (let tries = 0; tries < 12 && answer?.status !== 429; tries += 1) {
      if (!guesser.client.cookies.has('JSESSIONID')) await guesser.logIn('alice', 'alice-password');
      const page = await guesser.open(`${pages}/challenge`);
      answer = page.status === 429 ? page : await guesser.answerForm(page, { code: '000000' });
      expectOwnHeader(answer);
    }
    expect(answer?.status).toBe(429);
  });

  it.each([503, 'reset', 'nonsense'] as const)('is strict when Jira fails with %s', async (fault) => {
    site.jira.control.failWith(fault);
    const stranger = { cookie: 'JSESSIONID=0123456789' };
    for (const headers of [{ ...html, ...stranger }, stranger]) {
      const answer = await ask(site.gate.url, '/browse/DEMO-1', { headers });
      expect(answer.status).toBe(503);
      expectOwnHeader(answer);
    }
    expectOwnHeader(await nobody.open('/ready'));
    site.jira.control.failWith(null);
  });
});

const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'x']));
const manyHeaders = Object.fromEntries(Array.from({ length: 110 }, (_, at) => [`x-${at}`, 'x']));
const huge = { form: { a: 'b' }, headers: { ...html, 'content-length': '99999999' } };
const foreign = { form: { token: 'x' }, headers: { ...html, origin: 'https://evil.example' } };
