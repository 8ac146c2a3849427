import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { getNeed } from '../needs/index.ts';
import type { Site } from './sites.ts';
import { Visit } from './visit.ts';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type TestBrowser = {
  /** A browser profile of its own, with nothing in it, and one tab. */
  visit(site: Site, options?: BrowserContextOptions): Promise<Visit>;
  /** Closes the visits of a test. Answers what the browser had against the pages. */
  endVisits(): Promise<string[]>;
  close(): Promise<void>;
};

/**
 * Starts a Chromium. Expensive: one for a test file. `backForwardCache`: people's browsers have it, and it decides
 * what the Back button shows; but it takes a new process for each page, so other tests do without.
 */
export async function startBrowser({ backForwardCache = false } = {}): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: getNeed('chromium'),
    headless: true,
    args: launchArguments,
    ignoreDefaultArgs: backForwardCache ? ['--disable-back-forward-cache'] : [],
  });
  let visits: Visit[] = [];
  return {
    visit: async (site, options = {}) => {
      const visit = await openVisit(browser, site, options);
      visits.push(visit);
      return visit;
    },
    endVisits: async () => {
      const ending = visits;
      visits = [];
      await Promise.all(ending.map((visit) => visit.close()));
      return ending.flatMap((visit) => visit.complaints.take());
    },
    close: () => browser.close(),
  };
}

async function openVisit(browser: Browser, site: Site, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(30_000);
  return new Visit(context, await context.newPage(), site, picturePath);
}

/** With TEST_PICTURES=directory the tests leave a picture of each page there. */
function picturePath(name: string): string | undefined {
  const directory = process.env.TEST_PICTURES;
  if (directory === undefined || directory === '') return undefined;
  mkdirSync(directory, { recursive: true });
  return join(directory, `${name}.png`);
}
