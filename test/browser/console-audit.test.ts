import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  givenConsole,
  givenEnrolled,
  givenWrongCodes,
  people,
  type Visit,
} from '../support/browser/index.ts';

const today = () => new Date().toISOString().slice(0, 10);

describe('the audit and the overview in the console, in a browser', () => {
  const given = givenConsole();
  let database: pg.Client;
  beforeAll(async () => {
    database = new pg.Client({ connectionString: given.site.env.DATABASE_URL });
    await database.connect();
    const { app } = await givenEnrolled(given.site, people.carol);
    await givenWrongCodes(given.site, people.carol, app.wrongCode(), 10);
    await record('factor.verified', 'success', 'carol');
    for (let at = 1; at <= 60; at += 1) await record('code.sent', 'success', 'walter');
  });
  afterAll(async () => {
    await database?.end();
  });

  const record = (type: string, outcome: string, name: string) =>
    database.query('SELECT two_step_record_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      ...[type, outcome, 'because', 'K-ERIN', 'erin', `K-${name}`, name, '198.51.100.7', 'r1'],
    ]);
  const download = async ({ tab }: Visit, link: RegExp) => {
    const started = tab.waitForEvent('download');
    await tab.getByRole('link', { name: link }).click();
    const file = await started;
    const lines = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
    return { name: file.suggestedFilename(), lines };
  };

  it('finds what happened, page by page, hands it out, and says that it is whole', async () => {
    const visit = await given.ada.open('/audit');
    const { console, tab } = visit;
    const events = tab.getByRole('table', { name: 'Events' }).locator('tbody').getByRole('row');
    await console.field('Person').fill('carol');
    await console.field('Action (* for any, ! for not)').fill('factor.*');
    await console.field('Outcome').selectOption({ label: 'Failure' });
    await console.field('From (UTC)').fill(today());
    await console.press('Search');
    expect(await events.count()).toBe(10);
    for (const text of await events.allInnerTexts()) expect(text).toMatch(/factor\.failed.*carol.*FAILURE/s);
    await console.field('To (UTC)').fill('2020-01-01');
    await console.press('Search');
    expect((await console.saysAbout('To (UTC)')).text).toContain('before the first one');
    await console.openLink('Clear');

    await console.field('Person').fill('walter');
    await console.press('Search');
    const seen = await events.allInnerTexts();
    await console.openLink('Older');
    seen.push(...(await events.allInnerTexts()));
    expect(new Set(seen).size).toBe(60);
    expect(await events.count()).toBe(10);

    const csv = await download(visit, /^Export CSV/);
    expect([csv.name, csv.lines.length]).toEqual([expect.stringMatching(/^audit-.*\.csv$/), 61]);
    const json = await download(visit, /^Export JSON lines/);
    const kinds = json.lines.flatMap((line) => Object.keys(JSON.parse(line) as object));
    expect(kinds.filter((kind) => kind === 'row')).toHaveLength(60);
    expect([kinds[0], kinds.at(-1)]).toEqual(['header', 'end']);

    await console.openLink('Verify the rows shown now');
    expect(await console.message()).toMatch(/These rows (are as they were written|fit together)/);
    await database.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await database.query('GRANT UPDATE ON audit_events TO CURRENT_USER');
    await database.query(`UPDATE audit_events SET target_name = 'wanda' WHERE target_name = 'walter'`);
    await visit.reload();
    expect(await console.message()).toContain('These rows are not as they were written.');
    await console.choose('Audit');
    const exported = await console.row(/^Exported the audit/).allInnerTexts();
    expect(exported.map((text) => /\b(csv|jsonl)\b/.exec(text)?.[0])).toEqual(['jsonl', 'csv']);
  });

  it('begins with how far people are, and leads to them', async () => {
    const visit = await given.ada.open('/users');
    const { console, users, tab } = visit;
    await users.refresh();
    expect(await given.login(people.carol)).toBe('is locked');
    await console.choose('Overview');
    const figure = (label: string) =>
      tab.getByRole('listitem').filter({ has: tab.getByRole('link', { name: label, exact: true }) });
    const figures = ['With a second factor', 'Without', 'Locked'];
    const shown = await Promise.all(figures.map((label) => figure(label).innerText()));
    expect(shown.map((text) => text.split('\n').slice(1).join(' ').trim())).toEqual([
      ...['2 15 % of 13 active accounts', '11', '1'],
    ]);
    const text = await console.text();
    expect(text).toContain('Only one system administrator can help others here.');
    expect(text).toContain('One person is locked after wrong codes.');
    expect(text).not.toContain('Jira’s users were never read.');

    const chart = tab.getByRole('img', { name: /^Wrong codes and factors\. 10 in all/ });
    expect(await chart.isVisible()).toBe(true);
    await tab.locator('summary', { hasText: 'Wrong codes and factors' }).click();
    const table = tab.getByRole('table', { name: 'Wrong codes and factors' });
    expect(await table.getByRole('row', { name: today() }).innerText()).toMatch(/\s10$/);

    await visit.arrive(() => tab.getByRole('link', { name: 'Locked', exact: true }).click());
    expect(await users.names()).toEqual(['Carol Castle']);
    await users.open('Carol Castle');
    await console.openLink('Unlock');
    await users.giveReason('called back', 'Unlock');
    expect(await given.login(people.carol)).toBe('shows theirs');
  });
});
