import { AxeBuilder } from '@axe-core/playwright';
import pg from 'pg';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FactorSite,
  overflow,
  people,
  startBrowser,
  startFactorSite,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';
import { givenPolicy, type PolicyDraft } from '../support/gate/given-policy.ts';

const phone: BrowserContextOptions = { viewport: { width: 375, height: 667 }, colorScheme: 'dark' };
const issue = '/browse/DEMO-1';
const codeIn = (text: string) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? '';

describe('what people see of a policy', () => {
  let browser: TestBrowser;
  let site: FactorSite;
  let client: pg.Client;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startFactorSite()]);
    client = new pg.Client({ connectionString: site.env.DATABASE_URL });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  const policy = (draft: PolicyDraft) =>
    givenPolicy(
      {
        query: async <Row>(sql: string, values?: unknown[]) =>
          (await client.query(sql, values)).rows as Row[],
      },
      draft,
    );
  const look = async (visit: Visit, name: string, width = 375) => {
    await visit.picture(name);
    const { violations } = await new AxeBuilder({ page: visit.tab }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await overflow(visit.tab, width)).toBeUndefined();
  };
  const press = (visit: Visit, name: string) =>
    visit.arrive(() => visit.tab.getByRole('button', { name, exact: true }).click());

  it('is told until when they may go on, and goes on', async () => {
    await policy({ default: { withoutFactor: { outcome: 'grace', days: 5 } } });
    const visit = await browser.visit(site, phone);
    await visit.givenPassword(people.alice, issue);
    expect(await visit.tab.locator('main').innerText()).toContain(
      'Your organization asks for a second step from',
    );
    await look(visit, 'grace-phone');
    await press(visit, 'Not now');
    expect(visit.place).toBe(issue);
    await visit.open('/secure/Dashboard.jspa');
    expect(visit.place).toBe('/secure/Dashboard.jspa');
  });

  it('shows more than the password before they set up their first factor', async () => {
    await policy({ default: { guard: { any: ['mail', 'help_desk_code'] } } });
    const visit = await browser.visit(site, phone);
    await visit.givenPassword(people.bob, issue);
    expect(visit.place).toContain('/enroll-check');
    await look(visit, 'guard-phone');
    await press(visit, 'Send the code');
    await look(visit, 'guard-sent-phone');
    await visit.tab.getByLabel('Code from the mail').fill('000000');
    await visit.tab.locator('form', { hasText: 'Code from the mail' }).getByRole('button').click();
    await visit.tab.getByText('That code didn’t work.').waitFor();
    const { text } = await site.smtp.waitForMail(({ to }) => to.includes('bob@example.com'));
    await visit.tab.getByLabel('Code from the mail').fill(codeIn(text));
    await visit.tab.locator('form', { hasText: 'Code from the mail' }).getByRole('button').click();
    await visit.tab.getByText('Choose how you want to verify').waitFor();
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    expect(visit.place).toBe(issue);
  });

  it('is refused where nothing would help, and finds the way out', async () => {
    await policy({ default: { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } } });
    const visit = await browser.visit(site, phone);
    await visit.givenPassword(people.alice, issue);
    expect(await visit.tab.locator('h1').innerText()).toBe('Logging in like this isn’t allowed');
    await look(visit, 'refused-phone');
  });
});
