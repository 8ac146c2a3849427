import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  AuthenticatorApp,
  addKey,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
} from '../support/browser/index.ts';

const profile = '/plugins/servlet/two-step/profile';

describe("people's own page", () => {
  let browser: TestBrowser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startClusterSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it('takes an app through its life: named, moved to a new phone with a saved code, and removed', async () => {
    const visit = await browser.visit(site);
    const { recoveryCode } = await visit.enrollPerson(people.alice);
    await visit.open(profile);
    await visit.profile.rename('Authenticator app', 'Old phone');
    expect(await visit.profile.methods()).toEqual(['Authenticator app: Old phone']);

    await visit.logInAgainAt(people.alice);
    await visit.challenge.useRecoveryCode();
    await visit.recover.enter(recoveryCode);
    expect(await visit.recoveryCode.heading()).toBe('Save your recovery code');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await visit.open(profile);
    await visit.profile.newPhone();
    expect(await visit.enroll.heading()).toBe('I have a new phone');
    const phone = await visit.enroll.scan();
    await visit.enroll.finish(await phone.nextCode());
    expect(await visit.profile.message()).toContain('Your new phone is set up.');

    await addKey(visit, 'a fingerprint reader');
    await visit.profile.add();
    await visit.arrive(() => visit.enroll.submitButton.click());
    await visit.profile.remove('Authenticator app');
    await visit.profile.press('Remove');
    expect(await visit.profile.methods()).toEqual(['Security key or passkey']);
    await visit.logInAgainAt(people.alice);
    await visit.challenge.useKey();
    expect(await visit.jira.user()).toBe('alice');
  });

  it('makes backup codes anew, which log in', async () => {
    const visit = await browser.visit(site);
    await visit.enrollPerson(people.bob);
    await visit.open(profile);
    await visit.profile.press('Make new backup codes');
    const codes = await visit.recoveryCode.backupCodes();
    expect(new Set(codes).size).toBe(15);
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe(profile);
    await visit.logInAgainAt(people.bob);
    await visit.challenge.useRecoveryCode();
    await visit.recover.enter((codes[7] ?? '').toLowerCase().replaceAll('-', ' '));
    expect(visit.place).toBe('/browse/DEMO-1');
    await visit.open(profile);
    expect(await visit.profile.section('Backup and recovery codes').innerText()).toContain('14 of 15');
  });

  it('remembers a browser, shows it, and forgets it', async () => {
    const visit = await browser.visit(site);
    const { app } = await visit.enrollPerson(people.dave);
    await visit.logInAgain(people.dave);
    await visit.challenge.rememberBrowser();
    await visit.challenge.enter(await app.nextCode());
    await visit.logInAgain(people.dave);
    expect(visit.place).toBe('/browse/DEMO-1');
    await visit.open(profile);
    const browsers = visit.profile.section('Remembered browsers');
    expect(await browsers.innerText()).toContain('Chrome');
    await visit.profile.press('Forget');
    expect(await browsers.innerText()).toContain('No browser is remembered');
    await visit.logInAgainAt(people.dave);
    expect(visit.place).toContain('/two-step/challenge');
  });

  it('speaks to people in their own language', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.joerg);
    expect(await visit.tab.getAttribute('html', 'lang')).toBe('de');
    const { secret } = await visit.enroll.typedSecret();
    await visit.enroll.finish(await AuthenticatorApp.type(secret).nextCode());
    await visit.tab.locator('#saved').check();
    await visit.arrive(() => visit.enroll.submitButton.click());
    await visit.open(profile);
    await visit.picture('own-page-de');
    expect(await visit.profile.heading()).toContain('Zwei-Schritt-Verifizierung');
  });
});
