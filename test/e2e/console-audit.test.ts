import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../proxy/audit/index.ts';
import { consolePath, type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const path = `${consolePath}/audit`;
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('the audit in the console', () => {
  let site: Site;
  let ada: GivenPerson;
  let database: pg.Client;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 5 });
    ada = await givenAdministrator(site, 1);
    database = new pg.Client({ connectionString: site.gate.config.databaseUrl });
    await database.connect();
    const record = (type: string, outcome: string, name: string, address: string) =>
      database.query('SELECT two_step_record_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        ...[type, outcome, `why-${type}`, 'K-ERIN', 'erin', `K-${name.toUpperCase()}`, name],
        ...[address, 'r1'],
      ]);
    for (let at = 1; at <= 120; at += 1) await record('code.sent', 'success', 'walter', '198.51.100.7');
    await record('enrollment.reset', 'success', 'frank', '192.0.2.9');
    await record('exemption.granted', 'success', 'frank', '192.0.2.200');
    await record('factor.failed', 'failure', 'grace', '203.0.113.5');
  });
  afterAll(async () => {
    await database?.end();
    await site?.close();
  });

  const open = async (query: string) => ada.visitor.open(`${path}?${query}`);
  const reasonsIn = (html: string) =>
    [...html.matchAll(/event-reason">([^<]*)</g)].map(([, reason]) => reason ?? '');
  const find = async (query: string) => reasonsIn((await open(query)).text);

  it('shows what happened in words, with a link to the person', async () => {
    const { text } = await open('user=FRANK');
    expect(textOf(text)).toMatch(/Second factor was reset enrollment\.reset row \d+ frank erin Success why-/);
    expect(text).toContain(`href="${consolePath}/user?person=K-FRANK"`);
    expect(await find('user=K-FRANK')).toEqual(['why-exemption.granted', 'why-enrollment.reset']);
  });

  it.each([
    ['who did it', 'actor=erin&user=grace', ['why-factor.failed']],
    ['an action', 'type=enrollment.reset', ['why-enrollment.reset']],
    ['a pattern', 'type=e*.r*t', ['why-enrollment.reset']],
    [
      'everything but a pattern',
      'actor=erin&type=!code.*&outcome=success',
      ['why-exemption.granted', 'why-enrollment.reset'],
    ],
    ['an address', 'address=203.0.113.5', ['why-factor.failed']],
    ['a range', 'address=192.0.2.0/25', ['why-enrollment.reset']],
    ['an outcome', 'actor=erin&outcome=failure', ['why-factor.failed']],
    ['days gone by', 'actor=erin&to=2020-01-01', []],
  ])('finds by %s', async (_what, query, reasons) => {
    expect(await find(query)).toEqual(reasons);
  });

  it('finds what happened today, of which both days are a part', async () => {
    const { rows } = await database.query<{ day: string }>('SELECT current_date::text AS day');
    const day = rows[0]?.day;
    expect(await find(`user=grace&from=${day}&to=${day}`)).toEqual(['why-factor.failed']);
  });

  it('offers what is asked for often', async () => {
    const { text } = await open('');
    const hrefs = [...text.matchAll(/<a href="([^"]*)"[^>]*>\s*(?:Resets|Exemptions|Refused)/g)].map(
      ([, href]) => (href ?? '').replaceAll('&amp;', '&'),
    );
    expect(hrefs).toHaveLength(3);
    expect(reasonsIn((await ada.visitor.open(hrefs[0] ?? '')).text)).toEqual(['why-enrollment.reset']);
    expect(reasonsIn((await ada.visitor.open(hrefs[1] ?? '')).text)).toEqual(['why-exemption.granted']);
  });

  it('goes from page to page without leaving any out, and back to the latest', async () => {
    let [at, seen]: [string | undefined, string[]] = [`${path}?user=walter`, []];
    let pages = 0;
    while (at !== undefined) {
      const { text } = await ada.visitor.open(at);
      seen = [...seen, ...[...text.matchAll(/row (\d+)</g)].map(([, seq]) => seq ?? '')];
      pages += 1;
      expect(text.includes('rel="prev"')).toBe(pages > 1);
      at = /href="([^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(120);
  });

  it.each([
    ['address=10.0.0.0/99', 'Enter an address, or a range'],
    ['from=2026-02-30', 'Enter a day'],
    ['from=2026-02-03&to=2026-02-01', 'before the first one'],
    ['type=%3Cb%3E', 'Enter an action'],
  ])('says what cannot be understood: %s', async (query, words) => {
    const { status, text } = await open(query);
    expect(status).toBe(400);
    expect(textOf(text)).toContain(words);
    expect((await ada.visitor.open(`${path}/export?${query}`)).status).toBe(400);
  });

  it('says whether it is whole, and verifies the rows that are shown', async () => {
    const { text } = await open('user=walter');
    expect(textOf(text)).toMatch(/Last signature (In order row \d+|None yet)/);
    expect(textOf(text)).toContain('Kept For ever.');
    const href = /href="([^"]*\/audit\/verify[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const verified = textOf((await ada.visitor.open(href)).text);
    expect(verified).toMatch(/These rows (are as they were written|fit together)/);
    expect(verified).toMatch(/Looked at \d+ rows/);
  });

  it('gives what was found as CSV, and writes down that it did', async () => {
    const before = (await auditOf(site, 'audit.exported')).length;
    const answer = await ada.visitor.open(`${path}/export?user=frank&format=csv`);
    expect(answer.headers['content-disposition']).toMatch(/attachment; filename="audit-[\d-]+\.csv"/);
    const [head, ...rows] = answer.text.trim().split('\r\n');
    expect(head).toMatch(/^id,at,type,outcome,reason/);
    expect(rows.map((row) => row.split(',')[2])).toEqual(['enrollment.reset', 'exemption.granted']);
    const exported = await auditOf(site, 'audit.exported');
    expect(exported).toHaveLength(before + 1);
    expect(exported.at(-1)).toEqual({ outcome: 'success', reason: 'csv', actor: ada.userKey });
  });

  it('gives all of it as JSON lines that prove themselves', async () => {
    const { text } = await ada.visitor.open(`${path}/export?format=jsonl`);
    async function* lines() {
      yield* text.trim().split('\n');
    }
    const report = await verifyExport(lines, { heads: [], publicKeys: [] });
    expect(report.findings).toEqual([]);
    expect(report.rows).toBeGreaterThan(123);
    expect(report.signedUpTo).toBe(report.rows);
  });

  it('writes down once a day who opens the console', async () => {
    await open('');
    await open('');
    const opened = (await auditOf(site, 'console.opened')).filter(({ actor }) => actor === ada.userKey);
    expect(opened).toHaveLength(1);
  });
});
