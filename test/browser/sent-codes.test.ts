import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FactorSite,
  people,
  startBrowser,
  startFactorSite,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';

const codeIn = (text: string) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? '';
const profile = '/plugins/servlet/two-step/profile';

describe('factors that go another way', () => {
  let browser: TestBrowser;
  let site: FactorSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  const press = (visit: Visit, name: string) =>
    visit.arrive(() => visit.tab.getByRole('button', { name, exact: true }).click());
  const saveCodes = async (visit: Visit) => {
    expect(await visit.recoveryCode.heading()).toBe('Save your backup codes');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe('/browse/DEMO-1');
  };
  /** An app beside it, so that it may go; then it goes. */
  const replaceByApp = async (visit: Visit, name: string) => {
    await visit.open(profile);
    await visit.profile.add();
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    await visit.profile.rename(name, 'Mine');
    await visit.profile.remove('Mine');
    await visit.profile.press('Remove');
    expect(await visit.profile.methods()).toEqual(['Authenticator app']);
  };
  const mailTo = (address: string) =>
    site.smtp.waitForMail(({ to, subject }) => to.includes(address) && subject.includes('verification code'));

  it('a code by e-mail is set up, logs in, survives a mail server that is away, and is replaced', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.alice);
    await visit.picture('all-methods');
    await visit.enroll.choose('Code by e-mail');
    await visit.picture('email-setup');
    await press(visit, 'Send code');
    expect(await visit.enroll.message()).toContain('on its way');
    const { to } = await mailTo('alice@example.com');
    expect(to).toEqual(['alice@example.com']);
    await visit.picture('email-setup-sent');
    await visit.enroll.enter('000000');
    expect(await visit.enroll.message()).toContain('That code didn’t work.');
    await visit.enroll.enter(codeIn((await mailTo('alice@example.com')).text));
    await saveCodes(visit);

    site.smtp.clear();
    await visit.logInAgain(people.alice);
    site.smtp.behave('refuse');
    await press(visit, 'Send code');
    expect(await visit.challenge.message()).toContain('We couldn’t send it.');
    await visit.picture('email-not-sent');
    site.smtp.behave('well');
    await press(visit, 'Send code');
    await visit.picture('email-challenge');
    await visit.challenge.enter(codeIn((await mailTo('alice@example.com')).text));
    expect(visit.place).toBe('/browse/DEMO-1');
    await replaceByApp(visit, 'Code by e-mail');
  });

  it('a code by text message is sent to a number that proves itself, logs in, and is replaced', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.bob);
    await visit.enroll.choose('Code by text message');
    const number = visit.tab.getByLabel('Mobile number');
    await number.fill('12');
    await press(visit, 'Send code');
    expect(await visit.enroll.message()).toContain('There is nowhere to send it.');
    await number.fill('+49 (0)171 / 123 45 67');
    await press(visit, 'Send code');
    const { to, text } = await site.sms.waitForMessage();
    expect(to).toBe('+491711234567');
    expect(await visit.tab.locator('main').innerText()).toContain('+49 ••• 4567');
    await visit.picture('sms-setup-sent');
    await visit.tab.getByLabel('Verification code').fill(codeIn(text));
    await press(visit, 'Finish setup');
    await saveCodes(visit);

    site.sms.clear();
    await visit.logInAgain(people.bob);
    site.sms.behave('error500');
    await press(visit, 'Send code');
    expect(await visit.challenge.message()).toContain('We couldn’t send it.');
    site.sms.behave('well');
    await press(visit, 'Send code');
    await visit.challenge.enter(codeIn((await site.sms.waitForMessage()).text));
    expect(visit.place).toBe('/browse/DEMO-1');
    await replaceByApp(visit, 'Code by text message');
  });

  it('Duo is connected, asks on the phone, takes a no, a passcode, and being away, and is replaced', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.manager);
    await visit.enroll.choose('Duo push');
    await visit.picture('duo-setup');
    expect(await visit.tab.getByRole('img', { name: 'QR code' }).count()).toBe(1);
    site.duo.activate('manager');
    await press(visit, 'Send push');
    await visit.picture('duo-waiting');
    expect(await visit.tab.locator('main').innerText()).toContain('Waiting for you');
    await visit.arrive(async () => site.duo.approve());
    await saveCodes(visit);

    await visit.logInAgain(people.manager);
    await press(visit, 'Send push');
    await visit.arrive(async () => site.duo.deny());
    expect(await visit.challenge.message()).toContain('Duo didn’t let you through.');
    site.duo.behave('error500');
    await press(visit, 'Send push');
    expect(await visit.challenge.message()).toContain('We couldn’t send it.');
    await visit.picture('duo-away');
    site.duo.behave('well');
    site.duo.acceptPasscode('manager', '1234567');
    await visit.tab.getByText('Enter a passcode instead').click();
    await visit.tab.getByLabel('Duo passcode').fill('123 4567');
    await press(visit, 'Continue');
    expect(visit.place).toBe('/browse/DEMO-1');
    await replaceByApp(visit, 'Duo push');
  });

  it('security questions come beside another factor only, and open the door in the end', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.dave);
    expect(await visit.tab.locator('a.card', { hasText: 'Security questions' }).count()).toBe(0);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    await saveCodes(visit);
    await visit.open(profile);
    await visit.profile.add();
    await visit.enroll.choose('Security questions');
    await visit.picture('questions-setup');
    const answer = (label: string, text: string) => visit.tab.getByLabel(label).fill(text);
    await answer('What was the name of your favorite teacher?', 'Frau Müller');
    await answer('In which street did you live as a child?', 'Elm Street 4');
    await press(visit, 'Finish setup');
    expect(await visit.enroll.message()).toContain('That didn’t match.');
    await answer('What was the name of your favorite teacher?', 'Frau Müller');
    await answer('In which street did you live as a child?', 'Elm Street 4');
    await answer('Which dish did you learn to cook first?', 'Pancakes!');
    await press(visit, 'Finish setup');
    expect(await visit.profile.methods()).toEqual(['Authenticator app', 'Security questions']);

    await visit.logInAgainAt(people.dave);
    await visit.challenge.choose('Security questions');
    await answer('What was the name of your favorite teacher?', 'frau muller');
    await answer('In which street did you live as a child?', 'elm street 4');
    await answer('Which dish did you learn to cook first?', 'pancakes');
    await visit.picture('questions-challenge');
    await press(visit, 'Continue');
    expect(visit.place).toBe('/browse/DEMO-1');
    await visit.open(profile);
    await visit.profile.rename('Security questions', 'My questions');
    await visit.profile.remove('My questions');
    await visit.profile.press('Remove');
    expect(await visit.profile.methods()).toEqual(['Authenticator app']);
  });
});
