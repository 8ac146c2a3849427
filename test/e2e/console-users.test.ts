import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  consolePath,
  crowdMember,
  type GivenPerson,
  givenAdministrator,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import {
  givenEnrolledMember,
  refreshFromJira,
  textOf,
  userPath,
  usersPath,
} from '../support/gate/console-people.ts';
import { type Site, startSite } from '../support/gate/index.ts';

describe('the list of users', () => {
  let site: Site;
  let ada: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 60, crowdTeams: 3 });
    ada = await givenAdministrator(site, 1);
    await givenEnrolledMember(site.gate.url, site.clock.now, 2);
    const begun = await refreshFromJira(ada);
    expect(begun.headers.location).toBe(`${usersPath}?refresh=started`);
  });
  afterAll(() => site?.close());

  const open = (query: string) => ada.visitor.open(`${usersPath}${query}`);
  const namesOf = ({ text }: { text: string }) =>
    [...text.matchAll(/<span class="person-name"><a [^>]*><bdi>([^<]*)</g)].map(([, name]) => name);

  it('knows everybody in Jira after it was refreshed, and the audit says who did that', async () => {
    const shown = textOf(await open(''));
    expect(shown).toContain('73 people');
    expect(shown).toMatch(/Read from Jira 74 people and \d+ groups, just now/);
    expect((await auditOf(site, 'people.sync_started')).at(-1)).toEqual({
      ...{ outcome: 'success', reason: 'started', actor: ada.userKey },
    });
  });

  it('is searched by any part of name, user name or mail, and narrowed', async () => {
    const { name, userKey } = crowdMember(2);
    const one = await open(`?q=${name}%40example`);
    expect(namesOf(one)).toHaveLength(1);
    expect(one.text).toContain(`${userPath}?person=${userKey}`);
    expect(textOf(one)).toMatch(/Authenticator app .* Asked Everybody else: a second factor is needed/);
    expect(namesOf(await open('?show=enrolled'))).toHaveLength(2);
    expect(namesOf(await open('?show=enrolled&method=WEBAUTHN'))).toEqual([]);
    expect(namesOf(await open('?show=inactive'))).toEqual(['Ines Inactive']);
    const team = await open('?group=team-2&size=50');
    expect(namesOf(team)).toHaveLength(20);
    expect(textOf(await open('?group=team'))).toContain('Did you mean team-1 , team-2 , team-3');
    expect((await open('?show=nonsense')).status).toBe(400);
  });

  it('shows page after page, everybody once', async () => {
    const seen: (string | undefined)[] = [];
    let page = await open('?size=25');
    for (let pages = 0; pages < 5; pages += 1) {
      seen.push(...namesOf(page));
      const next = /<a class="aui-button" href="([^"]*)" rel="next"/.exec(page.text)?.[1];
      if (next === undefined) break;
      page = await ada.visitor.open(next.replaceAll('&amp;', '&'));
    }
    expect(seen).toHaveLength(73);
    expect(new Set(seen).size).toBe(73);
  });

  it('is taken along as a file, as it is filtered, and the audit says which part', async () => {
    const file = await ada.visitor.open(`${usersPath}/export?group=team-2&q=user`);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.headers['content-disposition']).toMatch(
      /attachment; filename="two-step-users-\d{4}-\d\d-\d\d.csv"/,
    );
    expect(file.headers['cache-control']).toBe('no-store');
    const lines = file.text.replace('\uFEFF', '').split('\r\n');
    expect(lines).toHaveLength(22);
    expect(lines[0]).toMatch(/^User key,User name,Name,Mail,Account,/);
    expect(file.text).toMatch(
      /JIRAUSER30002,user2,[^,]*,user2@example\.com,active,20\S*Z,TOTP BACKUP_CODES,15,0,/,
    );
    expect((await auditOf(site, 'people.exported')).at(-1)).toEqual({
      ...{ outcome: 'success', reason: 'active, a text, a group', actor: ada.userKey },
    });
  });

  it('asks the policy as if from another address, where one is typed', async () => {
    expect(textOf(await open('?q=user2'))).toContain('coming from an address outside every network');
    expect(textOf(await open('?q=user2&from=10.1.2.3'))).toContain('coming from 10.1.2.3');
    expect(textOf(await open('?q=user2&from=10.1'))).toContain('is no IPv4 or IPv6 address');
  });

  describe('with several people ticked', () => {
    const choose = async (query: string) => {
      const chosen = await ada.visitor.open(`${usersPath}/bulk?${query}`);
      return chosen.headers.location === undefined
        ? { path: '', page: chosen }
        : { path: chosen.headers.location, page: await ada.visitor.follow(chosen) };
    };
    const confirm = async (path: string, page: { text: string }, fields: Record<string, string>) => {
      const form = consoleFormIn(page as never, path);
      return ada.visitor.submit(path, { ...form, reason: 'the great move', ...fields });
    };

    it('wants the number typed and a reason, and says who it is', async () => {
      const keys = [3, 4].map((number) => `person=${crowdMember(number).userKey}`).join('&');
      const { path, page } = await choose(`do=exempt&whom=ticked&${keys}`);
      expect(path).toMatch(/\/users\/bulk\/confirm\?job=[\w-]{22}$/);
      expect(textOf(page)).toMatch(/Exempt for some hours: 2 people .*user3.*user4/);
      const wrong = await confirm(path, page, { typed: '3', hours: '24' });
      expect([wrong.status, textOf(wrong)]).toEqual([400, expect.stringContaining('Type 2.')]);
      expect((await confirm(path, page, { typed: '2', hours: '24', reason: '' })).status).toBe(400);
      expect((await confirm(path, page, { typed: '2', hours: '9999' })).status).toBe(400);
      expect(await auditOf(site, 'exemption.granted')).toEqual([]);
      const done = await confirm(path, page, { typed: '2', hours: '24' });
      const result = await ada.visitor.follow(done);
      expect(textOf(result)).toContain('2 done, 0 skipped.');
      expect((await auditOf(site, 'exemption.granted')).map(({ reason }) => reason)).toEqual([
        ...['24 hours: the great move', '24 hours: the great move'],
      ]);
      expect(namesOf(await open('?show=exempt'))).toHaveLength(2);
    });

    it('skips oneself and whoever has no factor, and says so', async () => {
      const { path, page } = await choose('do=reset&whom=all&group=jira-system-administrators');
      expect(textOf(page)).toContain('You are among them, and will be skipped.');
      const count = /Reset: (\d+) pe/.exec(textOf(page))?.[1] ?? '';
      const result = await ada.visitor.follow(await confirm(path, page, { typed: count }));
      expect(textOf(result)).toMatch(/Skipped is you/);
      expect(textOf(result)).toContain('has no second factor');
      expect((await ada.visitor.open(consolePath)).status).toBe(200);
    });

    it('unlocks only who is locked', async () => {
      const { path, page } = await choose(`do=unlock&person=${crowdMember(2).userKey}`);
      const result = await ada.visitor.follow(await confirm(path, page, { typed: '1' }));
      expect(textOf(result)).toContain('was not locked');
      expect(await auditOf(site, 'factor.unlocked')).toEqual([]);
    });

    it('says so where nobody is ticked', async () => {
      const { page } = await choose('do=unlock&whom=ticked');
      expect([page.status, textOf(page)]).toEqual([400, expect.stringContaining('Nobody is ticked.')]);
    });
  });
});
