/**
 * Attack: keep what is open. A WebSocket that was opened with a verified session must not outlive the log-out, the
 * unenrollment, or the gate; requests whose client left must not hold connections to Jira.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { codeAt, type Site, startSite, Visitor, waitFor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

describe('what is open', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  const cookiesOf = (visitor: Visitor) =>
    [...visitor.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const open = async (visitor: Visitor) => {
    const socket = new WebSocket(`ws://localhost:${site.gate.port}/plugins/servlet/stand-in/echo`, {
      headers: { cookie: cookiesOf(visitor) },
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    return socket;
  };

  it('ends with the log-out', async () => {
    const alice = new Visitor(site.gate.url);
    await alice.enroll('alice', 'alice-password', site.clock.now);
    const socket = await open(alice);
    await alice.client.ask('/rest/auth/1/session', { method: 'DELETE' });
    await waitFor(() => socket.readyState === WebSocket.CLOSED, 2_000, 'the end of the socket');
  });

  it('ends with the unenrollment', async () => {
    const admin = new Visitor(site.gate.url);
    const { secret } = await admin.enroll('admin', 'admin-password', site.clock.now);
    const bob = new Visitor(site.gate.url);
    await bob.enroll('bob', 'bob-password', site.clock.now);
    const socket = await open(bob);
    site.clock.pass(30_000);
    const answer = await ask(site.gate.url, '/rest/tsv/1.0/totp/unenroll/user/bob', {
      method: 'DELETE',
      json: { totpCode: codeAt(secret, site.clock.now) },
      headers: { authorization: 'Bearer pat-admin' },
    });
    expect(answer.status).toBe(204);
    await waitFor(() => socket.readyState === WebSocket.CLOSED, 2_000, 'the end of the socket');
  });

  it('is let go when the client leaves while it is being judged', async () => {
    site.jira.control.delay(300);
    const leavers = Array.from({ length: 40 }, () => {
      const socket = connect(site.gate.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        'POST /rest/api/2/issue HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=A\r\n' +
          'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
      );
      return socket;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const socket of leavers) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 600));
    site.jira.control.delay(0);
    site.jira.control.clearRequests();
    expect((await ask(site.gate.url, '/rest/api/2/serverInfo')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(site.jira.requests.filter((request) => request.method === 'POST')).toEqual([]);
  });

  it.each(['//[', '//a:b@[x/', 'http://other.example/'])('never waits for ever for %s', async (target) => {
    expect((await ask(site.gate.url, target)).status).toBe(400);
  });

  it('takes an upgrade to something else for a plain request', async () => {
    const answer = await ask(site.gate.url, '/rest/api/2/serverInfo', {
      headers: {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA',
      },
    });
    expect(answer.status).toBe(200);
    const last = site.jira.requests.at(-1);
    expect(last?.headers.some(([name]) => /^(?:upgrade|http2-settings)$/i.test(name))).toBe(false);
  });
});
