import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AuthenticatorApp } from '../support/browser/authenticator-app.ts';
import {
  type FactorSite,
  givenEnrolled,
  overflow,
  people,
  startBrowser,
  startFactorSite,
  type TestBrowser,
} from '../support/browser/index.ts';
import { addKey } from '../support/browser/virtual-key.ts';

const console = '/plugins/servlet/two-step/admin';

describe('people in the console, in a browser', () => {
  let browser: TestBrowser;
  let site: FactorSite;
  let app: AuthenticatorApp;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
    ({ app } = await givenEnrolled(site, people.admin));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  /** The administrator, at the list. */
  const atUsers = async (options: BrowserContextOptions = {}) => {
    const visit = await browser.visit(site, options);
    await visit.givenPassword(people.admin, `${console}/users`);
    await visit.challenge.enter(await app.nextCode());
    return visit;
  };

  it('leads from the first letter to a code that opens a login', async () => {
    await givenEnrolled(site, people.bob);
    const visit = await atUsers();
    await visit.users.refresh();
    await visit.users.search('bob');
    expect(await visit.users.names()).toEqual(['Bob Baker']);
    await visit.arrive(() => visit.users.rows.getByRole('link', { name: /^Give a code/ }).click());
    await visit.users.giveReason('on the telephone', 'Show the code');
    const code = (await visit.users.readOut()).join('-');
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    const bob = await browser.visit(site);
    await bob.givenPassword(people.bob);
    await bob.challenge.useRecoveryCode();
    await bob.recover.enter(code);
    expect(await bob.recover.heading()).toBe('Your help-desk code is used up');

    await visit.console.openLink('Done');
    await visit.console.openLink('Reset');
    await visit.tab.getByLabel('Your own code').fill(app.wrongCode());
    await visit.users.giveReason('phone stolen', 'Reset');
    expect(await visit.users.message()).toContain('Nothing was changed.');
    expect(await visit.tab.getByLabel('Reason').inputValue()).toBe('phone stolen');
    await visit.tab.getByLabel('Your own code').fill(await app.nextCode());
    await visit.console.press('Reset');
    expect(await visit.users.message()).toContain('Everything was taken away.');
    expect(await visit.tab.getByRole('link', { name: 'Reset', exact: true }).count()).toBe(0);
  });

  it('asks whoever has a key and no app for the key before the form', async () => {
    await givenEnrolled(site, people.carol);
    const visit = await browser.visit(site);
    await visit.givenPassword(people.olga, `${console}/users`);
    await addKey(visit, 'a FIDO2 security key');
    await visit.enroll.choose('Security key or passkey');
    await visit.arrive(() => visit.enroll.submitButton.click());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await visit.users.search('carol');
    await visit.users.open('Carol Castle');
    await visit.console.openLink('Reset');
    expect(await visit.tab.getByLabel('Your own code').count()).toBe(0);
    await visit.users.giveReason('lost in the lake', 'Reset');
    expect(await visit.users.message()).toContain('Everything was taken away.');
  });

  it('works without scripts on a phone, also for several at once', async () => {
    const phone = { viewport: { width: 375, height: 667 }, javaScriptEnabled: false };
    const visit = await atUsers(phone);
    await visit.tab.getByLabel('Name, user name or mail').fill('an');
    await visit.console.press('Search');
    const names = await visit.users.names();
    expect(names.length).toBeGreaterThan(1);
    await visit.users.chooseBulk('Exempt for some hours', `all ${names.length} who match`);
    await visit.tab.getByLabel('Reason').fill('moving house');
    await visit.tab.getByLabel('Number of people').fill(String(names.length));
    await visit.console.press('Exempt them');
    expect(await visit.users.message()).toMatch(/\d+ done, \d+ skipped/);
    expect(await overflow(visit.tab, 375)).toBeUndefined();
  });
});
