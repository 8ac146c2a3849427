import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { waitFor } from '../gate/index.ts';
import { arrive } from './arrive.ts';
import type { AuthenticatorApp } from './authenticator-app.ts';
import { Complaints } from './complaints.ts';
import {
  ChallengePage,
  ConsolePage,
  EndPage,
  EnrollPage,
  JiraPage,
  LoginPage,
  PoliciesPage,
  ProfilePage,
  RecoverPage,
  RecoveryCodePage,
  UsersPage,
} from './pages/index.ts';
import type { PersonName } from './people.ts';
import type { Site } from './sites.ts';

export const issuePath = '/browse/DEMO-1';

/** One person at one browser: the open tab, and the pages that can be in it. */
export class Visit {
  readonly context: BrowserContext;
  readonly complaints: Complaints;
  readonly site: Site;
  readonly #picturePath: (name: string) => string | undefined;
  tab: Page;

  constructor(
    context: BrowserContext,
    tab: Page,
    site: Site,
    picturePath: (name: string) => string | undefined,
  ) {
    this.context = context;
    this.tab = tab;
    this.site = site;
    this.complaints = new Complaints(context);
    this.#picturePath = picturePath;
  }

  get login() {
    return new LoginPage(this.tab);
  }
  get enroll() {
    return new EnrollPage(this.tab);
  }
  get challenge() {
    return new ChallengePage(this.tab);
  }
  get recover() {
    return new RecoverPage(this.tab);
  }
  get recoveryCode() {
    return new RecoveryCodePage(this.tab);
  }
  get profile() {
    return new ProfilePage(this.tab);
  }
  get console() {
    return new ConsolePage(this.tab);
  }
  get policies() {
    return new PoliciesPage(this.tab);
  }
  get users() {
    return new UsersPage(this.tab);
  }
  /** A page on which a login ends: locked, ended, logged out, a problem. */
  get end() {
    return new EndPage(this.tab);
  }
  get jira() {
    return new JiraPage(this.tab);
  }

  /** Where the tab is, without origin and context path. */
  get place(): string {
    const root = this.site.url + this.site.contextPath;
    const url = this.tab.url();
    return url.startsWith(`${root}/`) ? url.slice(root.length) : url;
  }

  /** Types an address. */
  async open(path: string): Promise<void> {
    await this.tab.goto(this.site.url + this.site.contextPath + path);
  }

  /** Types an address in a new tab, and stays there. */
  async openTab(path: string): Promise<void> {
    this.tab = await this.context.newPage();
    await this.open(path);
  }

  /** Presses Back and waits until the tab has come to rest. A page that comes back as it was left loads nothing. */
  async goBack(): Promise<void> {
    const moved = this.tab.waitForEvent('framenavigated');
    await this.tab.evaluate('void setTimeout(() => history.back(), 0)');
    await moved;
    await sleep(300);
    await waitFor(async () => (await this.tab.evaluate('document.readyState')) === 'complete');
  }

  arrive(action: () => Promise<unknown>): Promise<void> {
    return arrive(this.tab, action);
  }

  /** Makes the way to the server slow, so that there is time to press a button twice. */
  async slowDown(milliseconds: number): Promise<void> {
    await this.context.route('**/two-step/**', async (route) => {
      await sleep(milliseconds);
      await route.continue();
    });
  }

  /** Counts what the tab sends from now on. */
  countPosts(): () => number {
    let posts = 0;
    this.tab.on('request', (request) => {
      if (request.method() === 'POST') posts += 1;
    });
    return () => posts;
  }

  /** Asks for a page of Jira and gives the password; ends at the second step. */
  async logIn(person: PersonName, destination = issuePath): Promise<void> {
    await this.open(destination);
    await this.login.logIn(person.username, person.password);
  }

  /** The same without the login page, for tests that are about what follows. */
  async givenPassword({ username, password }: PersonName, destination = issuePath): Promise<void> {
    const root = this.site.url + this.site.contextPath;
    await this.context.request.post(`${root}/login.jsp`, {
      form: { os_username: username, os_password: password },
      headers: { accept: 'text/html' },
      maxRedirects: 0,
    });
    await this.open(destination);
  }

  /** Everything from the password to the page asked for. */
  async enrollPerson(
    person: PersonName,
    destination = issuePath,
  ): Promise<{ app: AuthenticatorApp; recoveryCode: string }> {
    await this.givenPassword(person, destination);
    const app = await this.enroll.scan();
    await this.enroll.finish(await app.nextCode());
    const recoveryCode = await this.recoveryCode.code();
    await this.recoveryCode.tickSaved();
    await this.recoveryCode.goOn();
    return { app, recoveryCode };
  }

  /** A fresh start of the same person in the same browser. */
  async logInAgain(person: PersonName, destination = issuePath): Promise<void> {
    await this.jira.logOut();
    await this.logIn(person, destination);
  }

  /** The same from a page of the gate, which has no menu of Jira's. */
  async logInAgainAt(person: PersonName, destination = issuePath): Promise<void> {
    await this.open(destination);
    await this.logInAgain(person, destination);
  }

  async reload(): Promise<void> {
    await arrive(this.tab, () => this.tab.reload());
  }

  /** Leaves a picture of the whole page where somebody asked for pictures. */
  async picture(name: string): Promise<void> {
    const path = this.#picturePath(name);
    if (path !== undefined) await this.tab.screenshot({ path, fullPage: true, caret: 'initial' });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
