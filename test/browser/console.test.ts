import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  Keyboard,
  people,
  type Site,
  startBrowser,
  startClusterSite,
  type TestBrowser,
} from '../support/browser/index.ts';

const console = '/plugins/servlet/two-step/admin';

describe('the console in a browser', () => {
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

  it('is where an administrator arrives who asked for it, and can be walked with the keyboard alone', async () => {
    const visit = await browser.visit(site);
    await visit.enrollPerson(people.admin, `${console}/settings`);
    expect(visit.place).toBe(`${console}/settings`);
    const keyboard = new Keyboard(visit.tab);
    await keyboard.tabTo('Overview');
    await visit.arrive(() => keyboard.press('Enter'));
    expect(visit.place).toBe(console);
    expect(await visit.console.fact('Database')).toMatch(/^up$/i);
    await keyboard.tabTo('Skip to main content');
    await keyboard.press('Enter');
    await keyboard.tabTo('What is in force');
    await visit.arrive(() => keyboard.press('Enter'));
    expect(visit.place).toBe(`${console}/settings`);
    expect(await visit.console.sideBar.locator('[aria-current=page]').allInnerTexts()).toEqual(['Settings']);
  });

  it('works at 200 % and without scripts', async () => {
    const visit = await browser.visit(site, {
      viewport: { width: 640, height: 450 },
      javaScriptEnabled: false,
    });
    await visit.enrollPerson(people.olga, console);
    await visit.console.choose('Settings');
    await visit.console.openLink('Send a test mail');
    expect(await visit.tab.locator('h1').innerText()).toBe('Send a test mail');
    expect(await visit.tab.locator('.empty-state').innerText()).toContain('No mail server is configured');
  });

  it('tells whoever is no system administrator that it is not for them, and nothing else', async () => {
    const visit = await browser.visit(site);
    await visit.enrollPerson(people.manager, console);
    const text = await visit.tab.locator('body').innerText();
    expect(text).toMatch(/You can’t/);
    expect(text).not.toMatch(/TSV_|Settings|Policy in force/);
  });
});
