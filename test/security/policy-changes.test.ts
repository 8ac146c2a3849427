import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consolePath,
  type GivenPerson,
  givenAdministrator,
  givenMember,
  groups,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';
import { PolicyConsole, wordsOf } from '../support/gate/policy-console.ts';

/** Whoever changes the policy can take everybody's second factor away, or everybody's way in. */
describe('changes of the policy', () => {
  let site: Site;
  let ada: GivenPerson;
  let ben: GivenPerson;
  let mallory: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 20 });
    ada = await givenAdministrator(site, 1);
    ben = await givenAdministrator(site, 2);
    mallory = await givenMember(site, 3, groups.plain);
  });
  afterAll(() => site?.close());

  const at = (person: GivenPerson) => new PolicyConsole(person);
  const changes = async () => (await auditOf(site, 'policy.changed')).length;
  const refuse = { 'with-factor': 'refuse', 'without-factor': 'refuse' };

  it('of another administrator’s draft are not mine: I neither see nor publish nor discard them', async () => {
    await at(ada).addRule({ name: 'Ada’s rule', groups: 'a' });
    expect(await at(ben).read('/policies')).not.toContain('Ada’s rule');
    expect(await at(ben).read('/policies/review')).toContain('There is nothing to publish.');
    await at(ben).addRule({ name: 'Ben’s rule', groups: 'b' });
    await at(ben).press('discard', 'default');
    expect(await at(ada).read('/policies')).toContain('Ada’s rule');
  });

  it('do not overwrite what somebody else has published meanwhile, before they were compared with it', async () => {
    const review = await at(ada).open('/policies/review');
    await at(ben).addRule({ name: 'Ben’s rule', groups: 'b' });
    expect((await at(ben).publish('quick')).headers.location).toContain('published=1');
    const hidden = Object.fromEntries(
      [...review.text.matchAll(/<input type="hidden" name="(token|seen)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    const late = await ada.visitor.submit(`${consolePath}/policies/review`, { ...hidden, comment: 'late' });
    expect(late.status).toBe(409);
    expect(wordsOf(late.text)).toMatch(
      /Somebody has changed the policy meanwhile.*Version 1 by user2 at .*: quick/,
    );
    expect(wordsOf(late.text)).toContain('Removed Rule “Ben’s rule”');
    expect(await at(ben).read('/policies')).toContain('Ben’s rule');
    expect(await changes()).toBe(1);
    await at(ada).press('discard', 'default');
  });

  it('that were not read on the review are not published with it', async () => {
    await at(ada).addRule({ name: 'Seen', groups: 'a' });
    site.clock.pass(1_000);
    const review = await at(ada).open('/policies/review');
    await at(ada).addRule({ name: 'Slipped in', groups: 'a' });
    const hidden = Object.fromEntries(
      [...review.text.matchAll(/<input type="hidden" name="(token|seen)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    site.clock.pass(1_000);
    await at(ada).press('off', 'default');
    const answer = await ada.visitor.submit(`${consolePath}/policies/review`, {
      ...hidden,
      comment: 'blind',
    });
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.text)).toContain('The draft has changed since');
    expect(await changes()).toBe(1);
    await at(ada).press('discard', 'default');
  });

  it.each<[string, Record<string, string>, string]>([
    ['refuse everybody', { ...refuse }, 'would refuse you'],
    ['refuse the network that I am on', { ...refuse, networks: '127.0.0.0/8\n::1' }, 'would refuse you'],
    ['count no method that I have', { methods: 'WEBAUTHN' }, 'none of the methods'],
    [
      'refuse the administration',
      { ...refuse, paths: 'administration' },
      'would refuse you at administration',
    ],
  ])('that lock me out are refused: %s', async (_, fields, why) => {
    await at(ada).addRule({ name: 'Trap', ...fields });
    await at(ada).press('up', (await at(ada).rules())[1] ?? '');
    const review = await at(ada).read('/policies/review');
    expect(review).toContain('You would lock yourself out');
    expect(review).toContain(why);
    expect(await at(ada).read('/policies/review')).not.toContain('It takes effect on all gates at once');
    // Also without the button: what the page does not offer can be sent all the same.
    const { text } = await at(ada).open('/policies/rule');
    const token = /name="token" value="([^"]*)"/.exec(text)?.[1] ?? '';
    await ada.visitor.submit(`${consolePath}/policies/review`, {
      ...{ token, seen: String(site.clock.now), comment: 'trap' },
    });
    expect(await changes()).toBe(1);
    await at(ada).press('discard', 'default');
  });

  it('are not for administrators without the system right', async () => {
    for (const screen of [
      '/policies',
      '/policies/rule',
      '/policies/review',
      '/policies/history',
      '/networks',
      '/waves',
    ]) {
      const answer = await at(mallory).open(screen);
      expect([screen, answer.status]).toEqual([screen, 403]);
      expect(answer.text).not.toContain('Ben’s rule');
    }
  });
});
