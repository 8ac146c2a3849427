/**
 * Attack: a request that names another host, in whichever of the fields that frameworks believe. If a link, a redirect,
 * a cookie or the name in the authenticator app followed it, the victim's next step would end at the attacker's, and a
 * cache in between would hand it to others. All addresses come from the configuration, for Jira too.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, secretIn, startSite, Visitor } from '../support/gate/index.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';
import { sendBytes } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const publicUrl = 'https://jira.example.com';

const claims: [name: string, headers: Record<string, string | string[]>][] = [
  ['Host', { host: 'evil.example' }],
  ['Host with a port', { host: 'jira.example.com:1@evil.example' }],
  ['Host with markup', { host: 'evil.example"><script>' }],
  ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-server': 'evil.example' }],
  ['X-Forwarded-Host twice', { 'x-forwarded-host': ['jira.example.com', 'evil.example'] }],
  [
    'X-Forwarded-Proto and -Port',
    { 'x-forwarded-proto': 'evil.example', 'x-forwarded-port': 'evil.example' },
  ],
  ['Forwarded', { forwarded: 'for=1.2.3.4;host=evil.example;proto=evil.example' }],
  ['X-Host and its like', { 'x-host': 'evil.example', 'x-original-host': 'evil.example' }],
  ['X-Original-URL', { 'x-original-url': '//evil.example/', 'x-rewrite-url': '//evil.example/' }],
  ['X-Forwarded-Prefix', { 'x-forwarded-prefix': '//evil.example', 'x-forwarded-path': '//evil.example' }],
  ['spellings with _', { x_forwarded_host: 'evil.example', 'x.forwarded.host': 'evil.example' }],
];

describe.each(['', '/jira'])('a claim about the host, below "%s",', (contextPath) => {
  let site: Site;
  let newcomer: Visitor;
  let pending: Visitor;
  beforeAll(async () => {
    site = await startSite({ PUBLIC_URL: publicUrl, TSV_TRUSTED_PROXIES: '127.0.0.1' }, { contextPath });
    newcomer = new Visitor(site.gate.url, contextPath);
    await newcomer.logIn('bob', 'bob-password');
    await new Visitor(site.gate.url, contextPath).enroll('alice', 'alice-password', site.clock.now);
    pending = new Visitor(site.gate.url, contextPath);
    await pending.logIn('alice', 'alice-password');
  });
  afterAll(() => site?.close());

  const expectOurs = ({ status, headers, text }: RawAnswer) => {
    expect(status).toBeLessThan(500);
    expect(JSON.stringify(headers) + text).not.toMatch(/evil\.example|evil%2Eexample|domain=/i);
  };
  const ask = (visitor: Visitor, path: string, headers: Record<string, string | string[]>, more = {}) =>
    visitor.client.ask(contextPath + path, { ...more, headers: { accept: 'text/html', ...headers } });

  it.each(claims)('in %s is in nothing that the gate says', async (_, headers) => {
    const nobody = () => new Visitor(site.gate.url, contextPath);
    expectOurs(await ask(newcomer, `${pages}/enroll`, headers));
    expectOurs(await ask(newcomer, `${pages}/enroll?method=app`, headers));
    expectOurs(await ask(newcomer, `${pages}/enroll?method=key`, headers));
    expectOurs(await ask(pending, `${pages}/challenge`, headers));
    expectOurs(await ask(pending, '/browse/DEMO-1', headers));
    expectOurs(await ask(nobody(), `${pages}/challenge`, headers));
    expectOurs(await ask(nobody(), `${pages}/nowhere`, headers));
    expectOurs(await ask(nobody(), `${pages}/logged-out`, headers));
    expectOurs(
      await ask(nobody(), '/rest/tsv/1.0/authenticate', headers, {
        json: { username: 'bob', password: 'bob-password' },
      }),
    );
    expectOurs(await ask(nobody(), '/rest/tsv/1.0/status', headers));
    const owed = await ask(pending, '/rest/api/2/myself', { ...headers, accept: 'application/json' });
    expectOurs(owed);
    expect(owed.json()).toMatchObject({ challengeUrl: `${publicUrl}${contextPath}${pages}/challenge` });
  });

  it.each(claims)('in %s is in nothing that Jira hears', async (_, headers) => {
    site.jira.control.clearRequests();
    await ask(new Visitor(site.gate.url, contextPath), '/browse/DEMO-1', headers);
    await ask(new Visitor(site.gate.url, contextPath), '/browse/DEMO-1', {
      ...headers,
      cookie: 'JSESSIONID=NEW',
    });
    await ask(new Visitor(site.gate.url, contextPath), '/login.jsp', headers, {
      form: { os_username: 'bob', os_password: 'bob-password' },
    });
    expect(site.jira.requests.length).toBeGreaterThan(2);
    for (const request of site.jira.requests) {
      const fields = request.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
      expect(fields.join('\n')).not.toContain('evil.example');
      expect(fields).toContain('host: jira.example.com');
      expect(fields.filter((field) => /^(?:x-forwarded-(?:host|proto)|forwarded)/.test(field))).toEqual(
        request.target.includes('/rest/api/2/myself')
          ? []
          : ['x-forwarded-host: jira.example.com', 'x-forwarded-proto: https'],
      );
    }
  });

  it('is not in the file with the recovery code, nor in the app', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const setup = await ask(newcomer, `${pages}/enroll?method=app`, headers);
    expect(decodeURIComponent(setup.text)).toContain('otpauth://totp/Jira (jira.example.com):bob');
    const form = { ...formsOf(setup.text)[0]?.hidden, code: codeAt(secretIn(setup.text), site.clock.now) };
    const done = await ask(newcomer, `${pages}/enroll`, headers, { form });
    expectOurs(done);
    const shown = await ask(newcomer, `${pages}/recovery-code`, headers);
    expectOurs(shown);
    expect(decodeURIComponent(/href="data:text[^"]*"/.exec(shown.text)?.[0] ?? '')).toContain(
      `${publicUrl}${contextPath}\r\n`,
    );
  });

  it.each([
    ['http://evil.example/', '400'],
    ['http://evil.example/plugins/servlet/two-step/logged-out', '400'],
    ['http://jira.example.com@evil.example/', '400'],
    ['http://jira.example.com.evil.example/', '400'],
    ['https://jira.example.com:1/', '400'],
    ['ftp://jira.example.com/', '400'],
    ['evil.example:80', '400'],
    ['*', '400'],
  ])('in the absolute form of a target is refused: %s', async (target, status) => {
    site.jira.control.clearRequests();
    const bytes = `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n`;
    const answer = await sendBytes(site.gate.port, bytes, 5_000);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toContain('evil.example');
    expect(site.jira.requests).toEqual([]);
  });

  it('may name our own host, whatever Host says', async () => {
    const target = `${publicUrl}${contextPath}${pages}/logged-out`;
    const bytes = `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n`;
    const answer = await sendBytes(site.gate.port, bytes, 5_000);
    expect(answer).not.toContain('evil.example');
  });
});
