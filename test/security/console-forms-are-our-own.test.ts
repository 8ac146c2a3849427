/**
 * Attack: a page of another site, or somebody who knows the address, has a system administrator's browser send a form of
 * the console: without a token, with one of another session of the same person or of another administrator, or across
 * sites. Nothing happens.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  type GivenPerson,
  givenAdministrator,
  logInAgain,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite, type Visitor } from '../support/gate/index.ts';

describe('a form of the console', () => {
  let site: Site;
  let ada: GivenPerson;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite(mail, { crowd: 9 });
    ada = await givenAdministrator(site, 1);
  });
  afterAll(() => site?.close());

  const tested = async () => (await auditOf(site, 'settings.mail_tested')).length;
  const tokenOf = async (visitor: Visitor) =>
    consoleFormIn(await visitor.open(mailTestPath), '/mail-test').token ?? '';
  const send = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    ada.visitor.client.ask(mailTestPath, { form, headers: { accept: 'text/html', ...headers } });

  it('works as our own page sends it', async () => {
    const token = await tokenOf(ada.visitor);
    expect((await send({ token }, { origin: site.gate.config.publicOrigin })).status).toBe(200);
    expect(await tested()).toBe(1);
  });

  it('does nothing with no token, or with one of somebody else or of another session', async () => {
    const other = await givenAdministrator(site, 2);
    const again = await logInAgain(ada, site);
    const token = await tokenOf(ada.visitor);
    const foreign = ['', 'x', token.slice(1), await tokenOf(other.visitor), await tokenOf(again)];
    expect(new Set(foreign).size).toBe(foreign.length);
    const before = await tested();
    for (const one of foreign)
      expect((await send({ token: one })).headers.location).toContain('outdated=yes');
    expect((await send({})).headers.location).toContain('outdated=yes');
    expect(await tested()).toBe(before);
  });

  it.each([
    ['another Origin', { origin: 'https://evil.example' }],
    ['a hidden Origin', { origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ])('does nothing across sites, whatever it holds: %s', async (_what, headers) => {
    const token = await tokenOf(ada.visitor);
    const before = await tested();
    expect((await send({ token }, headers)).status).toBe(403);
    expect(await tested()).toBe(before);
  });

  it('is read by size: what is too large is refused before it is looked at', async () => {
    const token = await tokenOf(ada.visitor);
    const before = await tested();
    expect((await send({ token, filler: 'x'.repeat(70_000) })).status).toBe(400);
    expect(await tested()).toBe(before);
  });
});
