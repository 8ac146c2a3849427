import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type GateHere, SetClock, startGateHere, Visitor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

describe('sessions that change under way', () => {
  const clock = new SetClock();
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateHere;

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: database.url }, clock.read);
  });
  afterAll(async () => {
    await gate?.close();
    await jira?.close();
    await database?.drop();
  });

  it('asks for a code again when remember-me has silently opened a new session', async () => {
    const alice = new Visitor(gate.url);
    const { secret } = await alice.enroll('alice', 'alice-password', clock.now);
    const remembered = new Visitor(gate.url);
    await remembered.submit('/login.jsp', {
      os_username: 'alice',
      os_password: 'alice-password',
      os_cookie: 'true',
    });
    expect(remembered.client.cookies.has('seraph.rememberme.cookie')).toBe(true);
    remembered.client.cookies.delete('JSESSIONID');
    const answer = await remembered.open('/browse/DEMO-1');
    expect(answer.headers.location).toContain('/two-step/challenge');
    expect(answer.cookie('JSESSIONID')).toBeTruthy();
    clock.pass(30_000);
    const page = await remembered.follow(answer);
    const on = await remembered.answerForm(page, { code: codeAt(secret, clock.now) });
    expect((await remembered.follow(on)).text).toContain('DEMO-1');
  });

  it('carries the verification over when WebSudo changes the session id, and nowhere else', async () => {
    const admin = new Visitor(gate.url);
    await admin.enroll('admin', 'admin-password', clock.now);
    const before = admin.client.cookies.get('JSESSIONID');
    const form = await admin.follow(await admin.open('/secure/admin/ViewApplicationProperties.jspa'));
    const token = /name="atl_token"[^>]*value="([^"]*)"/.exec(form.text)?.[1] ?? '';
    const raised = await admin.submit('/secure/admin/WebSudoAuthenticate.jspa', {
      webSudoPassword: 'admin-password',
      webSudoDestination: '/secure/admin/ViewApplicationProperties.jspa',
      webSudoIsPost: 'false',
      atl_token: token,
    });
    expect(admin.client.cookies.get('JSESSIONID')).not.toBe(before);
    const page = await admin.follow(raised);
    expect(page.status).toBe(200);
    expect(page.headers['x-ausername']).toBe('admin');
  });

  it('does not take a verification to a session of another person', async () => {
    const bob = new Visitor(gate.url);
    await bob.enroll('bob', 'bob-password', clock.now);
    expect((await bob.open('/browse/DEMO-1')).status).toBe(200);
    await bob.logIn('carol', 'carol-password');
    expect((await bob.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });

  it('refuses a verified session id without the cookie that belongs to it', async () => {
    const owner = new Visitor(gate.url);
    await owner.enroll('newname', 'newname-password', clock.now);
    const thief = new Visitor(gate.url);
    thief.client.cookies.set('JSESSIONID', owner.client.cookies.get('JSESSIONID') ?? '');
    expect((await thief.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });

  it('ends with the logout in Jira', async () => {
    const mary = new Visitor(gate.url);
    await mary.enroll('mary jane', 'mary-password', clock.now);
    const cookies = new Map(mary.client.cookies);
    await mary.follow(
      await mary.open(`/logout?atl_token=${encodeURIComponent(cookies.get('atlassian.xsrf.token') ?? '')}`),
    );
    for (const [name, value] of cookies) mary.client.cookies.set(name, value);
    expect((await mary.open('/browse/DEMO-1')).headers.location).toContain('/login.jsp');
  });
});
