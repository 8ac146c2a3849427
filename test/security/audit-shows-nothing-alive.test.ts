/**
 * Attack: somebody gives themselves a name, or sends a request, that becomes a script on the administrators' screen or
 * a formula in their spreadsheet. Names in the audit are shown as text, and exported as text; and nobody else gets either.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeContent } from '../support/gate/active-content.ts';
import {
  consolePath,
  type GivenPerson,
  givenAdministrator,
  givenMember,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  'a"b,c\r\nd',
  'javascript:alert(1)',
];

describe('hostile names in the audit', () => {
  let site: Site;
  let ada: GivenPerson;
  let bob: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 5 });
    ada = await givenAdministrator(site, 1);
    bob = await givenMember(site, 2, 'jira-software-users');
    const database = new pg.Client({ connectionString: site.gate.config.databaseUrl });
    await database.connect();
    for (const name of hostile)
      await database.query('SELECT two_step_record_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        ...['factor.failed', 'failure', name, name, name, name, name, '192.0.2.66', 'r'],
      ]);
    await database.end();
  });
  afterAll(() => site?.close());

  it('are text on the screen, and their links stay within the console', async () => {
    const { text } = await ada.visitor.open(`${consolePath}/audit?address=192.0.2.66`);
    expect(text).toContain('&lt;img src=x');
    expect(activeContent(text)).toEqual([]);
    const links = [...text.matchAll(/<td[^>]*><div><a href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBe(hostile.length);
    for (const href of links) expect(href).toMatch(new RegExp(`^${consolePath}/user\\?person=`));
    const echoed = await ada.visitor.open(
      `${consolePath}/audit?user=${encodeURIComponent(hostile[1] ?? '')}`,
    );
    expect(activeContent(echoed.text)).toEqual([]);
  });

  it('are no formulas in a spreadsheet', async () => {
    const { text } = await ada.visitor.open(`${consolePath}/audit/export?address=192.0.2.66&format=csv`);
    for (const formula of ['=HYPERLINK', '+1+1', '-2', '@SUM'])
      expect(text).not.toMatch(new RegExp(`(^|,|\\n)"?\\${formula.slice(0, 1)}`));
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
  });

  it.each(['/audit', '/audit/export?format=csv', '/audit/export?format=jsonl', '/audit/verify'])(
    'are for system administrators only: %s',
    async (path) => {
      const before = (await auditOf(site, 'audit.exported')).length;
      const answer = await bob.visitor.client.ask(consolePath + path, { headers: { accept: 'text/html' } });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('192.0.2.66');
      expect((await auditOf(site, 'audit.exported')).length).toBe(before);
    },
  );
});
