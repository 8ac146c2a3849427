import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type AuthenticatorApp,
  arrive,
  givenEnrolled,
  issuePath,
  people,
  startBrowser,
  type TestBrowser,
  type Visit,
} from '../support/browser/index.ts';
import { type Neighbour, startNeighbour, startSiteWithJira } from '../support/browser/neighbours.ts';
import { startSite } from '../support/gate/index.ts';
import { startWithRoutes } from '../support/gate/own-routes.ts';

const pages = '/plugins/servlet/two-step';

const { started, routes } = await startWithRoutes(() => startSite());
await started.close();
const consoleRoutes = routes.filter(({ path }) => path.startsWith(`${pages}/admin`));

/** Sends a form as a page can: without being asked, with whatever cookies the browser adds. Answers the status. */
async function sendForm(from: Page, url: string, fields: Record<string, string>): Promise<number> {
  const answered = from.waitForResponse((response) => response.url() === url);
  await arrive(from, () =>
    from.evaluate(`{
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '${url}' });
      for (const [name, value] of Object.entries(${JSON.stringify(fields)}))
        form.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(form);
      form.submit();
    }`),
  );
  return (await answered).status();
}

/**
 * What pages of others can do to somebody who is logging in. On another site (`127.0.0.1`) the browser keeps most
 * cookies back; on another port of the same site (`localhost`) it sends them all, and the gate has to hold alone.
 */
describe.each(['127.0.0.1', 'localhost'])('a page on another port of %s', (host) => {
  let browser: TestBrowser;
  let site: Awaited<ReturnType<typeof startSiteWithJira>>;
  let neighbour: Neighbour;
  let app: AuthenticatorApp;
  let visit: Visit;
  let tab: Page;

  beforeAll(async () => {
    [browser, site, neighbour] = await Promise.all([startBrowser(), startSiteWithJira(), startNeighbour()]);
    ({ app } = await givenEnrolled(site, people.alice));
    visit = await browser.visit(site);
    await visit.givenPassword(people.alice);
    tab = await visit.context.newPage();
    await tab.goto(`http://${host}:${neighbour.port}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await neighbour?.close();
    await site?.close();
  });
  // The browser says what it refused to the neighbour; that is not our pages' fault.
  afterEach(() => void visit.complaints.take());

  const tokenOf = (action: string) =>
    visit.tab.locator(`form[action*="${action}"] input[name=token]`).inputValue();
  const post = async (path: string, fields: Record<string, string>) => {
    const lured = await visit.context.newPage();
    await lured.goto(`http://${host}:${neighbour.port}/`);
    const status = await sendForm(lured, site.url + path, fields);
    await lured.close();
    return status;
  };
  const read = (path: string, options: string) =>
    tab.evaluate<string>(
      `fetch('${site.url}${path}', ${options}).then((r) => r.text(), (error) => error.name)`,
    );

  it.each(['challenge', 'recover', 'logged-out', 'nowhere'])('cannot frame the page %s', async (page) => {
    await tab.evaluate(
      `document.body.replaceChildren(
        Object.assign(document.createElement('iframe'), { src: '${site.url}${pages}/${page}' }))`,
    );
    await expect
      .poll(() => tab.frames().map((frame) => frame.url()))
      .toContain('chrome-error://chromewebdata/');
    for (const frame of tab.frames()) expect(await frame.content()).not.toContain('aui-page-panel');
    await tab.evaluate('document.body.replaceChildren()');
  });

  it('cannot send a form, not even with the token and the right code', async () => {
    const code = await app.nextCode();
    expect(await post(`${pages}/challenge`, { token: await tokenOf('/challenge'), code })).toBe(403);
    expect(await post(`${pages}/logout`, { token: await tokenOf('/logout') })).toBe(403);
    expect(await post('/rest/tsv/1.0/authenticate', { '{"username":"bob","x":"': '"}' })).toBe(415);
    await visit.open(issuePath);
    expect(await visit.challenge.heading()).toBe('Two-step verification');
    // Neither the code nor the login was used up.
    await visit.challenge.enter(app.usedCode());
    expect(visit.place).toBe(issuePath);
  });

  it.each([`${pages}/challenge`, '/rest/tsv/1.0/status', '/rest/api/2/myself', issuePath])(
    'cannot read %s, also of somebody who is verified',
    async (path) => {
      expect(await visit.jira.user()).toBe('alice');
      expect(await read(path, `{ credentials: 'include' }`)).toBe('TypeError');
      expect(await read(path, `{ credentials: 'include', headers: { 'x-a': 'b' } }`)).toBe('TypeError');
      expect(await read(path, `{ credentials: 'include', mode: 'no-cors' }`)).toBe('');
    },
  );

  it('cannot have another person unenrolled by an administrator', async () => {
    const target = '/rest/tsv/1.0/totp/unenroll/user/alice';
    const sent = `{ credentials: 'include', method: 'DELETE', body: '{"totpCode":"000000"}' }`;
    expect(await read(target, sent)).toBe('TypeError');
    expect(await post(`${target}?_method=DELETE`, { totpCode: '000000' })).toBe(405);
  });
});

/**
 * An administrator with a fresh proof has the console open, and the neighbour even knows the token of its forms. Forms and
 * screens are read from the running app: one that is added later is tried as well.
 */
describe.each(['127.0.0.1', 'localhost'])('a page on another port of %s, beside the console', (host) => {
  let browser: TestBrowser;
  let site: Awaited<ReturnType<typeof startSiteWithJira>>;
  let neighbour: Neighbour;
  let visit: Visit;
  let lured: Page;
  let token: string;
  beforeAll(async () => {
    [browser, site, neighbour] = await Promise.all([startBrowser(), startSiteWithJira(), startNeighbour()]);
    visit = await browser.visit(site);
    await visit.enrollPerson(people.admin, `${pages}/admin/settings/edit`);
    token = await visit.tab.locator('form[action$="/settings/edit"] input[name=token]').inputValue();
    lured = await visit.context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await neighbour?.close();
    await site?.close();
  });
  afterEach(() => void visit.complaints.take());

  const fields = { do: 'off', rule: 'default', mode: 'allow', basedOn: '0', rememberDays: '1', version: '0' };
  /** The neighbour's page sends a form; answers the status, as the browser got it. */
  const post = async (path: string) => {
    const typed = {
      ...fields,
      token,
      reason: 'because',
      comment: 'because',
      name: 'Moon',
      ranges: '192.0.2.0/24',
    };
    await lured.goto(`http://${host}:${neighbour.port}/`);
    return sendForm(lured, site.url + path, typed);
  };
  const changed = async () => (await documentsAndEvents(site.env.DATABASE_URL)).join();

  it('cannot send any of its forms', async () => {
    const forms = consoleRoutes.filter(({ method }) => method === 'POST');
    expect(forms.length).toBeGreaterThan(20);
    const before = await changed();
    for (const { path } of forms) expect(`${path} ${await post(path)}`).toBe(`${path} 403`);
    expect(await changed()).toBe(before);
    await visit.open(`${pages}/admin/policies`);
    expect(await visit.tab.locator('main').innerText()).not.toContain('unpublished');
    // Our own page can.
    await visit.console.press('Off: Everybody else');
    expect(await visit.tab.locator('main').innerText()).toContain('unpublished');
  });

  it('cannot read or frame any of its screens', async () => {
    const screens = consoleRoutes.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(screens.length).toBeGreaterThan(30);
    await lured.goto(`http://${host}:${neighbour.port}/`);
    for (const path of screens) {
      const read = (mode: string) =>
        lured.evaluate<string>(
          `fetch('${site.url}${path}', { credentials: 'include', mode: '${mode}' }).then((r) => r.text(), (e) => e.name)`,
        );
      expect(`${path} ${await read('cors')}`).toBe(`${path} TypeError`);
      expect(await read('no-cors')).toBe('');
    }
    await lured.evaluate(
      `document.body.replaceChildren(...${JSON.stringify(screens)}.map((path) =>
        Object.assign(document.createElement('iframe'), { src: '${site.url}' + path })))`,
    );
    const open = () =>
      lured
        .frames()
        .slice(1)
        .map((frame) => frame.url());
    await expect.poll(open, { timeout: 20_000 }).toEqual(screens.map(() => 'chrome-error://chromewebdata/'));
  });
});

/** What an administrator can change: rows that only grow. */
async function documentsAndEvents(url: string | undefined): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ what: string }>(
      `SELECT 'document ' || kind || version AS what FROM site_documents UNION ALL
       SELECT 'event ' || type || id FROM audit_events ORDER BY what`,
    );
    return rows.map(({ what }) => what);
  } finally {
    await client.end();
  }
}

describe('a person whose name is a script', () => {
  let browser: TestBrowser;
  let site: Awaited<ReturnType<typeof startSiteWithJira>>;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startSiteWithJira()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    expect(await browser.endVisits()).toEqual([]);
  });

  it('runs nothing on any page, and reads as it is written', async () => {
    const displayName = `"><script>ran = 1; alert(9)</script><img src=x onerror="ran = 2">\u202eeliforP`;
    Object.assign(site.jira.people.find(({ username }) => username === 'bob') ?? {}, { displayName });
    const visit = await browser.visit(site);
    const dialogs: string[] = [];
    visit.context.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const expectHarmless = async () => {
      expect(await visit.tab.evaluate('typeof ran')).toBe('undefined');
      expect(await visit.enroll.signedInAs()).toBe(`Logging in as ${displayName} (bob)`);
    };
    const hostileDestination = `/issues/?jql="><script>ran=3</script>`;
    await visit.givenPassword(people.bob, hostileDestination);
    await expectHarmless();
    const scanned = await visit.enroll.scan();
    await visit.enroll.finish(scanned.wrongCode());
    await expectHarmless();
    await visit.enroll.finish(await scanned.nextCode());
    await expectHarmless();
    await visit.open('/plugins/servlet/two-step/nowhere?"><script>ran=4</script>');
    expect(await visit.tab.evaluate('typeof ran')).toBe('undefined');
    await visit.context.clearCookies({ name: 'two-step' });
    await visit.open(hostileDestination);
    await expectHarmless();
    await visit.challenge.useRecoveryCode();
    await expectHarmless();
    expect(dialogs).toEqual([]);
  });
});
