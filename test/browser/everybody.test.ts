import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  AuthenticatorApp,
  givenEnrolled,
  givenWrongCodes,
  issuePath,
  Keyboard,
  overflow,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';

describe('a login for everybody', () => {
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

  it('works without scripts from the password to the issue, and with the recovery code', async () => {
    const visit = await browser.visit(site, { javaScriptEnabled: false });
    await visit.logIn(people.alice);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(app.wrongCode());
    expect(await visit.enroll.message()).toContain('4 attempts left');
    await visit.enroll.finish(await app.nextCode());
    expect(await visit.recoveryCode.copyButton.count()).toBe(0);
    expect(await visit.recoveryCode.printButton.count()).toBe(0);
    const recoveryCode = await visit.recoveryCode.code();
    expect((await visit.recoveryCode.download()).text).toContain(recoveryCode);
    await visit.picture('no-script-recovery-code');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe(issuePath);

    await visit.logInAgain(people.alice, '/browse/DEMO-2');
    await visit.challenge.useRecoveryCode();
    await visit.recover.enter(recoveryCode);
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe('/browse/DEMO-2');

    await visit.logInAgain(people.alice);
    await visit.challenge.logOut();
    expect(await visit.end.heading()).toBe('You are logged out');
  });

  it('works with the keyboard alone, and always shows where it is', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.bob);
    const keys = new Keyboard(visit.tab);
    await keys.press('Tab');
    expect(await keys.focused()).toBe('Skip to main content');
    await visit.picture('keyboard-skip-link');
    await keys.press('Enter');
    await keys.tabTo(/^Authenticator app/);
    await visit.arrive(() => keys.press('Enter'));
    await keys.tabTo('Can’t scan? Type this secret');
    await visit.picture('keyboard-summary');
    await keys.press('Enter');
    await keys.tabTo('Copy');
    const app = AuthenticatorApp.type((await visit.enroll.typedSecret()).secret);
    await keys.tabTo('Verification code');
    await keys.type(await app.nextCode());
    await visit.arrive(() => keys.press('Enter'));
    await keys.tabTo('Download');
    await visit.picture('keyboard-download');
    await keys.tabTo('I have saved these codes somewhere safe');
    await keys.press('Space');
    await keys.tabTo('Continue to Jira');
    await visit.arrive(() => keys.press('Enter'));
    expect(visit.place).toBe(issuePath);

    await visit.logInAgain(people.bob);
    expect(await keys.focused()).toBe('Verification code');
    await keys.type(app.wrongCode());
    await visit.arrive(() => keys.press('Enter'));
    expect(await keys.focused()).toBe('Verification code');
    await keys.tabTo('Use a backup or recovery code');
    await visit.arrive(() => keys.press('Enter'));
    expect(await keys.focused()).toBe('Code');
    await keys.tabTo('Use another way instead');
    await visit.arrive(() => keys.press('Enter'));
    await keys.type(await app.nextCode());
    await keys.tabTo('Continue');
    await visit.arrive(() => keys.press('Enter'));
    expect(visit.place).toBe(issuePath);
  });

  // The longest names that there are, and the two widths that phones have at least.
  it.each([
    { width: 375, height: 667, person: people.mixed, colorScheme: 'light' },
    { width: 320, height: 568, person: people.dave, colorScheme: 'dark' },
  ] as const)(
    'fits a phone of $width pixels on every page, $colorScheme, and the QR code can be scanned',
    async ({ person, ...look }) => {
      const { width, height, colorScheme } = look;
      const visit = await browser.visit(site, {
        viewport: { width, height },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        colorScheme,
      });
      const tooWide: string[] = [];
      const see = async (name: string) => {
        await visit.picture(`phone-${width}-${name}`);
        const wide = await overflow(visit.tab, width);
        if (wide !== undefined) tooWide.push(`${name}: ${wide}`);
      };
      const app = await seeSetup(visit, person, see);
      await visit.logInAgain(person);
      await see('challenge');
      await visit.challenge.enter(app.wrongCode());
      await see('challenge-wrong');
      await visit.challenge.useRecoveryCode();
      await visit.recover.enter('wrong');
      await see('recover-wrong');
      // Two wrong codes so far, and the setup does not count.
      await givenWrongCodes(site, person, app.wrongCode(), 8);
      await visit.open(issuePath);
      expect(await visit.end.heading()).toBe('Too many wrong codes');
      await see('locked');
      await visit.open('/plugins/servlet/two-step/ended');
      await see('ended');
      await visit.open('/plugins/servlet/two-step/logged-out');
      await see('logged-out');
      await visit.open('/plugins/servlet/two-step/nowhere');
      await see('problem');
      expect(tooWide).toEqual([]);
      const background = await visit.tab.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(colorScheme === 'dark' ? 'rgb(34, 39, 43)' : 'rgb(255, 255, 255)');
    },
  );

  async function seeSetup(visit: Visit, person: typeof people.dave, see: (name: string) => Promise<void>) {
    await visit.givenPassword(person);
    await see('enroll');
    const app = await visit.enroll.scan();
    await visit.enroll.typedSecret();
    await visit.enroll.copySecret();
    await see('enroll-secret');
    await visit.enroll.finish(app.wrongCode());
    await see('enroll-wrong');
    await visit.enroll.finish(await app.nextCode());
    await visit.recoveryCode.copy();
    await see('recovery-code');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    return app;
  }

  it('has nothing to hide from the browser: an inline style on its pages is refused and heard of', async () => {
    const { app } = await givenEnrolled(site, people.carol);
    const visit = await browser.visit(site);
    await visit.givenPassword(people.carol);
    await visit.tab.evaluate(
      'document.body.insertAdjacentHTML("beforeend", "<p style=\\"color: red\\">red</p>")',
    );
    await visit.tab.evaluate(
      'document.body.append(Object.assign(document.createElement("script"), { text: "document.title = 1" }))',
    );
    await visit.challenge.enter(await app.nextCode());
    expect(visit.place).toBe(issuePath);
    expect(visit.complaints.take()).toEqual([
      expect.stringContaining('Content Security Policy'),
      expect.stringContaining('Content Security Policy'),
    ]);
  });
});
