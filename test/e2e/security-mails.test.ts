import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { type ReceivedMail, startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const pages = '/plugins/servlet/two-step';
const minute = 60_000;

describe('mails about an account', () => {
  let smtp: TestSmtp;
  let site: Site;
  beforeAll(async () => {
    smtp = await startSmtp();
    site = await startSite(
      { SMTP_URL: smtp.url, MAIL_FROM: 'Two-Step <two-step@example.com>' },
      { crowd: 9 },
    );
  });
  afterAll(async () => {
    await site?.close();
    await smtp?.close();
  });
  afterEach(() => {
    smtp.clear();
    site.clock.pass(20 * minute);
  });

  const logIn = async (name: string) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const enroll = async (name: string) => {
    const visitor = new Visitor(site.gate.url);
    const enrolled = await visitor.enroll(name, `${name}-password`, site.clock.now);
    const backupCodes = [...enrolled.shown.text.matchAll(/>([0-9A-Z]{5}(?:-[0-9A-Z]{5}){2})</g)].map(
      ([, code = '']) => code,
    );
    await mailWith('was added');
    smtp.clear();
    return { ...enrolled, backupCodes, visitor };
  };
  const mailWith = (subject: string) => smtp.waitForMail((mail) => mail.subject.includes(subject));
  const nextCode = (secret: string) => {
    site.clock.pass(30_000);
    return codeAt(secret, site.clock.now);
  };

  const expectHarmless = (mail: ReceivedMail, secrets: readonly string[]) => {
    for (const part of [mail.subject, mail.text, mail.html]) {
      for (const secret of secrets) expect(part).not.toContain(secret);
    }
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('127.0.0.1');
      expect(part).toContain(`${site.gate.config.publicOrigin}${pages}/not-me?token=`);
      expect(part).toContain(' UTC');
    }
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  };

  it('say that a first factor was added, to whom, when, from where, and with no secret in it', async () => {
    const visitor = new Visitor(site.gate.url);
    const { secret, recoveryCode } = await visitor.enroll('user1', 'user1-password', site.clock.now);
    const mail = await mailWith('A new way to log in to Jira was added');
    expect(mail.to).toEqual(['user1@example.com']);
    expect(mail.text).toContain('Authenticator app');
    expectHarmless(mail, [secret, recoveryCode]);
  });

  it('say that a browser is new, once an hour, and nothing of one that is known', async () => {
    const { secret, visitor } = await enroll('user2');
    const known = await logIn('user2');
    known.client.cookies.set('two-step-browser', visitor.client.cookies.get('two-step-browser') ?? '');
    await known.fillIn('challenge', { code: nextCode(secret) });
    const stranger = await logIn('user2');
    await stranger.fillIn('challenge', { code: nextCode(secret) });
    const mail = await mailWith('New browser');
    expectHarmless(mail, [secret]);
    const another = await logIn('user2');
    await another.fillIn('challenge', { code: nextCode(secret) });
    const { recoveryCode } = await enroll('user3');
    const marker = await logIn('user3');
    await marker.fillIn('recover', { recoveryCode });
    await mailWith('recovery code was used');
    expect(smtp.mails.filter(({ subject }) => subject.includes('New browser'))).toHaveLength(0);
  });

  it('say that backup codes were used, and when few and none are left; the page says so, too', async () => {
    const { backupCodes } = await enroll('user4');
    expect(backupCodes).toHaveLength(15);
    for (const [used, code] of backupCodes.entries()) {
      const left = 14 - used;
      site.clock.pass(16 * minute);
      const visitor = await logIn('user4');
      const page = await visitor.follow(await visitor.fillIn('recover', { recoveryCode: code }));
      const subject =
        left === 0 ? 'last Jira backup code' : left === 3 ? 'Few Jira backup codes' : 'A Jira backup code';
      const mail = await mailWith(subject);
      expectHarmless(mail, backupCodes);
      if (left > 0) expect(mail.text).toContain(`${left} of 15`);
      expect(page.text.includes('Few backup codes left')).toBe(left <= 3);
      smtp.clear();
    }
  });

  it('say that wrong codes followed the right password', async () => {
    const { secret } = await enroll('user5');
    const guesser = await logIn('user5');
    for (let guess = 0; guess < 5; guess += 1) await guesser.fillIn('challenge', { code: '000000' });
    expectHarmless(await mailWith('Wrong codes were entered'), [secret]);
  });

  it('speak the language that the person has in Jira', async () => {
    await new Visitor(site.gate.url).enroll('jörg', 'joerg-password', site.clock.now);
    const mail = await smtp.waitForMail(({ to }) => to[0] === 'joerg@example.com');
    expect(mail.text).toMatch(/^Guten Tag|^Hallo/);
    expect(mail.text).toContain('Jörg Müller');
  });

  it('have a link that logs the person out everywhere when its button is pressed, and not before', async () => {
    const visitor = new Visitor(site.gate.url);
    await visitor.enroll('user6', 'user6-password', site.clock.now);
    const mail = await mailWith('was added');
    const link = new URL(/https?:\S+not-me\?token=\S+/.exec(mail.text)?.[0] ?? '');
    const target = link.pathname + link.search;
    const shown = await ask(site.gate.url, target, { headers: { accept: 'text/html' } });
    expect((await visitor.open('/browse/DEMO-1')).status).toBe(200);
    const [form] = formsOf(shown.text);
    await ask(site.gate.url, form?.action ?? '', {
      form: form?.hidden ?? {},
      headers: { accept: 'text/html' },
    });
    expect((await visitor.open('/browse/DEMO-1')).headers.location).toContain('/challenge');
  });

  it('hold up no login while the mail server does not answer', async () => {
    const { secret } = await enroll('user7');
    smtp.behave('stall');
    const stranger = await logIn('user7');
    const answer = await stranger.fillIn('challenge', { code: nextCode(secret) });
    expect(answer.headers.location).toBe('/');
    smtp.behave('well');
  });
});
