import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FactorSite,
  problemsOnEveryScreen,
  startBrowser,
  startFactorSite,
  type TestBrowser,
  Tour,
} from '../support/browser/index.ts';

describe('every page can be used by everybody, and fits every screen', () => {
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

  it.each<[string, number, (tour: Tour) => Promise<void>]>([
    ['of people', 30, (tour) => tour.people()],
    ['of the console', 40, (tour) => tour.console()],
  ])('%s', { timeout: 900_000 }, async (_, pages, walk) => {
    const visit = await browser.visit(site);
    const seen: string[] = [];
    const problems: string[] = [];
    const tour = new Tour(visit, site, async (name) => {
      seen.push(name);
      problems.push(...(await problemsOnEveryScreen(visit, name)));
    });
    await walk(tour);
    expect(problems).toEqual([]);
    expect(seen.length).toBeGreaterThan(pages);
    // The look itself sees what is wrong.
    await visit.tab.evaluate(`document.querySelector('h1').style.color = '#fafafa'`);
    await visit.tab.evaluate(`document.querySelector('main').append(document.createElement('select'))`);
    await visit.tab.evaluate(`document.querySelector('main').style.minWidth = '400px'`);
    const spoilt = await problemsOnEveryScreen(visit, 'spoilt');
    for (const one of ['color-contrast', 'select-name', '(phone): 4']) expect(spoilt.join()).toContain(one);
  });
});
