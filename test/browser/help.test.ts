import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FactorSite,
  givenEnrolled,
  overflow,
  people,
  startBrowser,
  startFactorSite,
  type TestBrowser,
} from '../support/browser/index.ts';
import { givenAdministrator, type TestAdministrator } from '../support/gate/help-desk.ts';
import { type GateHere, startGateHere } from '../support/gate/index.ts';

const phone = { viewport: { width: 320, height: 700 } };

describe('help from an administrator', () => {
  let browser: TestBrowser;
  let site: FactorSite;
  /** Another gate of the site, through which the administrator helps. */
  let gate: GateHere;
  let admin: TestAdministrator;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
    gate = await startGateHere(site.env);
    admin = await givenAdministrator(gate, Date.now(), site.contextPath);
  });
  afterAll(async () => {
    await gate?.close();
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it.each([
    ['a wide window', 'alice', 'JIRAUSER10103', {}],
    ['a phone', 'bob', 'JIRAUSER10104', phone],
  ] as const)('is a link that leads back to the setup, on %s', async (name, username, userKey, look) => {
    const person = people[username];
    await givenEnrolled(site, person);
    const asked = { ...admin.asks({ userKey, username }), scope: { kind: 'all' } } as const;
    expect(await gate.help.reset.reset(asked)).toEqual({ kind: 'reset', mail: 'queued' });
    const mail = await site.smtp.waitForMail(
      ({ to, text }) => to[0] === `${username}@example.com` && text.includes('/set-up-again'),
    );
    const link = /http\S+\/set-up-again\?token=\S+/.exec(mail.text)?.[0] ?? '';
    const visit = await browser.visit(site, look);
    await visit.tab.goto(link);
    expect(visit.tab.url()).not.toContain('token');
    expect(await visit.tab.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Set up two-step verification again',
    );
    await visit.picture(`set-up-again-${name.replaceAll(' ', '-')}`);
    expect(await overflow(visit.tab, visit.tab.viewportSize()?.width ?? 0)).toBeUndefined();
    await visit.arrive(() => visit.tab.getByRole('button', { name: 'Log in and set up' }).click());
    await visit.login.logIn(person.username, person.password);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    expect(await visit.recoveryCode.backupCodes()).toHaveLength(15);
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await visit.tab.goto(link);
    expect(await visit.tab.getByRole('heading', { level: 1 }).innerText()).toBe(
      'This link is no longer good',
    );
    await visit.picture(`set-up-again-gone-${name.replaceAll(' ', '-')}`);
  });

  it.each([
    ['a wide window', 'dave', 'JIRAUSER10107', {}],
    ['a phone', 'mary', 'JIRAUSER10106', phone],
  ] as const)('is a code over the telephone, on %s', async (name, who, userKey, look) => {
    const person = people[who];
    await givenEnrolled(site, person);
    const issued = await gate.help.helpDeskCodes.issue(admin.asks({ userKey, username: person.username }));
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    const visit = await browser.visit(site, look);
    await visit.givenPassword(person);
    await visit.challenge.useRecoveryCode();
    await visit.picture(`recover-with-help-${name.replaceAll(' ', '-')}`);
    await visit.recover.enter(issued.code.toLowerCase().replace('-', ' '));
    expect(await visit.tab.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Your help-desk code is used up',
    );
    await visit.picture(`help-desk-used-${name.replaceAll(' ', '-')}`);
    expect(await overflow(visit.tab, visit.tab.viewportSize()?.width ?? 0)).toBeUndefined();
    await visit.arrive(() =>
      visit.tab.getByRole('link', { name: 'Look after my two-step verification' }).click(),
    );
    expect(await visit.tab.locator('.aui-message').first().innerText()).toContain(
      'with a code of your help desk',
    );
    await visit.picture(`help-desk-session-${name.replaceAll(' ', '-')}`);
  });
});
