/**
 * Attack: somebody sits down at a browser in which a system administrator is logged in, or has the session of a
 * remembered browser, and changes something in the console. Looking is possible there; every change wants a factor that
 * was shown within ten minutes, in this very session.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerWithApp,
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
  logInAgain,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const minute = 60_000;

describe('a change in the console', () => {
  let site: Site;
  let administrators = 0;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite(mail, { crowd: 9 });
  });
  afterAll(() => site?.close());

  /** An administrator, and a form that was opened while the proof was fresh. */
  const atTheForm = async () => {
    administrators += 1;
    const ada = await givenAdministrator(site, administrators);
    return { ada, form: consoleFormIn(await ada.visitor.open(mailTestPath), '/mail-test') };
  };
  const testedBy = async ({ userKey }: GivenPerson) =>
    (await auditOf(site, 'settings.mail_tested')).filter(({ actor }) => actor === userKey).length;

  it('is made right after the login, and not eleven minutes later: then a factor is asked for', async () => {
    const { ada, form } = await atTheForm();
    expect((await ada.visitor.submit(mailTestPath, form)).status).toBe(200);
    expect(await testedBy(ada)).toBe(1);
    site.clock.pass(11 * minute);
    const asked = await ada.visitor.submit(mailTestPath, form);
    expect(asked.headers.location).toBe(
      `/plugins/servlet/two-step/confirm?destination=${encodeURIComponent(mailTestPath)}`,
    );
    expect(await testedBy(ada)).toBe(1);
    expect((await ada.visitor.open(consolePath)).status).toBe(200);
    await answerWithApp(ada, site, await ada.visitor.follow(asked));
    expect((await ada.visitor.submit(mailTestPath, form)).status).toBe(200);
    expect(await testedBy(ada)).toBe(2);
  });

  it('is not made while another session of the same person is fresh', async () => {
    const { ada, form } = await atTheForm();
    site.clock.pass(11 * minute);
    await logInAgain(ada, site);
    expect((await ada.visitor.submit(mailTestPath, form)).headers.location).toContain('/confirm');
    expect(await testedBy(ada)).toBe(0);
  });

  it('is not made in the session of a remembered browser, which may look', async () => {
    const { ada } = await atTheForm();
    const first = await logInAgain(ada, site, { remember: 'yes' });
    const device = first.client.cookies.get('two-step-device') ?? '';
    expect(device).not.toBe('');
    const remembered = new Visitor(site.gate.url);
    await remembered.logIn(ada.name, `${ada.name}-password`);
    remembered.client.cookies.set('two-step-device', device);
    const looked = await remembered.follow(await remembered.open(consolePath));
    expect(looked.text).toContain('<h1>Overview</h1>');
    expect((await remembered.open(mailTestPath)).headers.location).toContain('/confirm');
    const profile = await remembered.open('/plugins/servlet/two-step/profile');
    // The token belongs to the session, whichever page shows it.
    const { token = '' } = consoleFormIn(profile, '/backup-codes');
    expect(token).not.toBe('');
    expect((await remembered.submit(mailTestPath, { token })).headers.location).toContain('/confirm');
    expect(await testedBy(ada)).toBe(0);
  });
});
