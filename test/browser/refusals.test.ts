import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  givenEnrolled,
  givenWrongCodes,
  issuePath,
  people,
  type Site,
  startBrowser,
  startTryOutSite,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';

const deepLink = '/issues/?jql=project%20%3D%20DEMO';

describe('codes that do not get through', () => {
  let browser: TestBrowser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startTryOutSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  const guess = async (visit: Visit, code: string, times: number) => {
    for (let time = 0; time < times; time += 1) await visit.challenge.enter(code);
  };

  it('says what to do after a wrong code, with the cursor in the field and the destination kept', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.alice);
    await visit.givenPassword(people.alice, deepLink);
    await visit.challenge.enter(app.wrongCode());
    await visit.picture('challenge-wrong');
    const { challenge } = visit;
    expect(await challenge.message()).toMatch(
      /^That code didn’t work\.\s+Wait for the next code.*4 attempts left/s,
    );
    expect(await challenge.fieldHasFocus()).toBe(true);
    expect(await challenge.field.inputValue()).toBe('');
    expect(await challenge.field.getAttribute('aria-invalid')).toBe('true');
    expect(await visit.tab.title()).toBe('Error: Two-step verification - Jira');

    // As an app shows it, in two groups.
    const code = await app.nextCode();
    await challenge.enter(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(visit.place).toBe(deepLink);
  });

  it('keeps the QR code after a wrong code in the setup', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.bob, deepLink);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(app.wrongCode());
    await visit.picture('enroll-wrong');
    expect(await visit.enroll.message()).toContain('4 attempts left');
    expect(await visit.enroll.fieldHasFocus()).toBe(true);
    expect((await visit.enroll.scan()).uri.href).toBe(app.uri.href);
    await visit.enroll.finish(await app.nextCode());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe(deepLink);
  });

  it('refuses a code that was used before, in the same words as a wrong one', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.olga);
    await visit.givenPassword(people.olga);
    await visit.challenge.enter(app.usedCode());
    const used = await visit.challenge.message();
    await visit.challenge.enter(app.wrongCode());
    expect(await visit.challenge.message()).toBe(used?.replace('4 attempts', '3 attempts'));
    expect(used).toContain('4 attempts left');
    await visit.open(issuePath);
    expect(await visit.challenge.heading()).toBe('Two-step verification');
  });

  it('does not check a code on a page that was open for too long, and goes on from there', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.dave);
    await visit.givenPassword(people.dave, deepLink);
    const code = await app.nextCode();
    await visit.context.clearCookies({ name: 'two-step-conversation' });
    await visit.challenge.enter(code);
    await visit.picture('challenge-expired');
    expect(await visit.challenge.message()).toContain('This page was open for too long.');
    expect(await visit.challenge.fieldHasFocus()).toBe(true);
    await visit.challenge.enter(code);
    expect(visit.place).toBe(deepLink);
  });

  it('shows a new QR code when the setup was open for too long', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.newname);
    const stale = await visit.enroll.scan();
    await visit.context.clearCookies({ name: 'two-step-conversation' });
    await visit.enroll.finish(await stale.nextCode());
    await visit.picture('enroll-expired');
    expect(await visit.enroll.message()).toContain('so we started over');
    const app = await visit.enroll.scan();
    expect(app.uri.href).not.toBe(stale.uri.href);
    await visit.enroll.finish(await app.nextCode());
    expect(await visit.recoveryCode.heading()).toBe('Save your backup codes');
  });

  it('logs somebody out who is not the person on the page', async () => {
    const visit = await browser.visit(site);
    await visit.givenPassword(people.mary);
    expect(await visit.enroll.signedInAs()).toBe('Logging in as Mary Jane Weaver (mary jane)');
    await visit.enroll.logOut();
    await visit.picture('logged-out');
    expect(await visit.end.heading()).toBe('You are logged out');
    await visit.end.goOn();
    expect(visit.place).toBe('/login.jsp');
    expect(await visit.jira.user()).toBe('');
    await visit.login.logIn(people.manager.username, people.manager.password);
    expect(await visit.enroll.signedInAs()).toBe('Logging in as Mona Manager (manager)');
  });

  it('goes back to the password after five wrong codes, and pauses after ten', async () => {
    const visit = await browser.visit(site);
    const { app } = await givenEnrolled(site, people.mixed);
    await visit.givenPassword(people.mixed, deepLink);
    await guess(visit, app.wrongCode(), 4);
    expect(await visit.challenge.message()).toContain('You have 1 attempt left before');
    await guess(visit, app.wrongCode(), 1);
    await visit.picture('ended');
    expect(await visit.end.heading()).toBe('Let’s start over');
    await visit.end.goOn();
    expect(visit.place).toBe('/login.jsp?os_destination=%2Fissues%2F%3Fjql%3Dproject%2520%253D%2520DEMO');
    expect(await visit.jira.user()).toBe('');

    await givenWrongCodes(site, people.mixed, app.wrongCode(), 5);
    await visit.login.logIn(people.mixed.username, people.mixed.password);
    await visit.picture('locked');
    expect(await visit.end.heading()).toBe('Too many wrong codes');
    expect(await visit.end.text()).toMatch(/You can try again in\s+1[45] minutes/);
    const before = await visit.end.countdown();
    await sleep(1_500);
    expect(await visit.end.countdown()).not.toBe(before);

    // A right code does not help now, and the clock says so when the time is over.
    await visit.tab.clock.install();
    await visit.reload();
    expect(await visit.end.heading()).toBe('Too many wrong codes');
    await visit.tab.clock.fastForward('15:01');
    expect(await visit.end.countdown()).toBe('You can try again now.');
    await visit.end.goOn();
    expect(visit.place).toBe(
      `/plugins/servlet/two-step/challenge?destination=${encodeURIComponent(deepLink)}`,
    );
    await visit.picture('locked-over');
  });

  it('answers an address that nobody knows with a page that leads on', async () => {
    const visit = await browser.visit(site);
    await visit.open('/plugins/servlet/two-step/nowhere');
    await visit.picture('problem');
    expect(await visit.end.heading()).toBe('We couldn’t find that page');
    expect(await visit.end.text()).toMatch(/Reference [0-9a-f-]{36}/);
    await visit.end.goOn();
    expect(visit.place).toBe('/login.jsp');
  });
});
