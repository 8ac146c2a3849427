import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerWithApp,
  consoleFormIn,
  consolePath,
  crowdMember,
  givenAdministrator,
  groups,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';

const html = { accept: 'text/html' };

describe('the way into the console', () => {
  let site: Site;
  let administrators = 0;
  const anAdministrator = () => {
    administrators += 1;
    return givenAdministrator(site, administrators);
  };
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite({ TSV_ENFORCEMENT: 'optional', ...mail }, { crowd: 20 });
  });
  afterAll(() => site?.close());

  it('leads through the login and the second factor, and back to the very screen', async () => {
    const { name, secret } = await anAdministrator();
    const visitor = new Visitor(site.gate.url);
    const target = `${consolePath}/settings?x=1`;
    const sent = await visitor.open(target);
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toBe(`/login.jsp?os_destination=${encodeURIComponent(target)}`);
    await visitor.logIn(name, `${name}-password`, target);
    const challenge = await visitor.follow(await visitor.open(target));
    const shown = await answerWithApp({ visitor, secret }, site, challenge);
    expect(shown.headers.location).toBe(target);
    expect((await visitor.open(target)).text).toContain('<h1>Settings</h1>');
  });

  it('leads whoever has no second factor to setting one up, also where nobody has to', async () => {
    administrators += 1;
    const { name, userKey } = crowdMember(administrators);
    site.jira.control.setGroups(userKey, [groups.system]);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    const sent = await visitor.open(consolePath);
    expect(sent.headers.location).toContain('/two-step/enroll?destination=');
    const setup = await visitor.follow(sent);
    const secret = /secret=([A-Z2-7]{32})/.exec(setup.text)?.[1] ?? '';
    const code = codeAt(secret, site.clock.now);
    const codes = await visitor.follow(await visitor.answerForm(setup, { code }));
    const on = await visitor.answerForm(codes, { saved: 'yes' });
    expect(on.headers.location).toBe(consolePath);
    expect((await visitor.open(consolePath)).status).toBe(200);
  });

  it('is open with and without a slash, and for HEAD', async () => {
    const { visitor } = await anAdministrator();
    for (const path of [consolePath, `${consolePath}/`]) {
      const shown = await visitor.open(path);
      expect(shown.status).toBe(200);
      expect(shown.text).toContain('<h1>Overview</h1>');
    }
    const head = await visitor.client.ask(consolePath, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
  });

  it('says 404 of other screens and 405 of other methods, as pages', async () => {
    const { visitor } = await anAdministrator();
    expect((await visitor.open(`${consolePath}/nowhere`)).status).toBe(404);
    const put = await visitor.client.ask(mailTestPath, { method: 'PUT', headers: html });
    expect(put.status).toBe(405);
    expect(put.headers.allow).toBe('GET, HEAD, POST');
    expect((await visitor.client.ask(consolePath, { method: 'DELETE' })).headers.allow).toBe('GET, HEAD');
  });

  it('asks for a fresh proof before a form is filled in, and comes back to it', async () => {
    const { visitor, secret } = await anAdministrator();
    site.clock.pass(11 * 60_000);
    const sent = await visitor.open(`${mailTestPath}?sent=yes`);
    expect(sent.headers.location).toContain('/two-step/confirm?destination=');
    const asked = await visitor.follow(sent);
    const back = await answerWithApp({ visitor, secret }, site, asked);
    expect(back.headers.location).toBe(`${mailTestPath}?sent=yes`);
    expect((await visitor.open(mailTestPath)).status).toBe(200);
  });

  it('shows the screen as it is now where a form is out of date', async () => {
    const { visitor } = await anAdministrator();
    const answer = await visitor.submit(mailTestPath, { token: 'x' });
    expect(answer.status).toBe(303);
    const shown = await visitor.follow(answer);
    expect(shown.text).toContain('That form was out of date. Nothing was changed.');
    expect(consoleFormIn(shown, '/mail-test').token).toMatch(/^[\w-]{20,}$/);
  });

  it('says that a parameter makes no sense, instead of guessing', async () => {
    const { visitor } = await anAdministrator();
    expect((await visitor.open(`${mailTestPath}?sent=yes&sent=no`)).status).toBe(400);
    expect((await visitor.open(`${mailTestPath}?sent=${'x'.repeat(201)}`)).status).toBe(400);
  });
});
