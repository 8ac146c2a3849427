import type { Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  DataTable,
  FilterForm,
  LiveRegion,
  renderConsole,
  SearchField,
} from '../../admin/console/ui/index.ts';
import { pagePolicy } from '../../proxy/http/send.ts';
import { loadAssets } from '../../proxy/ui/index.ts';
import { type Site, startBrowser, startTryOutSite, type TestBrowser } from '../support/browser/index.ts';
import { waitFor } from '../support/gate/index.ts';

const path = '/plugins/servlet/two-step/admin/names';
const assetPath = '/plugins/servlet/two-step/assets/t';
const names = ['Alice Archer', 'Bob Baker', 'Carol Castle', 'Alan Ash'];

/** A list as screens have them, with the policy of every page; the gate has no such screen by itself. */
function screen(q: string): string {
  const found = names.filter((name) => name.toLowerCase().includes(q.toLowerCase()));
  return renderConsole({
    ...{
      title: 'Names',
      navigation: [],
      overviewHref: '/',
      isOverview: true,
      breadcrumbs: [],
      message: undefined,
    },
    body: (
      <>
        <FilterForm action={path} live="names" keep={[['sort', 'name']]}>
          <SearchField name="q" label="Name" value={q} />
        </FilterForm>
        <LiveRegion id="names" count={`${found.length} people`}>
          <DataTable
            caption="Names"
            columns={[{ title: 'Name', cell: (name) => name, isName: true }]}
            rows={found}
            keyOf={(name) => name}
            empty="Nobody."
          />
        </LiveRegion>
      </>
    ),
    homeHref: '/',
    signedInAs: { displayName: 'Ada', username: 'admin', href: '/' },
    stylesheets: [`${assetPath}/console.css`],
    scripts: [`${assetPath}/console.js`],
  });
}

describe('a search that follows while somebody types', () => {
  let browser: TestBrowser;
  let site: Site;
  const { files } = loadAssets();
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startTryOutSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  const open = async (options = {}) => {
    const visit = await browser.visit(site, options);
    const asked: URL[] = [];
    await visit.context.route(`**${path}*`, async (route: Route) => {
      const url = new URL(route.request().url());
      asked.push(url);
      const headers = { 'content-security-policy': pagePolicy, 'cache-control': 'no-store' };
      const body = screen(url.searchParams.get('q') ?? '');
      await route.fulfill({ contentType: 'text/html;charset=UTF-8', headers, body });
    });
    await visit.context.route(`**${assetPath}/*`, async (route: Route) => {
      const asset = files.get(route.request().url().split('/').at(-1) ?? '');
      await route.fulfill({ contentType: asset?.contentType ?? '', body: asset?.body ?? '' });
    });
    await visit.open(`${path}?sort=name`);
    const rows = () => visit.tab.locator('tbody th').allInnerTexts();
    return { visit, asked, rows };
  };

  it('shows what fits, reads the count out, leaves the cursor where it is, and can be bookmarked', async () => {
    const { visit, asked, rows } = await open();
    await visit.tab.getByLabel('Name').focus();
    await visit.tab.keyboard.type('al', { delay: 30 });
    await waitFor(async () => (await rows()).length === 2);
    expect(await rows()).toEqual(['Alice Archer', 'Alan Ash']);
    expect(await visit.tab.locator('[data-live-status]').innerText()).toBe('2 people');
    expect(await visit.tab.getByRole('status').count()).toBe(1);
    expect(new URL(visit.tab.url()).search).toBe('?sort=name&q=al');
    // Once for the page, once for what was typed: not for every letter.
    expect(asked).toHaveLength(2);
    await visit.tab.keyboard.type('i');
    await waitFor(async () => (await rows()).length === 1);
    expect(await visit.tab.getByLabel('Name').inputValue()).toBe('ali');
  });

  it('takes a button without scripts', async () => {
    const { visit, rows } = await open({ javaScriptEnabled: false });
    await visit.tab.getByLabel('Name').fill('bob');
    await visit.arrive(() => visit.tab.getByRole('button', { name: 'Search' }).click());
    expect(await rows()).toEqual(['Bob Baker']);
    expect(new URL(visit.tab.url()).search).toBe('?sort=name&q=bob');
  });
});
