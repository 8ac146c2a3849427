import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addKey,
  type KeyKind,
  keyKinds,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
} from '../support/browser/index.ts';

describe('security keys and passkeys', () => {
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

  const owners = [people.alice, people.bob, people.manager, people.dave];

  it.each(Object.keys(keyKinds).map((kind, at) => [kind as KeyKind, at] as const))(
    '%s is registered, logs in, is named, has an app beside it, and is removed',
    async (kind, at) => {
      const person = owners[at] ?? people.mary;
      const visit = await browser.visit(site);
      const key = await addKey(visit, kind);
      await visit.givenPassword(person);
      await visit.enroll.choose('Security key or passkey');
      await visit.picture(`key-${at}-setup`);
      await visit.tab.getByLabel('Name').fill('  Blue\u202e key ');
      await visit.arrive(() => visit.enroll.submitButton.click());
      expect(await visit.recoveryCode.heading()).toBe('Save your backup codes');
      await visit.recoveryCode.tickSaved();
      await visit.recoveryCode.goOn();
      expect(await visit.jira.user()).toBe(person.username.toLowerCase());

      await visit.logInAgain(person);
      await visit.picture(`key-${at}-challenge`);
      await visit.challenge.useKey();
      expect(visit.place).toBe('/browse/DEMO-1');

      await visit.open('/plugins/servlet/two-step/profile');
      expect(await visit.profile.methods()).toEqual(['Security key or passkey: Blue key']);
      await visit.profile.rename('Blue key', 'Green key');
      expect(await visit.profile.methods()).toEqual(['Security key or passkey: Green key']);
      expect(
        await visit.profile
          .method('Green key')
          .getByRole('link', { name: /^Remove/ })
          .count(),
      ).toBe(0);

      await visit.profile.add();
      const app = await visit.enroll.scan();
      await visit.enroll.finish(await app.nextCode());
      expect(await visit.profile.message()).toContain('It’s added.');
      expect(await visit.profile.methods()).toHaveLength(2);
      await visit.profile.remove('Green key');
      await visit.picture(`key-${at}-remove`);
      await visit.profile.press('Remove');
      expect(await visit.profile.methods()).toEqual(['Authenticator app']);

      await visit.logInAgainAt(person);
      expect(await visit.challenge.field.count()).toBe(1);
      await visit.challenge.enter(await app.nextCode());
      expect(visit.place).toBe('/browse/DEMO-1');
      await key.unplug();
    },
  );

  it('several keys of one person work, a foreign key does not, and one cannot be registered twice', async () => {
    const visit = await browser.visit(site);
    const first = await addKey(visit, 'a FIDO2 security key');
    await visit.givenPassword(people.mary);
    await visit.enroll.choose('Security key or passkey');
    await visit.arrive(() => visit.enroll.submitButton.click());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.addSecond();
    expect(await visit.enroll.heading()).toBe('Add another way');
    await visit.enroll.choose('Security key or passkey');
    await visit.enroll.submitButton.click();
    await visit.tab.getByText('This key is registered already.').waitFor();
    await first.unplug();
    const second = await addKey(visit, 'a U2F security key');
    await visit.arrive(() => visit.enroll.submitButton.click());
    expect(await visit.profile.methods()).toHaveLength(2);
    await visit.logInAgainAt(people.mary);
    await visit.challenge.useKey();
    expect(visit.place).toBe('/browse/DEMO-1');
    await second.unplug();

    await addKey(visit, 'a FIDO2 security key');
    await visit.logInAgain(people.mary);
    await visit.challenge.submitButton.click();
    await visit.tab.getByText('Nothing came from the key.').waitFor();
    await visit.picture('key-foreign');
    expect(await visit.challenge.submitButton.isEnabled()).toBe(true);
  });

  it('a key whose counter went back is blocked, and says so where its owner looks', async () => {
    const visit = await browser.visit(site);
    const key = await addKey(visit, 'a FIDO2 security key');
    await visit.givenPassword(people.newname);
    await visit.enroll.choose('Security key or passkey');
    await visit.arrive(() => visit.enroll.submitButton.click());
    const [backupCode = ''] = await visit.recoveryCode.backupCodes();
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await visit.logInAgain(people.newname);
    await visit.challenge.useKey();
    await key.setCounterBack();
    await visit.logInAgain(people.newname);
    await visit.challenge.useKey();
    expect(visit.place).toContain('/two-step/challenge');
    await visit.open('/plugins/servlet/two-step/recover');
    await visit.recover.enter(backupCode);
    await visit.open('/plugins/servlet/two-step/profile');
    expect(await visit.profile.method('Security key').innerText()).toContain('Blocked');
    await visit.picture('key-blocked');
  });

  it('a browser without scripts says why a key does not work there, and offers the other ways', async () => {
    const visit = await browser.visit(site, { javaScriptEnabled: false });
    await visit.givenPassword(people.olga);
    await visit.enroll.choose('Security key or passkey');
    expect(await visit.tab.locator('main').innerText()).toContain('Security keys need JavaScript');
    expect(await visit.enroll.submitButton.isVisible()).toBe(false);
    await visit.arrive(() => visit.tab.getByRole('link', { name: 'Choose another way' }).click());
    expect(await visit.tab.locator('a.card').count()).toBe(2);
  });
});
