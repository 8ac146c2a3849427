/**
 * Attack: ask a cache for what somebody else was shown. A reply that a shared cache keeps, or that it gives out for
 * another person because the address is the same, would be a way round the second factor, for as long as it is kept.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const issue = '/browse/DEMO-1';

/** Whether RFC 9111 §3 lets a cache that serves many people keep it. */
function mayBeShared({ headers }: RawAnswer): boolean {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(/\s*,\s*/);
  return !directives.includes('no-store') && !directives.includes('private');
}

describe('the same address', () => {
  let site: Site;
  let nobody: Visitor;
  let pending: Visitor;
  let verified: Visitor;
  beforeAll(async () => {
    site = await startSite();
    nobody = new Visitor(site.gate.url);
    verified = new Visitor(site.gate.url);
    await verified.enroll('alice', 'alice-password', site.clock.now);
    pending = new Visitor(site.gate.url);
    await pending.logIn('alice', 'alice-password');
  });
  afterAll(() => site?.close());

  /** Who sees what of an address; a cookie that Jira sets on the way stays out of it. */
  const see = async (who: 'nobody' | 'pending' | 'verified', target: string, headers = {}) => {
    const visitor = { nobody, pending, verified }[who];
    const cookie = [...visitor.client.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await new Visitor(site.gate.url).client.ask(target, {
      headers: { accept: 'text/html', cookie, ...headers },
    });
    expect(mayBeShared(answer)).toBe(false);
    const location = answer.headers.location ?? '';
    if (location.startsWith(`${pages}/`)) return 'step';
    return location.startsWith('/login.jsp') ? 'login' : (answer.headers['x-ausername'] ?? 'page');
  };

  it('is answered to each as it is theirs, in whatever order and however often they ask', async () => {
    const own = { nobody: 'login', pending: 'step', verified: 'alice' } as const;
    const people = ['nobody', 'pending', 'verified'] as const;
    const inEveryOrder = people.flatMap((one) =>
      people.flatMap((two) => people.map((three) => [one, two, three] as const)),
    );
    for (const order of inEveryOrder) {
      for (const who of order) expect([order, who, await see(who, issue)]).toEqual([order, who, own[who]]);
    }
    const all = await Promise.all(
      inEveryOrder.flat().map(async (who) => [who, await see(who, issue)] as const),
    );
    for (const [who, seen] of all) expect([who, seen]).toEqual([who, own[who]]);
  });

  it.each([
    ['If-None-Match: *', { 'if-none-match': '*' }],
    ['If-Modified-Since', { 'if-modified-since': 'Thu, 31 Dec 2099 23:59:59 GMT' }],
    ['Range', { range: 'bytes=0-9' }],
    ['Cache-Control: only-if-cached', { 'cache-control': 'only-if-cached, max-stale=99999' }],
    ['the tag that the owner was given', { 'if-none-match': 'TAG' }],
  ])('gives somebody who owes a factor no more with %s', async (_, headers) => {
    const api = '/rest/api/2/issue/DEMO-1';
    const tag = (await verified.client.ask(api)).headers.etag ?? 'W/"x"';
    const conditional = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('TAG', tag)]),
    );
    for (const target of [issue, api]) {
      const answer = await pending.client.ask(target, { headers: { accept: 'text/html', ...conditional } });
      expect([302, 401]).toContain(answer.status);
      expect(answer.headers).not.toHaveProperty('etag');
      expect(answer.headers).not.toHaveProperty('last-modified');
      expect(answer.headers).not.toHaveProperty('content-range');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers.vary).toBe('Cookie');
    }
  });

  it.each(['', '/x.css', '?x.js', ';x.css', '%0ax.css', '%2fx.png', '/..%2fx.css', '%3fx.css', '%23x.css'])(
    'that ends like a file is kept of no page of ours: …%s',
    async (ending) => {
      for (const visitor of [nobody, pending, verified]) {
        for (const page of ['challenge', 'enroll', 'recovery-code', 'logged-out', 'assets/x/nothing.css']) {
          const answer = await visitor.open(`${pages}/${page}${ending}`);
          expect(answer.headers['cache-control']).toBe('no-store');
        }
      }
    },
  );

  it("is kept where it is the same for everybody: our style sheet and script, and nobody's cookie with them", async () => {
    const { text } = await pending.open(`${pages}/challenge`);
    const files = [...text.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]*)"/g)].map(([, file = '']) => file);
    expect(files).toHaveLength(2);
    for (const file of files) {
      const seen = [];
      for (const visitor of [nobody, pending, verified]) seen.push(await visitor.open(file));
      for (const { status, headers, text: body } of seen) {
        expect(status).toBe(200);
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(headers).not.toHaveProperty('set-cookie');
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(body).toBe(seen[0]?.text);
        expect(body).not.toMatch(/alice/i);
      }
    }
  });
});

describe.each(['mandatory', 'optional', 'monitor'])(
  'a session that Jira opens by itself, %s,',
  (enforcement) => {
    let site: Site;
    beforeAll(async () => {
      site = await startSite({ TSV_ENFORCEMENT: enforcement });
    });
    afterAll(() => site?.close());

    /** Has a remember-me cookie, and no session any more. */
    const remembered = async () => {
      const visitor = new Visitor(site.gate.url);
      await visitor.submit('/login.jsp', {
        os_username: 'alice',
        os_password: 'alice-password',
        os_cookie: 'true',
      });
      visitor.client.cookies.delete('JSESSIONID');
      return visitor;
    };

    it.each([
      ['a style sheet', '/s/1/_/download/batch/x/batch.css'],
      ['a picture', '/images/logo.svg'],
      ['a page', issue],
      ['data', '/rest/api/2/myself'],
      ['a page of ours', `${pages}/challenge`],
      ['a file of ours', `${pages}/assets/x/two-step.css`],
    ])('never comes with a reply that others may be given: %s', async (_, target) => {
      const answer = await (await remembered()).open(target);
      expect(answer.status).toBeLessThan(500);
      const opened =
        answer.headers['set-cookie']?.some((line) => /^(?:JSESSIONID|[^=]*two-step)/.test(line)) ?? false;
      expect({ opened, shared: opened && mayBeShared(answer) }).toEqual({ opened, shared: false });
    });

    it('comes with the answer to a page', async () => {
      const answer = await (await remembered()).open(issue);
      expect(answer.cookie('JSESSIONID')).toMatch(/^\w+$/);
    });
  },
);
