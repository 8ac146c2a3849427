/**
 * Attack: somebody whose right as a system administrator was taken away in Jira, or whose session was ended there, goes
 * on in the console with the page that is open. Looking ends within five seconds, changing at once; and a Jira that does
 * not answer is no permission.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  consolePath,
  givenAdministrator,
  groups,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const second = 1_000;

describe('a right that is taken away in Jira', () => {
  let site: Site;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite(mail, { crowd: 9 });
  });
  afterAll(() => site?.close());

  const tested = async () => (await auditOf(site, 'settings.mail_tested')).length;

  it('ends looking within five seconds', async () => {
    const { visitor, userKey } = await givenAdministrator(site, 1);
    expect((await visitor.open(consolePath)).status).toBe(200);
    site.jira.control.setGroups(userKey, [groups.plain]);
    site.clock.pass(5 * second + 1);
    const refused = await visitor.open(consolePath);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('Policy in force');
  });

  it('ends changing at once', async () => {
    const { visitor, userKey } = await givenAdministrator(site, 2);
    const form = consoleFormIn(await visitor.open(mailTestPath), '/mail-test');
    site.jira.control.setGroups(userKey, [groups.plain]);
    expect((await visitor.submit(mailTestPath, form)).status).toBe(403);
    expect(await tested()).toBe(0);
    // Jira has been asked: now everything else knows it, too.
    expect((await visitor.open(consolePath)).status).toBe(403);
  });

  it('ends with the session at Jira', async () => {
    const { visitor } = await givenAdministrator(site, 3);
    expect((await visitor.open(consolePath)).status).toBe(200);
    site.jira.sessions.expire(visitor.client.cookies.get('JSESSIONID') ?? '');
    site.clock.pass(5 * second + 1);
    expect((await visitor.open(consolePath)).status).toBe(403);
  });

  it.each([500, 'html', 'reset'] as const)('is not granted by a Jira that answers: %s', async (fault) => {
    const { visitor } = await givenAdministrator(site, fault === 500 ? 4 : fault === 'html' ? 5 : 6);
    const form = consoleFormIn(await visitor.open(mailTestPath), '/mail-test');
    site.clock.pass(5 * second + 1);
    site.jira.control.failWith(fault);
    try {
      expect((await visitor.open(consolePath)).status).toBe(503);
      expect((await visitor.submit(mailTestPath, form)).status).toBe(503);
    } finally {
      site.jira.control.failWith(null);
    }
    expect(await tested()).toBe(0);
  });
});
