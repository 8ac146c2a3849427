/**
 * Attack: somebody who is not a Jira system administrator, or has shown less than two factors in this very browser,
 * opens the console, sends its forms or guesses its addresses: a plain user, an administrator without the system right,
 * a stolen password, a token or Basic of a system administrator, a cookie of theirs without its other half. None of them
 * sees anything of it or changes anything, and those whom Jira knows are written down.
 *
 * The screens are read from the running app, so one that is added later is tried as well. What the others fail with is
 * right but for who sends it: an administrator gets through with it, and so does a plain user who becomes one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consolePath,
  type GivenPerson,
  givenAdministrator,
  givenMember,
  groups,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { type OwnRoute, startWithRoutes } from '../support/gate/own-routes.ts';
import { stateOf } from '../support/gate/state-of.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

type Try = { readonly route: OwnRoute; readonly answer: RawAnswer };
type Headers = Readonly<Record<string, string>>;

/** Words that stand on screens of the console and nowhere else. */
const consoleWords = /TSV_|Policy in force|With a second factor|class="[^"]*\bconsole|Send a test mail/;
const profile = '/plugins/servlet/two-step/profile';

/** What any of the forms may ask for. */
const typed = {
  ...{ reason: 'because', comment: 'because', name: 'Moon', ranges: '192.0.2.0/24', groups: 'staff' },
  ...{ mode: 'allow', do: 'off', rule: 'default', basedOn: '0', rememberDays: '365', minutes: '30' },
};

describe('the console', () => {
  let site: Site;
  let routes: readonly OwnRoute[];
  let ada: GivenPerson;
  let token: string;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    const start = () => startSite({ TSV_BASIC_AUTH: 'allow', ...mail }, { crowd: 9 });
    const { started, routes: all } = await startWithRoutes(start);
    site = started;
    routes = all.filter(({ path }) => path.startsWith(consolePath));
    ada = await givenAdministrator(site, 1);
    token = await tokenOf(ada.visitor);
  });
  afterAll(() => site?.close());

  /** Of a form of their own, which any form of that session takes. */
  const tokenOf = async (visitor: Visitor) => {
    const forms = formsOf((await visitor.open(profile)).text);
    const own = forms.find(({ action, hidden }) => !action.endsWith('/logout') && hidden.token !== undefined);
    return own?.hidden.token ?? '';
  };
  const send = async (visitor: Visitor, route: OwnRoute, own: string, headers: Headers): Promise<Try> => {
    const form = route.method === 'GET' ? {} : { form: { ...typed, token: own } };
    const options = { method: route.method, ...form, headers: { accept: 'text/html', ...headers } };
    return { route, answer: await visitor.client.ask(route.path, options) };
  };
  const tryAll = async (visitor: Visitor, own = token, headers: Headers = {}) => {
    const guessed = ['', '/nowhere', '/users/', '/settings/edit/x'].map((path) => consolePath + path);
    const everything = [...routes, ...guessed.map((path) => ({ method: 'GET', path }))];
    const tries: Try[] = [];
    for (const route of everything) tries.push(await send(visitor, route, own, headers));
    return tries;
  };
  /** All that there is but for the audit's notes that somebody was refused. */
  const state = async () => {
    const { rows, ...rest } = await stateOf(site);
    const { audit_events: events = [], audit_daily: _counted, ...others } = rows;
    const kept = events.filter((event) => (event as { type: string }).type !== 'console.refused');
    return { rows: { ...others, kept }, ...rest };
  };
  const expectNothing = async (
    visitor: Visitor,
    expected: (answer: RawAnswer) => void,
    { own = token, headers = {} }: { own?: string; headers?: Headers } = {},
  ) => {
    const before = await state();
    for (const { answer, route } of await tryAll(visitor, own, headers)) {
      expect(answer.text, route.path).not.toMatch(consoleWords);
      expected(answer);
    }
    expect(await state()).toEqual(before);
  };
  const forbidden = ({ status }: RawAnswer) => expect(status).toBe(403);
  const leadsTo = (place: string) => (answer: RawAnswer) => {
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toContain(place);
  };
  const expectThrough = async (visitor: Visitor, own: string) => {
    for (const route of routes) {
      const { answer } = await send(visitor, route, own, {});
      const shown = `${route.method} ${route.path}: ${answer.status} ${answer.headers.location ?? ''}`;
      expect(shown).not.toMatch(/: 403|: 5|outdated|two-step\/(challenge|confirm)|login\.jsp/);
    }
  };

  it('is found whole', () => {
    const named = routes.map(({ method, path }) => `${method} ${path.slice(consolePath.length)}`);
    expect(named).toEqual(
      expect.arrayContaining([
        'GET /',
        'GET /basic-auth/export',
        'POST /basic-auth/edit',
        'POST /settings/edit',
      ]),
    );
    expect(routes.length).toBeGreaterThan(50);
  });

  it.each([
    ['a plain user', 2, 'jira-software-users'],
    ['an administrator without the system right', 3, groups.plain],
  ])('refuses %s, and writes it down', async (_who, number, group) => {
    const person = await givenMember(site, number, group);
    await expectNothing(person.visitor, forbidden, { own: await tokenOf(person.visitor) });
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
    await expectNothing(new Visitor(site.gate.url), forbidden, { headers: { authorization } });
    const both = new Visitor(site.gate.url);
    for (const [name, value] of ada.visitor.client.cookies) both.client.cookies.set(name, value);
    const refused = ({ status }: RawAnswer) => expect(status).toBeGreaterThanOrEqual(400);
    await expectNothing(both, refused, { headers: { authorization } });
    // A name that is only claimed is nobody's, and both kinds of tokens are refused for the same reason.
    const noted = (await auditOf(site, 'console.refused')).filter(({ actor }) => actor === ada.userKey);
    expect(noted).toMatchObject([{ reason: 'not a browser session' }]);
  });

  it('is open to whom it is for: the requests that the others fail with are right', async () => {
    for (const { route, answer } of await tryAll(ada.visitor)) {
      const { status, headers } = answer;
      const isScreen =
        route.method === 'GET' && status === 200 && headers['content-disposition'] === undefined;
      if (isScreen) expect(answer.text, route.path).toMatch(consoleWords);
    }
    const { rows } = await stateOf(site);
    expect(JSON.stringify(rows)).toContain('because');
    await expectThrough(ada.visitor, token);
  });

  it('is open to a plain user from when Jira makes a system administrator of them', async () => {
    const person = await givenMember(site, 4, 'jira-software-users');
    const own = await tokenOf(person.visitor);
    await expectNothing(person.visitor, forbidden, { own });
    site.jira.control.setGroups(person.userKey, [groups.system]);
    site.clock.pass(6_000);
    await expectThrough(person.visitor, own);
  });
});
