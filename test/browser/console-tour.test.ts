import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FactorSite,
  Keyboard,
  overflow,
  startBrowser,
  startFactorSite,
  type TestBrowser,
  Tour,
} from '../support/browser/index.ts';

/** WCAG 2.2 AA and what it stands on. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const modes: { mode: string; width: number; options: BrowserContextOptions }[] = [
  { mode: 'desktop', width: 1280, options: {} },
  { mode: 'tablet', width: 900, options: { viewport: { width: 900, height: 700 } } },
  { mode: 'phone', width: 375, options: { viewport: { width: 375, height: 667 } } },
  { mode: 'dark', width: 1280, options: { colorScheme: 'dark' } },
];

const check = async (tab: Page) => (await new AxeBuilder({ page: tab }).withTags(tags).analyze()).violations;

describe.each(modes)('every screen of the console ($mode)', ({ mode, width, options }) => {
  let browser: TestBrowser;
  let site: FactorSite;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it('can be used by everybody, and fits the screen', { timeout: 300_000 }, async () => {
    const visit = await browser.visit(site, options);
    const seen: string[] = [];
    const problems: string[] = [];
    const look = async (name: string) => {
      seen.push(name);
      await visit.picture(`${name}-${mode}`);
      for (const { id, nodes } of await check(visit.tab))
        problems.push(`${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
      const reached = await new Keyboard(visit.tab).walk();
      if (reached.length < 2) problems.push(`${name}: the keyboard reaches only ${reached.join(', ')}`);
      const tooWide = await overflow(visit.tab, width);
      if (tooWide !== undefined) problems.push(`${name}: ${tooWide}`);
    };
    await new Tour(visit, site, look).console();
    expect(problems).toEqual([]);
    expect(seen.length).toBeGreaterThan(4);
    // The check itself sees what is wrong.
    await visit.tab.evaluate(`document.querySelector('h1').style.color = '#fafafa'`);
    await visit.tab.evaluate(`document.querySelector('main').append(document.createElement('select'))`);
    expect((await check(visit.tab)).length).toBeGreaterThan(0);
  });
});
