/**
 * Attack: open something long while all is well (a download, an event stream, a long poll, a WebSocket) and go on
 * reading after the login was ended, reset by an administrator, or too old.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { runPsql, type Site, startSite, Visitor, waitFor } from '../support/gate/index.ts';

const hours = 60 * 60_000;
const stream = '/rest/stand-in/1.0/stream?chunks=1000&ms=50';
const poll = '/rest/stand-in/1.0/poll?ms=60000';

describe('what is still being sent', () => {
  let site: Site;
  let databaseUrl: string;
  beforeAll(async () => {
    site = await startSite();
    databaseUrl = site.gate.config.databaseUrl ?? '';
  });
  afterAll(() => site?.close());

  /** A verified visitor with a stream that is running. */
  async function open(name: string, target: string) {
    const visitor = new Visitor(site.gate.url);
    await visitor.enroll(name, `${name}-password`, site.clock.now);
    site.jira.control.clearRequests();
    let ended = false;
    const reading = visitor.client.ask(target).then(
      () => 'finished',
      () => 'broken off',
    );
    void reading.finally(() => {
      ended = true;
    });
    await waitFor(() => site.jira.requests.some((request) => request.target === target));
    return { visitor, reading, hasEnded: () => ended };
  }

  it.each([stream, poll])('breaks off with the log-out: %s', async (target) => {
    const { visitor, reading } = await open(target === stream ? 'alice' : 'bob', target);
    expect((await visitor.client.ask('/rest/auth/1/session', { method: 'DELETE' })).status).toBe(204);
    expect(await reading).toBe('broken off');
  });

  it('breaks off with the log-out also when WebSudo changed the session id meanwhile', async () => {
    const { visitor, reading, hasEnded } = await open('admin', stream);
    const before = visitor.client.cookies.get('JSESSIONID');
    const form = await visitor.follow(await visitor.open('/secure/admin/ViewApplicationProperties.jspa'));
    await visitor.submit('/secure/admin/WebSudoAuthenticate.jspa', {
      webSudoPassword: 'admin-password',
      webSudoDestination: '/secure/admin/ViewApplicationProperties.jspa',
      webSudoIsPost: 'false',
      atl_token: /name="atl_token"[^>]*value="([^"]*)"/.exec(form.text)?.[1] ?? '',
    });
    expect(visitor.client.cookies.get('JSESSIONID')).not.toBe(before);
    expect(hasEnded()).toBe(false);
    expect((await visitor.client.ask('/rest/auth/1/session', { method: 'DELETE' })).status).toBe(204);
    expect(await reading).toBe('broken off');
  });

  it('goes on when Jira only asks whether to log out, as it does for a link of another site', async () => {
    const { visitor, reading, hasEnded } = await open('olga', '/rest/stand-in/1.0/stream?chunks=20&ms=50');
    for (const path of ['/logoutconfirm.jsp', '/logout']) {
      await visitor.client.ask(path, { headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site' } });
    }
    expect(hasEnded()).toBe(false);
    expect(await reading).toBe('finished');
    expect((await visitor.open('/browse/DEMO-1')).status).toBe(200);
  });

  it('breaks off when somebody deletes the enrollment', async () => {
    const { reading } = await open('carol', stream);
    const key = site.jira.people.find(({ username }) => username === 'carol')?.key;
    await runPsql(databaseUrl, `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = '${key}'`);
    expect(await reading).toBe('broken off');
  });

  it('breaks off when twelve hours are over, the WebSocket too', async () => {
    const { visitor, reading, hasEnded } = await open('manager', stream);
    const socket = new WebSocket(`ws://localhost:${site.gate.port}/plugins/servlet/stand-in/echo`, {
      headers: { cookie: [...visitor.client.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    site.clock.pass(11 * hours);
    expect(hasEnded()).toBe(false);
    site.clock.pass(hours);
    expect(await reading).toBe('broken off');
    await waitFor(() => socket.readyState === WebSocket.CLOSED);
  });

  it('goes on for everybody else', async () => {
    const { reading, hasEnded } = await open('chris', '/rest/stand-in/1.0/stream?chunks=20&ms=50');
    const other = new Visitor(site.gate.url);
    await other.logIn('alice', 'alice-password');
    await other.client.ask('/rest/auth/1/session', { method: 'DELETE' });
    expect(hasEnded()).toBe(false);
    expect(await reading).toBe('finished');
  });
});
