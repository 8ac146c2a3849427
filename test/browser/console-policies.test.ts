import { describe, expect, it } from 'vitest';
import { givenAdministratorAtWork, givenConsole, givenEnrolled, people } from '../support/browser/index.ts';

const tokens =
  '/secure/ViewProfile.jspa?selectedTab=com.atlassian.pats.pats-plugin:jira-user-personal-access-tokens';

describe('policies in the console, in a browser', () => {
  const given = givenConsole();
  const { login, soon } = given;

  /** Whatever another story has left in the draft is gone. */
  const atPolicies = async () => {
    const visit = await given.ada.open('/policies');
    const discard = visit.tab.getByRole('button', { name: 'Discard' });
    if ((await discard.count()) > 0) await visit.arrive(() => discard.click());
    return visit;
  };

  it('leads from a form to other people’s logins and back, without scripts', async () => {
    const visit = await given.ada.open('/users', { javaScriptEnabled: false });
    const { policies, console } = visit;
    await visit.users.refresh();
    await policies.addRule({
      ...{ name: 'Finance may wait', groups: 'finance', hasNone: 'Has time to set one up' },
    });
    expect(await policies.saysAbout('Days to set one up (optional)')).toMatchObject({ isWrong: true });
    await policies.field('Days to set one up (optional)').fill('14');
    await policies.keepRule({});
    await policies.addRule({ name: 'Bob', users: 'bob', mode: 'Enforce', hasNone: 'Goes on without' });
    await policies.addRule({ name: 'A mistake' });
    expect(await policies.rules()).toEqual([
      ...['Finance may wait MONITOR', 'Bob ENFORCE', 'A mistake MONITOR', 'Everybody else ENFORCE'],
    ]);
    await console.press('Delete: A mistake');
    await console.press('Enforce: Finance may wait');
    await console.press('Move up: Bob');
    expect(await policies.rules()).toEqual([
      'Bob ENFORCE',
      'Finance may wait ENFORCE',
      'Everybody else ENFORCE',
    ]);
    expect(await login(people.bob)).toBe('sets one up');

    await policies.review();
    expect(await console.text()).toMatch(/Affects 2 of \d\d people, 2 of them without a factor/);
    await policies.publish('');
    expect(await console.saysAbout('Comment')).toMatchObject({ isWrong: true });
    await policies.publish('Bob is on a ship');
    expect(await console.message()).toContain('Version 1 of the policy is in force.');
    await soon(people.bob, 'goes on');

    await policies.editRule('Bob', { name: 'Alice', users: 'alice' });
    await policies.review();
    expect(await console.text()).toMatch(/CHANGED Rule “Bob” Name: Bob → Alice Users: bob → alice/);
    await policies.publish('He is back');
    await soon(people.bob, 'has time');
    expect(await login(people.alice)).toBe('goes on');

    await console.choose('Policies');
    await console.openLink('History');
    expect(await console.row('Version 2').innerText()).toMatch(/admin\s+He is back/);
    await console.openLink('Version 1');
    await console.field('Comment').fill('Gone again');
    await console.press('Go back to version 1');
    expect(await policies.rules()).toEqual([
      'Bob ENFORCE',
      'Finance may wait ENFORCE',
      'Everybody else ENFORCE',
    ]);
    await soon(people.alice, 'sets one up');
    expect(await login(people.bob)).toBe('goes on');
  });

  it('keeps administrators from locking themselves out, and says what would come of it', async () => {
    const visit = await atPolicies();
    const { policies, console, tab } = visit;
    await policies.addRule({
      ...{
        name: 'Out',
        groups: 'jira-administrators',
        mode: 'Enforce',
        has: 'Is refused',
        hasNone: 'Is refused',
      },
    });
    await console.press('Move up: Out');
    await console.press('Move up: Out');
    await policies.review();
    expect(await console.message()).toMatch(
      /You would lock yourself out\..*The rule “Out” would refuse you/s,
    );
    expect(await policies.publishButton.count()).toBe(0);
    expect(await login(people.manager)).toBe('sets one up');

    await console.choose('Policies');
    await console.openLink('What if');
    const ask = async (user: string, path: string, policy: string) => {
      await console.field('User name').fill(user);
      await console.field('From address').fill('198.51.100.7');
      await console.field('Path').fill(path);
      await console.field('Policy').selectOption({ label: policy });
      await console.press('Ask');
      return console.text();
    };
    const draft = await ask('manager', '/secure/admin/ViewLicense.jspa', 'My draft');
    expect(draft).toMatch(/Under your draft Outcome IS REFUSED/);
    expect(draft).toContain('Place Administration');
    expect(await console.row('Out').innerText()).toMatch(/DECIDES/);
    expect(await ask('manager', '/browse/DEMO-1', 'In force')).toMatch(/HAS TO SET ONE UP/);
    expect(await console.row('Everybody else').innerText()).toMatch(/DECIDES/);
    expect(await ask('alice', '/browse/DEMO-1', 'My draft')).toMatch(/HAS TO SET ONE UP/);
    expect(await console.row('Out').innerText()).toMatch(/DOES NOT MATCH\s+in none of its groups/);
    expect(await ask('nobody', '/', 'My draft')).toContain('Jira knows nobody of that name.');

    await policies.editRule('Out', { groups: '', users: 'manager' });
    await policies.review();
    await policies.publish('Mona has left');
    await soon(people.manager, 'is refused');
    await visit.reload();
    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toBe('Policies');
  });

  it('tells the second of two administrators what the first one has done', async () => {
    const olga = await givenAdministratorAtWork(given.browser, given.site, people.olga);
    const [first, second] = [await atPolicies(), await olga.open('/policies')];
    const rule = { mode: 'Enforce', has: 'Is refused', hasNone: 'Is refused' } as const;
    await first.policies.addRule({ ...rule, name: 'Mick', users: 'MixedCase' });
    await second.policies.addRule({ ...rule, name: 'Nora', users: 'newname' });
    await first.policies.review();
    await second.policies.review();
    await first.policies.publish('Mick first');
    await second.policies.publish('Nora first');
    expect(await second.console.message()).toMatch(
      /Somebody has changed the policy meanwhile\. Nothing was published\..*by admin at .*: Mick first/s,
    );
    expect(await second.policies.publishButton.count()).toBe(0);
    expect(await second.console.text()).toContain('REMOVED Rule “Mick”');
    expect([await login(people.mixed), await login(people.newname)]).toEqual(['is refused', 'sets one up']);
    await second.tab.getByRole('button', { name: /^Keep my draft over version/ }).click();
    await second.policies.publishButton.waitFor();
    await second.policies.publish('Nora all the same');
    await soon(people.newname, 'is refused');
    expect(await login(people.mixed)).toBe('sets one up');
  });

  it('asks again at the places that a step-up names, also in a remembered browser', async () => {
    const { app } = await givenEnrolled(given.site, people.dave);
    const dave = await given.browser.visit(given.site);
    await dave.givenPassword(people.dave);
    await dave.challenge.rememberBrowser();
    await dave.challenge.enter(await app.nextCode());
    await dave.logInAgain(people.dave);
    const visit = await atPolicies();
    await visit.policies.setStepUp('Add step-up', 'Care', 'Administration');
    await visit.policies.review();
    await visit.policies.publish('Care in the administration');
    await dave.open(tokens);
    expect(dave.place).toBe(tokens);
    await visit.policies.setStepUp('Edit: Care', 'More care', 'Access tokens', '5');
    const stepUps = visit.tab.getByRole('table', { name: 'Step-up' }).getByRole('rowheader');
    expect(await stepUps.allInnerTexts()).toEqual(['More care']);
    expect(await visit.console.row('More care').innerText()).toMatch(/Access tokens\s+5/);
    await visit.policies.review();
    await visit.policies.publish('And where tokens are made');
    await expect
      .poll(
        async () => {
          await dave.open(tokens);
          return dave.place;
        },
        { timeout: 10_000 },
      )
      .toContain('/two-step/confirm');
  });
});
