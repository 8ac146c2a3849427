import type { BrowserContextOptions } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { PersonName } from './people.ts';
import type { Site } from './sites.ts';
import { issuePath, type Visit } from './visit.ts';

const consolePath = '/plugins/servlet/two-step/admin';

/** An administrator who came in with a second factor; as long as that is fresh, each window of theirs opens the console. */
export type AdministratorAtWork = {
  /** A window of its own, at a screen. */
  open(path?: string, options?: BrowserContextOptions): Promise<Visit>;
};

export async function givenAdministratorAtWork(
  browser: TestBrowser,
  site: Site,
  person: PersonName,
): Promise<AdministratorAtWork> {
  const first = await browser.visit(site);
  // Not the overview: it counts people once a minute, and tests have something to be counted first.
  await first.enrollPerson(person, `${consolePath}/settings`);
  const storageState = await first.context.storageState();
  await first.close();
  return {
    open: async (path = '', options = {}) => {
      const visit = await browser.visit(site, { storageState, ...options });
      await visit.open(consolePath + path);
      return visit;
    },
  };
}

/** What comes of a login with the password, in a browser that nobody has used before. */
export type Login =
  | 'goes on'
  | 'has time'
  | 'sets one up'
  | 'shows theirs'
  | 'is locked'
  | 'is refused'
  | `at ${string}`;

export async function loginOf(browser: TestBrowser, site: Site, person: PersonName): Promise<Login> {
  const visit = await browser.visit(site);
  await visit.givenPassword(person, issuePath);
  const place = visit.place.split('?')[0] ?? '';
  const mayWait = (await visit.tab.getByRole('button', { name: 'Not now' }).count()) > 0;
  const isLocked = (await visit.tab.getByRole('timer').count()) > 0;
  const heading = await visit.jira.heading();
  await visit.close();
  if (place === issuePath && heading.startsWith('Logging in like this')) return 'is refused';
  if (place === issuePath) return 'goes on';
  if (mayWait) return 'has time';
  if (isLocked) return 'is locked';
  if (place.endsWith('/enroll')) return 'sets one up';
  return place.endsWith('/challenge') ? 'shows theirs' : `at ${place}`;
}
