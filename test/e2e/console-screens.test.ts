import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

describe('the first screens of the console', () => {
  let site: Site;
  let smtp: TestSmtp;
  let ada: GivenPerson;
  beforeAll(async () => {
    smtp = await startSmtp();
    const env = { SMTP_URL: smtp.url, MAIL_FROM: 'gate@example.com', TSV_REMEMBER_DAYS: '7' };
    site = await startSite({ TSV_ENFORCEMENT: 'mandatory', ...env }, { crowd: 5 });
    ada = await givenAdministrator(site, 1);
  });
  afterAll(async () => {
    await site?.close();
    await smtp?.close();
  });

  const press = async () => {
    const form = consoleFormIn(await ada.visitor.open(mailTestPath), '/mail-test');
    return ada.visitor.submit(mailTestPath, form);
  };
  const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

  it('show on the overview how the gate is', async () => {
    site.clock.pass(61_000); // everybody is counted once a minute
    const { text } = await ada.visitor.open(consolePath);
    const shown = textOf(text);
    expect(shown).toMatch(/With a second factor 1 \d+ % of \d+ active accounts/);
    expect(shown).toContain('Version From the environment');
    expect(shown).toMatch(/Database Up Redis Not used: one gate only Jira Up Mail Up/);
    expect(shown).toMatch(/Version \d+\.\d+\.\d+/);
  });

  it('show which service is away', async () => {
    await ada.visitor.open(consolePath);
    site.jira.control.failWith('reset');
    try {
      expect(textOf((await ada.visitor.open(consolePath)).text)).toContain('Not answering: Jira.');
    } finally {
      site.jira.control.failWith(null);
    }
  });

  it('show which settings are in force, and where they come from', async () => {
    const shown = textOf((await ada.visitor.open(`${consolePath}/settings`)).text);
    expect(shown).toMatch(/Remembered browsers 7 days .*? Environment TSV_REMEMBER_DAYS/);
    expect(shown).toContain('TSV_METHODS TOTP, WEBAUTHN Default');
    expect(shown).toContain('TSV_ENCRYPTION_KEYS 1 key, not shown Environment');
  });

  it('send a test mail to whoever asks, at the address that Jira has', async () => {
    const answer = await press();
    expect(answer.headers.location).toBe(`${mailTestPath}?sent=yes`);
    expect((await ada.visitor.follow(answer)).text).toContain('The mail server took the mail.');
    const mail = await smtp.waitForMail(({ subject }) => subject.startsWith('Test mail'));
    expect(mail.to).toEqual(['user1@example.com']);
    expect((await auditOf(site, 'settings.mail_tested')).at(-1)).toEqual({
      ...{ outcome: 'success', reason: 'sent', actor: ada.userKey },
    });
  });

  it('show what the mail server answers when it takes no mail', async () => {
    smtp.behave('refuse');
    const answer = await press();
    expect(answer.status).toBe(200);
    expect(textOf(answer.text)).toContain('What came back: not delivered: rejected (550).');
    expect((await auditOf(site, 'settings.mail_tested')).at(-1)).toMatchObject({
      ...{ outcome: 'failure', reason: 'not delivered: rejected (550)' },
    });
    smtp.behave('well');
  });
});
