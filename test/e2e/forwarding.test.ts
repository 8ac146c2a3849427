import JiraApi from 'jira-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type GateHere, startGateHere, Visitor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, sendBytes } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const html = { accept: 'text/html' };

describe('what goes on to Jira', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateHere;
  let alice: Visitor;

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: database.url });
    alice = new Visitor(gate.url);
    await alice.enroll('alice', 'alice-password', Date.now());
  });
  afterAll(async () => {
    await gate?.close();
    await jira?.close();
    await database?.drop();
  });

  const jiraCookies = () =>
    `${session()}; atlassian.xsrf.token=${alice.client.cookies.get('atlassian.xsrf.token')}`;
  const session = () => `JSESSIONID=${alice.client.cookies.get('JSESSIONID')}`;

  it("gives a verified person exactly Jira's bytes, plain and compressed", async () => {
    for (const path of ['/browse/DEMO-1', '/secure/ViewProfile.jspa', '/rest/api/2/myself']) {
      for (const encoding of ['identity', 'gzip']) {
        const headers = { ...html, 'accept-encoding': encoding };
        const direct = await ask(jira.url, path, { headers: { ...headers, cookie: jiraCookies() } });
        const through = await alice.client.ask(path, { headers });
        expect(through.status).toBe(direct.status);
        expect(through.headers['content-encoding']).toBe(direct.headers['content-encoding']);
        expect(through.body.equals(direct.body)).toBe(true);
      }
    }
  });

  it('keeps every odd but legal target byte for byte', async () => {
    const targets = [
      '/issues/?jql=project%20%3D%20DEMO%20AND%20text%20~%20%22a%26b%22',
      '/rest/api/2/search?jql=key=DEMO-1&fields=[summary]|{x}^`',
      '/browse/DEMO-1?a=%25&b=%2F&c=+',
      '//browse/DEMO-1',
      '/secure/attachment/generated/10/a%20%5B1%5D%25.txt',
    ];
    for (const target of targets) {
      jira.control.clearRequests();
      await alice.client.ask(target, { headers: html });
      expect(jira.requests.map((request) => request.target)).toContain(target);
    }
  });

  it('sends Jira one session id and nothing else that logs anybody in', async () => {
    jira.control.clearRequests();
    alice.client.cookies.set('seraph.rememberme.cookie', '1%3Aabc');
    alice.client.cookies.set('AJS.conglomerate', 'x');
    await alice.client.ask('/browse/DEMO-1', {
      headers: {
        ...html,
        'x-forwarded-for': '1.2.3.4',
        'x-original-url': '/x',
        authorization: 'Negotiate abc',
      },
    });
    alice.client.cookies.delete('seraph.rememberme.cookie');
    const [request] = jira.requests;
    const headers = Object.fromEntries(
      request?.headers.map(([name, value]) => [name.toLowerCase(), value]) ?? [],
    );
    expect(headers.cookie).toContain(session());
    expect(headers.cookie).toContain('AJS.conglomerate=x');
    expect(headers.cookie).not.toMatch(/rememberme|two-step/);
    expect(headers.authorization).toBeUndefined();
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(headers['x-original-url']).toBeUndefined();
  });

  it('lets a stock client work with a personal access token, and leaves no session behind', async () => {
    const client = new JiraApi({
      protocol: 'http',
      host: 'localhost',
      port: String(gate.port),
      apiVersion: '2',
      strictSSL: true,
      bearer: 'pat-bob',
    });
    expect(await client.getCurrentUser()).toMatchObject({ name: 'bob', displayName: 'Bob Baker' });
    expect(await client.findIssue('DEMO-1')).toMatchObject({ key: 'DEMO-1' });
    const answer = await ask(gate.url, '/rest/api/2/myself', {
      headers: { authorization: 'Bearer pat-bob' },
    });
    expect(answer.cookie('JSESSIONID')).toBeUndefined();
  });

  it('does not let a bad token through on the strength of a session', async () => {
    const bob = new Visitor(gate.url);
    await bob.logIn('bob', 'bob-password');
    const answer = await bob.client.ask('/rest/api/2/myself', {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('Bob Baker');
  });

  it('answers programs with JSON and a link, and pages with a redirect', async () => {
    const bob = new Visitor(gate.url);
    await bob.logIn('bob', 'bob-password');
    const rest = await bob.client.ask('/rest/api/2/myself', { headers: { accept: 'application/json' } });
    expect(rest.status).toBe(401);
    expect(rest.json()).toMatchObject({
      code: 'second_factor_enrollment_required',
      message: expect.any(String),
      challengeUrl: `${gate.config.publicOrigin}/plugins/servlet/two-step/enroll`,
    });
    const script = await bob.client.ask('/secure/AjaxIssueAction.jspa', {
      headers: { 'x-requested-with': 'XMLHttpRequest', ...html },
    });
    expect(script.status).toBe(401);
    const page = await bob.client.ask('/browse/DEMO-1', { headers: html });
    expect(page.status).toBe(302);
    expect(page.headers['cache-control']).toBe('no-store');
    const posted = await bob.client.ask('/secure/AddComment.jspa', { form: { comment: 'x' }, headers: html });
    expect(posted.headers.location).toBe('/plugins/servlet/two-step/enroll');
  });

  it('opens a WebSocket for a verified person and refuses everybody else', async () => {
    const url = `ws://localhost:${gate.port}/plugins/servlet/stand-in/echo`;
    const cookies = (visitor: Visitor) =>
      [...visitor.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = new WebSocket(url, { headers: { cookie: cookies(alice) } });
    const received: string[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data) => {
        received.push(String(data));
        if (String(data).includes('hello')) resolve();
      });
    });
    socket.terminate();
    expect(received.join()).toContain('alice');

    const bob = new Visitor(gate.url);
    await bob.logIn('bob', 'bob-password');
    const refused = await sendBytes(
      gate.port,
      `GET /plugins/servlet/stand-in/echo HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: ${cookies(bob)}\r\n\r\n`,
    );
    expect(refused).toMatch(/^HTTP\/1\.1 401 /);
    expect(refused).toContain('second_factor_enrollment_required');
  });

  it('forwards Basic only where it is allowed, for the name that was allowed', async () => {
    const basic = (name: string) => ({
      authorization: `Basic ${Buffer.from(`${name}:${name}-password`).toString('base64')}`,
    });
    const refused = await ask(gate.url, '/rest/api/2/myself', { headers: basic('bob') });
    expect(refused.status).toBe(403);
    expect(refused.json()).toEqual({ message: 'Basic Authentication has been disabled on this instance.' });
    const allowing = await startGateHere({
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      TSV_BASIC_AUTH_USERS: 'BOB',
    });
    const allowed = await ask(allowing.url, '/rest/api/2/myself', { headers: basic('bob') });
    expect(allowed.json()).toMatchObject({ name: 'bob' });
    expect(allowed.cookie('JSESSIONID')).toBeUndefined();
    expect((await ask(allowing.url, '/rest/api/2/myself', { headers: basic('carol') })).status).toBe(403);
    await allowing.close();
  });
});
