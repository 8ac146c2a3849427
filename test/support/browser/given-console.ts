import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type AdministratorAtWork, givenAdministratorAtWork, type Login, loginOf } from './administrators.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { type FactorSite, startFactorSite } from './factor-site.ts';
import { type PersonName, people } from './people.ts';

/** A site, a browser, and an administrator at work, for all tests of a file; what the browser complains of fails a test. */
export function givenConsole() {
  let browser: TestBrowser;
  let site: FactorSite;
  let ada: AdministratorAtWork;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
    ada = await givenAdministratorAtWork(browser, site, people.admin);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });
  const login = (person: PersonName) => loginOf(browser, site, person);
  return {
    get browser() {
      return browser;
    },
    get site() {
      return site;
    },
    get ada() {
      return ada;
    },
    login,
    /** A change may take a moment to come of a login. */
    soon: (person: PersonName, expected: Login) =>
      expect.poll(() => login(person), { timeout: 10_000 }).toBe(expected),
  };
}
