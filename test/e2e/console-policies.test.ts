import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowdMember, type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { PolicyConsole, plainRule, wordsOf } from '../support/gate/policy-console.ts';

const issue = '/browse/DEMO-1';

describe('policies in the console', () => {
  let site: Site;
  let ada: GivenPerson;
  let desk: PolicyConsole;
  beforeAll(async () => {
    site = await startSite({ TSV_TRUSTED_PROXIES: '127.0.0.0/8' }, { crowd: 20 });
    ada = await givenAdministrator(site, 1);
    desk = new PolicyConsole(ada);
  });
  afterAll(() => site?.close());

  const owes = async (number: number) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(`user${number}`, `user${number}-password`);
    return (await visitor.open(issue)).headers.location?.includes('/enroll') ?? false;
  };
  const discard = async () => {
    if ((await desk.read('/policies')).includes('unpublished changes'))
      await desk.press('discard', 'default');
  };

  it('begin with what the environment says, and an empty history', async () => {
    const shown = await desk.read('/policies');
    expect(shown).toContain('In force: version 0.');
    expect(shown).toContain('Everybody else Enforce');
    expect(await desk.read('/policies/history')).toContain('Nothing was published yet');
    expect(await desk.read('/policies/review')).toContain('There is nothing to publish.');
  });

  it('change nothing before they are reviewed and published, and then everything at once', async () => {
    expect(await owes(2)).toBe(true);
    await desk.addRule({
      name: 'Service',
      users: 'user2\nuser3',
      'with-factor': 'exempt',
      'without-factor': 'exempt',
    });
    expect(await desk.read('/policies')).toMatch(/unpublished changes \(1\)/);
    expect(await owes(2)).toBe(true);
    const review = await desk.read('/policies/review');
    expect(review).toContain('Added Rule “Service”');
    expect(review).toContain('Users: user2, user3');
    expect(wordsOf((await desk.publish('  ')).text)).toContain('Say why, in a few words.');
    expect(await owes(2)).toBe(true);
    const published = await desk.publish('service accounts');
    expect(published.headers.location).toContain('/policies?published=1');
    const list = await ada.visitor.follow(published);
    expect(wordsOf(list.text)).toContain('Version 1 of the policy is in force.');
    expect(wordsOf(list.text)).not.toContain('unpublished');
    expect([await owes(2), await owes(4)]).toEqual([false, true]);
    expect((await auditOf(site, 'policy.changed')).at(-1)).toMatchObject({
      ...{ outcome: 'success', reason: 'version 1: service accounts', actor: ada.userKey },
    });
  });

  it('say whom a wave reaches once it has begun, and whom today', async () => {
    const startsAt = new Date(site.clock.now + 9 * 24 * 3_600_000).toISOString().slice(0, 16);
    await desk.send('/waves/new', {
      name: 'Nobody yet',
      groups: 'jira-software-users',
      'starts-at': startsAt,
      days: '14',
    });
    const review = await desk.read('/policies/review');
    expect(review).toContain(`${startsAt.replace('T', ' ')} UTC: Nobody yet`);
    const affected = (text: string) => Number(/Affects (\d+) of \d+ people/.exec(text)?.[1]);
    expect(affected(review)).toBeGreaterThan(0);
    expect(affected(await desk.read('/policies/review?at=now'))).toBe(0);
    await discard();
  });

  it('are moved, switched, duplicated and deleted', async () => {
    await desk.addRule({ name: 'Other', groups: 'somebody' });
    const [service = '', other = '', last] = await desk.rules();
    expect(last).toBe('default');
    await desk.press('up', other);
    expect(await desk.rules()).toEqual([other, service, 'default']);
    await desk.press('monitor', other);
    await desk.press('off', 'default');
    await desk.press('duplicate', other);
    const review = await desk.read('/policies/review');
    expect(review).toContain('Added Rule “Copy of Other”');
    expect(review).toContain('Changed Everybody else Mode: Enforce → Off');
    expect(review).toContain('Whoever no rule is about is not asked');
    await desk.press('delete', other);
    expect(await desk.rules()).toHaveLength(3);
    await discard();
    expect(await desk.rules()).toEqual([service, 'default']);
  });

  it('keep everything that was typed when something is wrong, and say it beside the field', async () => {
    const typed = {
      groups: 'staff\n other ',
      networks: 'Moon',
      'without-factor': 'grace',
      'remember-days': '999',
    };
    const answer = await desk.send('/policies/rule', {
      ...plainRule,
      name: '',
      ...typed,
      guards: 'network',
      'starts-at': 'x',
    });
    expect(answer.status).toBe(400);
    const words = wordsOf(answer.text);
    for (const error of [
      'Give the rule a name.',
      'Neither a named network nor a range: “Moon”',
      'Say how many days they have, or until when.',
      'Enter a number of days from 0 to 365.',
      'Say which networks.',
    ]) {
      expect(words).toContain(error);
    }
    expect(answer.text).toContain('staff\n other</textarea>');
    expect(answer.text).toContain('value="999"');
    expect(await desk.read('/policies')).not.toContain('unpublished');
  });

  it('say everything that a rule can', async () => {
    await desk.send('/networks/edit', { name: 'Office', ranges: '192.0.2.0/24\n2001:db8::/32' });
    const startsAt = new Date(site.clock.now + 86_400_000).toISOString().slice(0, 16);
    await desk.addRule({
      ...{
        name: 'Everything',
        groups: 'a\nb',
        users: 'x',
        networks: 'office',
        paths: 'portal',
        logins: 'password',
      },
      ...{
        'without-factor': 'grace',
        'grace-days': '14',
        'grace-until': '2030-01-31T18:00',
        methods: 'TOTP',
      },
      ...{ 'remember-days': '7', guards: 'network', 'guard-networks': 'Office' },
      ...{ wave: 'yes', 'starts-at': startsAt, mails: 'yes', paused: 'yes' },
    });
    const [, everything = ''] = await desk.rules();
    const page = await desk.open(`/policies/rule?id=${everything}`);
    const sent = await desk.send(`/policies/rule?id=${everything}`, fieldsIn(page.text));
    expect(sent.status).toBe(303);
    const shown = await desk.read('/policies/review');
    expect(shown).toContain(
      'Who has none: has time to set one up: 14 days from when they were told, but only until 2030-01-31 18:00 UTC',
    );
    expect(shown).toContain('Methods: TOTP');
    expect(shown).toContain('Remembered browsers: for 7 days at most');
    expect(shown).toContain('First setup: needs a network (Office)');
    expect(shown).toContain('paused, with mails');
    expect(shown).toContain('asks for less at some places only');
    await discard();
  });

  it('name networks, rename them everywhere, and keep those that are used', async () => {
    await desk.send('/networks/edit', { name: 'Office', ranges: '192.0.2.0/24' });
    await desk.addRule({ name: 'Inside', networks: 'office' });
    expect(await desk.read('/networks')).toContain('Office 192.0.2.0/24 Inside');
    const refused = await ada.visitor.follow(await desk.send('/networks', { name: 'OFFICE' }));
    expect(wordsOf(refused.text)).toContain('Rules speak of this network');
    await desk.send('/networks/edit?name=Office', { name: 'HQ', ranges: '192.0.2.0/25' });
    expect(await desk.read('/networks')).toContain('HQ 192.0.2.0/25 Inside');
    const bad = await desk.send('/networks/edit', { name: 'hq', ranges: '300.1.1.1' });
    expect(bad.status).toBe(400);
    expect(wordsOf(bad.text)).toMatch(/There is a network of this name\..*No range: “300\.1\.1\.1”/);
    await discard();
  });

  it('ask again at places, and stop asking there', async () => {
    expect((await desk.send('/policies/step-up', { name: 'Admin', minutes: '0' })).status).toBe(400);
    await desk.send('/policies/step-up', { name: 'Admin', paths: 'administration', minutes: '5' });
    expect(await desk.read('/policies')).toContain('Admin Administration 5');
    await desk.send('/policies/step-up?name=Admin', { name: 'Admins', paths: 'tokens', minutes: '6' });
    expect(await desk.read('/policies')).toContain('Admins Access tokens 6');
    await desk.press('delete_step_up', 'Admins');
    expect(await desk.read('/policies')).not.toContain('unpublished');
  });

  it('explain what would come of somebody’s request, under the policy and under a draft', async () => {
    site.jira.control.setGroups(crowdMember(5).userKey, ['contractors', 'jira-software-users']);
    await desk.addRule({
      name: 'Contractors',
      groups: 'Contractors',
      'with-factor': 'refuse',
      'without-factor': 'refuse',
    });
    const ask = (query: string) =>
      desk.read(`/policies/what-if?user=user5&address=198.51.100.7&path=/browse/X-1${query}`);
    const draft = await ask('&policy=draft');
    expect(draft).toContain('Under your draft Outcome Is refused');
    expect(draft).toContain('Groups contractors, jira-software-users');
    expect(draft).toContain('Service Does not match another user');
    expect(draft).toContain('Contractors Decides logging in this way is not allowed');
    const current = await ask('&policy=current');
    expect(current).toContain('Under the policy in force Outcome Has to set one up');
    expect(current).toContain('Everybody else Decides');
    expect(await desk.read('/policies/what-if?user=nobody-at-all')).toContain(
      'Jira knows nobody of that name.',
    );
    expect(await desk.read('/policies/what-if?user=user5&address=300')).toContain('That is no address.');
    expect(await desk.read('/policies/what-if?user=user5&path=/secure/admin/ViewUser.jspa')).toContain(
      'Place Administration',
    );
    await discard();
  });

  it('remember every version, compare them, and go back', async () => {
    await desk.press('monitor', 'default');
    await desk.publish('a look first');
    const history = await desk.read('/policies/history');
    expect(history).toMatch(/Version 2 .* user1 a look first Version 1 .* user1 service accounts/);
    const second = await desk.read('/policies/version?version=2');
    expect(second).toContain('Changed Everybody else Mode: Enforce → Monitor');
    const sent = await desk.send('/policies/version?version=1', { comment: 'back again' });
    expect(sent.headers.location).toContain('published=3');
    expect(await desk.read('/policies')).toContain('Everybody else Enforce');
    expect((await desk.open('/policies/version?version=99')).status).toBe(404);
  });
});

/** What a browser would send of a form as it stands. */
function fieldsIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, input = ''] of html.matchAll(/<input\b([^>]*)>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '';
    const isChoice = /type="(checkbox|radio)"/.test(input);
    if (attribute('name') === '' || (isChoice && !/\bchecked\b/.test(input))) continue;
    fields[attribute('name')] = attribute('value');
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)</g)) {
    fields[name] = text;
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  )) {
    fields[name] =
      /<option\b[^>]*\bselected\b[^>]*\bvalue="([^"]*)"/.exec(options)?.[1] ??
      /<option\b[^>]*\bvalue="([^"]*)"[^>]*\bselected\b/.exec(options)?.[1] ??
      '';
  }
  return fields;
}
