import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  AuthenticatorApp,
  type PersonName,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';

/** Jira's own login page from version 10 on, whose script talks to the API as if the plugin answered. */
describe("Jira's own login page", () => {
  let browser: TestBrowser;
  let site: Site;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startClusterSite({ nativeLoginPage: true })]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  const logIn = async (visit: Visit, { username, password }: PersonName) => {
    await visit.tab.getByLabel('Username').fill(username);
    await visit.tab.getByLabel('Password').fill(password);
    await visit.tab.getByRole('button', { name: 'Log in' }).click();
  };
  /** A browser notes each answer that is none of the 200s; here these say which step is next. */
  const expectNoOtherComplaints = (visit: Visit) => {
    const isAboutStep = (line: string) => /status of 4(?:01|12)\b.*\/rest\/tsv\//.test(line);
    expect(visit.complaints.take().filter((line) => !isAboutStep(line))).toEqual([]);
  };
  const heading = (visit: Visit, title: string) => visit.tab.getByRole('heading', { name: title }).waitFor();
  const type = async (visit: Visit, label: string, text: string, button: string) => {
    await visit.tab.getByLabel(label).fill(text);
    await visit.tab.getByRole('button', { name: button }).click();
  };
  const arrive = (visit: Visit, path: string) =>
    visit.tab.waitForURL(`${site.url}${site.contextPath}${path}`);

  it('leads through the setup, and later by a code or the recovery code, to the issue asked for', async () => {
    const visit = await browser.visit(site);
    await visit.open('/browse/DEMO-1?focusedId=7');
    await logIn(visit, people.alice);
    await heading(visit, 'Set up two-step verification');
    await visit.picture('native-setup');
    const url = await visit.tab.locator('form[data-url]').getAttribute('data-url');
    const app = new AuthenticatorApp(url ?? '');
    await type(visit, 'First code', await app.nextCode(), 'Set up');
    await heading(visit, 'Keep this recovery code');
    const recoveryCode = await visit.tab.locator('p').first().innerText();
    await type(visit, 'Type it once', recoveryCode, 'Go on');
    await arrive(visit, '/browse/DEMO-1?focusedId=7');
    expect(await visit.jira.user()).toBe('alice');

    await visit.jira.logOut();
    await visit.open('/issues/?jql=project%20%3D%20DEMO');
    await logIn(visit, people.alice);
    await heading(visit, 'Two-step verification');
    await type(visit, 'Code of your authenticator app', '000000', 'Verify');
    await visit.tab.getByRole('alert').waitFor();
    await visit.picture('native-wrong-code');
    await type(visit, 'Code of your authenticator app', await app.nextCode(), 'Verify');
    await arrive(visit, '/issues/?jql=project%20%3D%20DEMO');

    await visit.jira.logOut();
    await visit.open('/login.jsp');
    await logIn(visit, people.alice);
    await visit.tab.getByRole('button', { name: 'Use the recovery code' }).click();
    await type(visit, 'Recovery code', recoveryCode, 'Verify');
    await visit.tab.waitForURL((to) => !to.pathname.endsWith('/login.jsp'));
    expect(await visit.jira.user()).toBe('alice');
    expectNoOtherComplaints(visit);
  });

  it('leads from the portal back to the portal', async () => {
    const visit = await browser.visit(site);
    await visit.open('/servicedesk/customer/user/login?destination=portals');
    await logIn(visit, people.carol);
    await heading(visit, 'Set up two-step verification');
    const url = await visit.tab.locator('form[data-url]').getAttribute('data-url');
    await type(visit, 'First code', await new AuthenticatorApp(url ?? '').nextCode(), 'Set up');
    await type(visit, 'Type it once', 'kept', 'Go on');
    await arrive(visit, '/servicedesk/customer/portals');
    await visit.tab.getByText('Welcome, Carol Castle').waitFor();
    expectNoOtherComplaints(visit);
  });

  it('says that a password has expired', async () => {
    const visit = await browser.visit(site);
    await visit.open('/login.jsp');
    await logIn(visit, { username: 'erik', password: 'erik-password', displayName: 'Erik Expired' });
    await visit.tab.getByText('Your password has expired.').waitFor();
    expectNoOtherComplaints(visit);
  });

  it('shows the captcha that Jira asks for', async () => {
    const visit = await browser.visit(site);
    await visit.open('/login.jsp');
    for (let round = 0; round < 3; round += 1) {
      const answered = visit.tab.waitForResponse((answer) => answer.url().includes('/authenticate'));
      await logIn(visit, { ...people.bob, password: 'wrong' });
      await answered;
    }
    await visit.tab.locator('img.captcha').waitFor();
    await visit.tab.locator('#captcha-field').fill('standin');
    await logIn(visit, people.bob);
    await heading(visit, 'Set up two-step verification');
    expectNoOtherComplaints(visit);
  });
});
