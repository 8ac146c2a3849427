import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  givenEnrolled,
  issuePath,
  people,
  type Site,
  startBrowser,
  startTryOutSite,
  type TestBrowser,
} from '../support/browser/index.ts';

describe('the Back button, two tabs and impatient fingers', () => {
  let browser: TestBrowser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser({ backForwardCache: true }), startTryOutSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it('does not bring the recovery code back once it is said to be saved', async () => {
    const visit = await browser.visit(site);
    const { recoveryCode } = await visit.enrollPerson(people.alice);
    await visit.goBack();
    expect(visit.place).toBe(issuePath);
    expect(await visit.tab.content()).not.toContain(recoveryCode);
    expect(await visit.jira.user()).toBe('alice');
  });

  it('shows nobody the secret or the recovery code of whoever has logged out', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.bob);
    const app = await visit.enroll.scan();
    const secret = app.uri.searchParams.get('secret') ?? '';
    await visit.enroll.finish(await app.nextCode());
    const recoveryCode = await visit.recoveryCode.code();
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await visit.jira.logOut();
    // The issue, the recovery code, the setup, the password.
    for (let back = 0; back < 4; back += 1) {
      await visit.goBack();
      const shown = await visit.tab.content();
      expect(shown).not.toContain(recoveryCode);
      expect(shown).not.toContain(secret);
    }
  });

  it('leads from the spent form of a challenge to the page asked for', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.carol);
    await visit.givenPassword(people.carol, '/browse/DEMO-2');
    await visit.challenge.enter(await app.nextCode());
    await visit.goBack();
    expect(visit.place).toBe('/browse/DEMO-2');
    expect(await visit.jira.user()).toBe('carol');
  });

  it('spends one attempt on a double click', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.dave);
    await visit.givenPassword(people.dave);
    const sent = visit.countPosts();
    await visit.slowDown(400);
    await visit.challenge.field.fill(app.wrongCode());
    await visit.arrive(() => visit.challenge.submitButton.dblclick({ delay: 50 }));
    expect(await visit.challenge.message()).toContain('You have 4 attempts left');
    expect(sent()).toBe(1);
    await visit.challenge.field.fill(await app.nextCode());
    await visit.arrive(() => visit.challenge.submitButton.dblclick({ delay: 50 }));
    expect(visit.place).toBe(issuePath);
    expect(sent()).toBe(2);
  });

  it('lets both tabs in with the code that was typed in one of them', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.mixed);
    await visit.givenPassword(people.mixed);
    const first = visit.tab;
    await visit.openTab('/browse/DEMO-2');
    expect(await visit.challenge.heading()).toBe('Two-step verification');
    await visit.challenge.enter(await app.nextCode());
    expect(visit.place).toBe('/browse/DEMO-2');

    visit.tab = first;
    await visit.challenge.enter(app.usedCode());
    expect(visit.place).toBe(issuePath);
    expect(await visit.jira.user()).toBe('MixedCase');
  });

  it('offers the same secret in two tabs, so that either can finish the setup', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.newname);
    const app = await visit.enroll.scan();
    const first = visit.tab;
    await visit.openTab('/browse/DEMO-2');
    expect((await visit.enroll.scan()).uri.href).toBe(app.uri.href);
    await visit.enroll.finish(await app.nextCode());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe('/browse/DEMO-2');

    visit.tab = first;
    await visit.enroll.finish(app.usedCode());
    expect(visit.place).toBe(issuePath);
  });

  it('sends a tab to the password when another one has logged out, and keeps its destination', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.manager);
    await visit.givenPassword(people.manager, '/browse/DEMO-2');
    const first = visit.tab;
    await visit.openTab(issuePath);
    await visit.challenge.logOut();
    expect(await visit.end.heading()).toBe('You are logged out');

    visit.tab = first;
    await visit.challenge.enter(await app.nextCode());
    expect(visit.place).toBe('/login.jsp?os_destination=%2Fbrowse%2FDEMO-2');
  });
});
