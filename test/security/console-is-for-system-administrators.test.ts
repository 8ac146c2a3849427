/**
 * Attack: somebody who is not a Jira system administrator, or has shown less than two factors in this very browser,
 * opens the console, sends its forms or guesses its addresses: a plain user, an administrator without the system right,
 * a stolen password, a token or Basic of a system administrator, a cookie of theirs without its other half. None of them
 * sees anything of it or changes anything, and those whom Jira knows are written down.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
  givenMember,
  groups,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const screens = [
  consolePath,
  `${consolePath}/`,
  `${consolePath}/settings`,
  `${consolePath}/audit`,
  mailTestPath,
];
/** Words that stand on screens of the console and nowhere else. */
const consoleWords = /TSV_|Policy in force|With a second factor|class="console|Send a test mail/;

describe('the console', () => {
  let site: Site;
  let ada: GivenPerson;
  let form: Record<string, string>;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite({ TSV_BASIC_AUTH: 'allow', ...mail }, { crowd: 9 });
    ada = await givenAdministrator(site, 1);
    form = consoleFormIn(await ada.visitor.open(mailTestPath), '/mail-test');
  });
  afterAll(() => site?.close());

  const tested = async () => (await auditOf(site, 'settings.mail_tested')).length;
  const expectNothing = async (visitor: Visitor, expected: (answer: RawAnswer) => void, headers = {}) => {
    const before = await tested();
    for (const path of [...screens, `${consolePath}/nowhere`]) {
      const answer = await visitor.client.ask(path, { headers: { accept: 'text/html', ...headers } });
      expect(answer.text).not.toMatch(consoleWords);
      expected(answer);
    }
    const options = { form, headers: { accept: 'text/html', ...headers } };
    const posted = await visitor.client.ask(mailTestPath, options);
    expect(posted.text).not.toMatch(consoleWords);
    expected(posted);
    expect(await tested()).toBe(before);
  };
  const forbidden = ({ status }: RawAnswer) => expect(status).toBe(403);
  const leadsTo = (place: string) => (answer: RawAnswer) => {
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toContain(place);
  };

  it('is open to whom it is for: the requests that the others fail with are right', async () => {
    for (const path of screens) expect((await ada.visitor.open(path)).text).toMatch(consoleWords);
    expect((await ada.visitor.submit(mailTestPath, form)).status).toBe(200);
    expect(await tested()).toBe(1);
  });

  it.each([
    ['a plain user', 2, 'jira-software-users'],
    ['an administrator without the system right', 3, groups.plain],
  ])('refuses %s, and writes it down', async (_who, number, group) => {
    const person = await givenMember(site, number, group);
    await expectNothing(person.visitor, forbidden);
    const refused = (await auditOf(site, 'console.refused')).filter(({ actor }) => actor === person.userKey);
    // However often they try: the audit is not theirs to fill.
    expect(refused).toMatchObject([{ outcome: 'failure', reason: 'not a system administrator' }]);
  });

  it('sends a stolen password of a system administrator to the second factor', async () => {
    const thief = new Visitor(site.gate.url);
    await thief.logIn(ada.name, `${ada.name}-password`);
    await expectNothing(thief, leadsTo('/two-step/challenge'));
  });

  it('takes no verification of another session', async () => {
    const thief = new Visitor(site.gate.url);
    await thief.logIn(ada.name, `${ada.name}-password`);
    for (const [name, value] of ada.visitor.client.cookies)
      if (name.startsWith('two-step')) thief.client.cookies.set(name, value);
    await expectNothing(thief, leadsTo('/two-step/challenge'));
  });

  it('sends somebody without a session to the login', async () => {
    await expectNothing(new Visitor(site.gate.url), leadsTo('/login.jsp'));
  });

  it.each([
    ['a personal access token', 'Bearer pat-user1'],
    ['an OAuth token', 'Bearer oauth-user1'],
    ['a password in a header', `Basic ${Buffer.from('user1:user1-password').toString('base64')}`],
  ])('refuses %s of a system administrator, also beside their cookies', async (_what, authorization) => {
    await expectNothing(new Visitor(site.gate.url), forbidden, { authorization });
    const both = new Visitor(site.gate.url);
    for (const [name, value] of ada.visitor.client.cookies) both.client.cookies.set(name, value);
    await expectNothing(both, ({ status }) => expect(status).toBeGreaterThanOrEqual(400), { authorization });
    // A name that is only claimed is nobody's, and both kinds of tokens are refused for the same reason.
    const refused = (await auditOf(site, 'console.refused')).filter(({ actor }) => actor === ada.userKey);
    expect(refused).toMatchObject([{ reason: 'not a browser session' }]);
  });
});
