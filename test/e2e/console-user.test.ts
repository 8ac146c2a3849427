import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crowdMember, type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { personSeen } from '../support/gate/browsers.ts';
import {
  askForHelp,
  givenEnrolledMember,
  nextCode,
  personQuery,
  refreshFromJira,
  textOf,
  userPath,
} from '../support/gate/console-people.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const pages = '/plugins/servlet/two-step';

describe('one person in the console', () => {
  let site: Site;
  let smtp: TestSmtp;
  let ada: GivenPerson;
  let number = 1;
  beforeAll(async () => {
    smtp = await startSmtp();
    site = await startSite({ SMTP_URL: smtp.url, MAIL_FROM: 'gate@example.com' }, { crowd: 30 });
    ada = await givenAdministrator(site, 1);
    await refreshFromJira(ada);
  });
  afterAll(async () => {
    await site?.close();
    await smtp?.close();
  });
  beforeEach(() => {
    number += 1;
  });

  const enrolled = () => givenEnrolledMember(site.gate.url, site.clock.now, number);
  const look = (userKey: string, more = '') => ada.visitor.open(`${userPath}${personQuery(userKey)}${more}`);
  const mailTo = (name: string, part: string) =>
    smtp.waitForMail(({ to, text }) => to[0] === `${name}@example.com` && text.includes(part));

  it('is shown with what they have, what is open, what the policy says and what happened', async () => {
    const bob = await enrolled();
    const shown = textOf(await look(bob.userKey));
    expect(shown).toContain(`User ${number}`);
    expect(shown).toMatch(/Second factor Set up since \d+ Nov/);
    expect(shown).toMatch(/At the next login Asked a second factor is needed/);
    expect(shown).toContain('Backup codes left 15');
    expect(shown).toMatch(/Verified sessions Browser .*Unknown 127\.0\.0\.1 Authenticator app/);
    expect(shown).toMatch(/Everybody else Decides a second factor is needed, and this person has one/);
    expect(shown).toContain(`${bob.name}@example.com`);
    expect(shown).toMatch(/What happened From the audit.*Set up two-step verification/);
    const elsewhere = textOf(await look(bob.userKey, '&from=2001:db8::1'));
    expect(elsewhere).toContain('coming from 2001:db8::1');
  });

  it('is not shown where nobody has that key', async () => {
    const answer = await look('JIRAUSER-nobody');
    expect([answer.status, textOf(answer)]).toEqual([
      404,
      expect.stringContaining('has not heard of anybody'),
    ]);
  });

  it('is reset with a reason and the administrator’s own code, and hears of it', async () => {
    const bob = await enrolled();
    const form = textOf(await ada.visitor.open(`${userPath}/reset${personQuery(bob.userKey)}`));
    expect(form).toContain('Your own code');
    const code = nextCode(ada, site.clock);
    const done = await askForHelp(ada, 'reset', bob.userKey, { scope: 'all', code });
    expect(done.headers.location).toBe(`${userPath}${personQuery(bob.userKey)}&done=reset&mail=queued`);
    expect(textOf(await ada.visitor.follow(done))).toContain(
      'A mail with a link to the setup is on its way.',
    );
    expect(await personSeen(bob.visitor)).toBeUndefined();
    expect((await mailTo(bob.name, '/set-up-again?token=')).text).toContain('User 1');
    expect((await auditOf(site, 'enrollment.reset')).at(-1)).toEqual({
      ...{ outcome: 'success', reason: 'all: ticket 4711', actor: ada.userKey },
    });
    const again = textOf(await ada.visitor.open(`${userPath}/reset${personQuery(bob.userKey)}`));
    expect(again).toContain('They have never completed a setup');
    expect(again).toMatch(/give them a code .* exempt them for a while/);
  });

  it('keeps their only factor where just that one was to go', async () => {
    const bob = await enrolled();
    const code = nextCode(ada, site.clock);
    const refused = await askForHelp(ada, 'reset', bob.userKey, { scope: 'app', code });
    expect([refused.status, textOf(refused)]).toEqual([
      400,
      expect.stringContaining('This is their only factor'),
    ]);
    expect(await personSeen(bob.visitor)).toBe(bob.name);
  });

  it('gets a code to read out, which opens one login and is shown once', async () => {
    const bob = await enrolled();
    const path = `${userPath}/code${personQuery(bob.userKey)}`;
    const { text } = await ada.visitor.open(path);
    const hidden = Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const fields = { ...hidden, minutes: '30', reason: 'on the telephone' };
    const shown = await ada.visitor.submit(path, fields);
    const code = /<p class="read-out-code"><span>(\w{4})<\/span><span>(\w{4})<\/span>/.exec(shown.text);
    expect([shown.status, code]).toEqual([200, expect.anything()]);
    expect(shown.headers['cache-control']).toBe('no-store');
    const reloaded = await ada.visitor.submit(path, fields);
    expect(textOf(reloaded)).toContain('That code was shown once');
    expect(await auditOf(site, 'help_desk_code.issued')).toHaveLength(1);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(bob.name, `${bob.name}-password`);
    await visitor.answerForm(await visitor.open(`${pages}/recover`), {
      recoveryCode: `${code?.[1]}-${code?.[2]}`,
    });
    expect(await personSeen(visitor)).toBe(bob.name);
    expect((await mailTo(bob.name, 'help')).text).not.toContain(code?.[1]);
  });

  it('is exempted for a while and no longer, and the exemption ends before its time', async () => {
    const { userKey, name } = crowdMember(number);
    expect((await askForHelp(ada, 'exempt', userKey, { hours: '9999' })).status).toBe(400);
    const done = await askForHelp(ada, 'exempt', userKey, { hours: '24' });
    expect(done.headers.location).toContain('done=exempted&mail=queued');
    const shown = textOf(await ada.visitor.follow(done));
    expect(shown).toMatch(/Exempt until .* By user1: ticket 4711/);
    expect(shown).toMatch(/At the next login Exempt an administrator exempted/);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    expect(await personSeen(visitor)).toBe(name);
    expect((await askForHelp(ada, 'end-exemption', userKey, {})).headers.location).toContain(
      'done=exemption_ended',
    );
    expect(textOf(await look(userKey))).toMatch(/At the next login Must set up/);
  });

  it('is unlocked, logged out, and forgotten by their browsers', async () => {
    const bob = await enrolled();
    const thief = new Visitor(site.gate.url);
    for (let tries = 0; tries < 10; tries += 1) {
      if (tries % 5 === 0) await thief.logIn(bob.name, `${bob.name}-password`);
      await thief.answerForm(await thief.open(`${pages}/challenge`), { code: '000000' });
    }
    expect(textOf(await look(bob.userKey))).toMatch(/Codes Locked until /);
    expect((await askForHelp(ada, 'unlock', bob.userKey, {})).headers.location).toContain('done=unlocked');
    expect(textOf(await look(bob.userKey))).not.toContain('Locked until');
    expect(await personSeen(bob.visitor)).toBe(bob.name);
    expect((await askForHelp(ada, 'end-sessions', bob.userKey, {})).headers.location).toContain(
      'sessions_ended',
    );
    expect(await personSeen(bob.visitor)).toBeUndefined();
    expect((await askForHelp(ada, 'forget-browsers', bob.userKey, {})).headers.location).toContain(
      'browsers_forgotten',
    );
    const timeline = textOf(await look(bob.userKey));
    expect(timeline).toMatch(/Remembered browsers were forgotten by an administrator ticket 4711 user1/);
  });

  it('is left alone where Jira knows them by another name since, or not at all', async () => {
    const { userKey } = crowdMember(number);
    site.jira.control.renameUser(userKey, 'somebody.else');
    const renamed = await askForHelp(ada, 'exempt', userKey, { hours: '24' });
    expect([renamed.status, textOf(renamed)]).toEqual([
      ...[400, expect.stringContaining('Jira knows nobody of that name and key any more')],
    ]);
    // The name belongs to another account now.
    site.jira.control.renameUser(crowdMember(29).userKey, crowdMember(number).name);
    expect(textOf(await askForHelp(ada, 'exempt', userKey, { hours: '24' }))).toContain('Jira knows nobody');
    site.jira.control.removeUser(userKey);
    expect(textOf(await askForHelp(ada, 'exempt', userKey, { hours: '24' }))).toContain('Jira knows nobody');
    const granted = (await auditOf(site, 'exemption.granted')).filter(({ outcome }) => outcome === 'success');
    expect(granted).toHaveLength(1);
  });

  it('has a past that is turned over page by page', async () => {
    const { userKey, name } = crowdMember(number);
    for (let times = 0; times < 11; times += 1) {
      await askForHelp(ada, 'exempt', userKey, { hours: '4', reason: `time ${times}` });
      await askForHelp(ada, 'end-exemption', userKey, { reason: `end ${times}` });
    }
    const first = await look(userKey);
    const older = /href="([^"]*)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(older).toMatch(/before=\d+#timeline$/);
    const second = await ada.visitor.open(older.replace('#timeline', ''));
    const reasons = [...(first.text + second.text).matchAll(/<bdi>((?:4 hours: time|end) \d+)<\/bdi>/g)].map(
      ([, reason]) => reason,
    );
    expect(reasons).toHaveLength(22);
    expect(new Set(reasons).size).toBe(22);
    expect(reasons[0]).toBe('end 10');
    expect(name).not.toBe('');
  });
});
