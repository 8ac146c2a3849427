/**
 * Attack: WebSudo gives an administrator's session a new id, and the verification goes along. Use that way with a session
 * that was not verified, or make Jira's reply bring somebody else's session.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen, verifiedCookie } from '../support/gate/browsers.ts';
import {
  codeAt,
  type GateHere,
  type Site,
  secretIn,
  startGateHere,
  startSite,
  Visitor,
} from '../support/gate/index.ts';
import { startAlteringProxy } from '../support/jira/altering-proxy.ts';
import { createDatabase } from '../support/servers/index.ts';

const webSudo = '/secure/admin/WebSudoAuthenticate.jspa';

/** The password once more, as administration asks for it; answers the session id before it. */
async function elevate(visitor: Visitor, password: string): Promise<string | undefined> {
  const before = visitor.client.cookies.get('JSESSIONID');
  const form = await visitor.follow(await visitor.open('/secure/admin/ViewApplicationProperties.jspa'));
  const token =
    /name="atl_token"[^>]*value="([^"]*)"/.exec(form.text)?.[1] ??
    visitor.client.cookies.get('atlassian.xsrf.token') ??
    '';
  await visitor.submit(webSudo, { webSudoPassword: password, webSudoIsPost: 'false', atl_token: token });
  return before;
}

describe('WebSudo', () => {
  let site: Site;
  let admin: Visitor;
  beforeAll(async () => {
    site = await startSite();
    admin = new Visitor(site.gate.url);
    await admin.enroll('admin', 'admin-password', site.clock.now);
  });
  afterAll(() => site?.close());

  it('carries a verification over to the new session id, for the browser that had it', async () => {
    const before = copyOf(admin, site.gate.url);
    const oldId = await elevate(admin, 'admin-password');
    expect(admin.client.cookies.get('JSESSIONID')).not.toBe(oldId);
    expect(await personSeen(admin)).toBe('admin');
    expect(await personSeen(before)).toBeUndefined();
    expect(await personSeen(copyOf(admin, site.gate.url, ['JSESSIONID']))).toBeUndefined();
  });

  it.each<[string, (thief: Visitor) => unknown]>([
    ['no half', () => undefined],
    ['a made-up half', (thief) => thief.client.cookies.set(verifiedCookie, 'x'.repeat(43))],
    [
      'the half of another session',
      (thief) => thief.client.cookies.set(verifiedCookie, admin.client.cookies.get(verifiedCookie) ?? ''),
    ],
  ])('does not reach Jira from a session that was not verified, with %s', async (_, plant) => {
    const thief = new Visitor(site.gate.url);
    await thief.logIn('admin', 'admin-password');
    plant(thief);
    const sessionId = await elevate(thief, 'admin-password');
    expect(thief.client.cookies.get('JSESSIONID')).toBe(sessionId);
    expect(site.jira.sessions.find(sessionId ?? '')?.elevated).toBe(false);
    expect((await thief.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });
});

describe('WebSudo where nobody has to have a second factor', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ TSV_ENFORCEMENT: 'optional' });
  });
  afterAll(() => site?.close());

  it('verifies no session that was not, when a second factor comes later', async () => {
    const early = new Visitor(site.gate.url);
    await early.logIn('admin', 'admin-password');
    const oldId = await elevate(early, 'admin-password');
    expect(early.client.cookies.get('JSESSIONID')).not.toBe(oldId);
    expect(await personSeen(early)).toBe('admin');
    const owner = new Visitor(site.gate.url);
    await owner.logIn('admin', 'admin-password');
    const setup = await owner.open('/plugins/servlet/two-step/enroll?method=app');
    await owner.answerForm(setup, { code: codeAt(secretIn(setup.text), site.clock.now) });
    early.client.cookies.set(verifiedCookie, owner.client.cookies.get(verifiedCookie) ?? '');
    await elevate(early, 'admin-password');
    expect((await early.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });
});

describe("WebSudo whose reply brings somebody else's session", () => {
  let site: Site;
  let gate: GateHere;
  let brought = '';
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    site = await startSite();
    const proxy = await startAlteringProxy(site.jira.port, (path, reply) => {
      if (path === webSudo) reply.headers['set-cookie'] = [`JSESSIONID=${brought}; Path=/`];
    });
    const database = await createDatabase();
    gate = await startGateHere({ JIRA_URL: proxy.url, DATABASE_URL: database.url }, site.clock.read);
    closers.push(
      () => gate.close(),
      () => proxy.close(),
      () => database.drop(),
      () => site.close(),
    );
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  it('verifies that session for nobody', async () => {
    const manager = new Visitor(gate.url);
    await manager.enroll('manager', 'manager-password', site.clock.now);
    await manager.logIn('manager', 'manager-password');
    brought = manager.client.cookies.get('JSESSIONID') ?? '';
    const admin = new Visitor(gate.url);
    await admin.enroll('admin', 'admin-password', site.clock.now);
    await elevate(admin, 'admin-password');
    expect(admin.client.cookies.get('JSESSIONID')).toBe(brought);
    expect((await admin.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });
});
