import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  people,
  type Site,
  startBrowser,
  startClusterSite,
  startTryOutSite,
  type TestBrowser,
} from '../support/browser/index.ts';

describe.each([
  { name: 'nothing configured', start: startTryOutSite },
  { name: 'below /jira, on PostgreSQL and Redis', start: startClusterSite },
])('a login ($name)', ({ name, start }) => {
  const at = name.startsWith('below') ? 'jira' : 'root';
  let browser: TestBrowser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), start()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it('leads a new person through the setup to the issue asked for, and from then on from a code to any address', async () => {
    const visit = await browser.visit(site);
    await visit.open('/browse/DEMO-1?focusedId=7');
    expect(visit.place).toContain('/login.jsp?');
    await visit.login.logIn(people.alice.username, people.alice.password);
    await visit.picture(`${at}-enroll`);

    expect(await visit.enroll.heading()).toBe('Set up two-step verification');
    expect(await visit.enroll.signedInAs()).toBe('Logging in as Alice Archer (alice)');
    const app = await visit.enroll.scan();
    expect(app.uri.href).toBe(await visit.enroll.appLink());
    expect(app.uri.protocol + app.uri.host).toBe('otpauth:totp');
    expect(decodeURIComponent(app.uri.pathname)).toMatch(/^\/Jira \(localhost.*\):alice$/);
    const typed = await visit.enroll.typedSecret();
    expect(typed.secret.replaceAll(' ', '')).toBe(app.uri.searchParams.get('secret'));
    await visit.enroll.finish(await app.nextCode());

    expect(await visit.recoveryCode.heading()).toBe('Save your backup codes');
    await visit.picture(`${at}-recovery-code`);
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe('/browse/DEMO-1?focusedId=7');
    expect(await visit.jira.user()).toBe('alice');
    await visit.picture(`${at}-issue`);

    const odd = '/issues/?jql=text%20~%20%22a%2Bb%20%26%20100%25%20%C3%BC%22&startIndex=0';
    await visit.jira.logOut();
    expect(await visit.jira.user()).toBe('');
    await visit.logIn(people.alice, odd);
    await visit.picture(`${at}-challenge`);
    expect(await visit.challenge.heading()).toBe('Two-step verification');
    expect(await visit.challenge.fieldHasFocus()).toBe(true);
    await visit.challenge.enter(app.wrongCode());
    await visit.challenge.useRecoveryCode();
    await visit.recover.useApp();
    await visit.challenge.enter(await app.nextCode());
    expect(visit.place).toBe(odd);
    expect(await visit.tab.getByLabel('JQL').inputValue()).toBe('text ~ "a+b & 100% ü"');
    expect(await visit.jira.user()).toBe('alice');
  });
});
