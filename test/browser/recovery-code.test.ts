import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  givenEnrolled,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
} from '../support/browser/index.ts';

describe('the recovery code', () => {
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

  const shown = /^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/;

  it('can be copied, downloaded and printed, and asks to be saved before it lets anybody on', async () => {
    const visit = await browser.visit(site, { acceptDownloads: true });
    await visit.givenPassword(people.dave);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    const page = visit.recoveryCode;
    const code = await page.code();
    expect(code).toMatch(shown);

    const backupCodes = await page.backupCodes();
    expect(backupCodes).toHaveLength(15);
    expect(await page.copy()).toBe('Copied');
    const download = await page.download();
    expect(download.name).toMatch(/^jira-backup-codes-dave-example\.com-\d{4}-\d\d-\d\d\.txt$/);
    for (const one of [...backupCodes, code]) expect(download.text).toContain(`\r\n${one}\r\n`);
    expect(download.text).toContain(`Site:     ${site.url}/jira\r\nUsername: dave@example.com\r\n`);

    await visit.tab.evaluate('window.print = () => { document.title = "printing"; }');
    await page.printButton.click();
    expect(await visit.tab.title()).toBe('printing');

    await page.continueButton.click();
    expect(await visit.tab.evaluate('document.activeElement.id')).toBe('saved');
    expect(await page.code()).toBe(code);
    await visit.reload();
    expect(await page.code()).toBe(code);

    await page.tickSaved();
    await page.goOn();
    const comment = visit.tab.locator('#comment');
    await comment.press('Control+V');
    expect((await comment.inputValue()).split('\n')).toEqual([
      'Backup codes',
      ...backupCodes,
      'Recovery code',
      code,
    ]);
  });

  it('is copied even where the browser keeps the clipboard from scripts', async () => {
    const visit = await browser.visit(site);
    await visit.context.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined });');
    await visit.givenPassword(people.bob);
    const { secret } = await visit.enroll.typedSecret();
    expect(await visit.enroll.copySecret()).toBe('Copied');
    await visit.enroll.field.press('Control+V');
    expect(await visit.enroll.field.inputValue()).toBe(secret.replaceAll(' ', ''));
  });

  it('has only what is needed later on paper', async () => {
    const visit = await browser.visit(site, { colorScheme: 'dark' });
    await visit.givenPassword(people.newname);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    const code = await visit.recoveryCode.code();
    await visit.tab.emulateMedia({ media: 'print' });
    await visit.picture('recovery-code-print');
    const printed = (await visit.tab.locator('body').innerText()).replace(/\s+/g, ' ');
    expect(printed).toContain(code);
    expect(printed).toContain('Nora Newname (newname)');
    expect(printed).not.toMatch(/Copy|Download|Continue/);
    expect(await visit.tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
  });

  it('lets somebody in who has lost the phone, once, and is replaced by a new one', async () => {
    const visit = await browser.visit(site);
    const { recoveryCode } = await givenEnrolled(site, people.mary);
    await visit.givenPassword(people.mary, '/browse/DEMO-2');
    await visit.challenge.useRecoveryCode();
    await visit.picture('recover');
    expect(await visit.recover.heading()).toBe('Use a backup or recovery code');
    expect(await visit.recover.fieldHasFocus()).toBe(true);
    await visit.recover.enter('AAAAA-BBBBB-CCCCC-DDDDD');
    await visit.picture('recover-wrong');
    expect(await visit.recover.message()).toContain('That code didn’t work.');

    await visit.recover.enter(` ${recoveryCode.toLowerCase().replaceAll('-', ' ')} `);
    await visit.picture('recovery-code-replaced');
    const replacement = await visit.recoveryCode.code();
    expect(replacement).toMatch(shown);
    expect(replacement).not.toBe(recoveryCode);
    expect(await visit.tab.locator('.lead').innerText()).toContain('Your old recovery code is used up.');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe('/browse/DEMO-2');

    await visit.logInAgain(people.mary);
    await visit.challenge.useRecoveryCode();
    await visit.recover.enter(recoveryCode);
    expect(await visit.recover.message()).toContain('That code didn’t work.');
    await visit.recover.useApp();
    expect(await visit.challenge.heading()).toBe('Two-step verification');
    await visit.challenge.useRecoveryCode();
    await visit.context.clearCookies({ name: 'two-step-conversation' });
    await visit.recover.enter(replacement);
    expect(await visit.recover.message()).toContain('This page was open for too long.');
    await visit.recover.enter(replacement);
    expect(await visit.recoveryCode.heading()).toBe('Save your recovery code');
  });
});
