import { describe, expect, it } from 'vitest';
import { givenConsole, overflow, people, type Visit } from '../support/browser/index.ts';

const phone = { viewport: { width: 375, height: 667 }, hasTouch: true };

describe('networks and waves in the console, in a browser', () => {
  const given = givenConsole();
  const { login, soon } = given;

  const publish = async ({ policies }: Visit, comment: string) => {
    await policies.review();
    await policies.publish(comment);
  };

  it('lets people off in a network, until its ranges change', async () => {
    const visit = await given.ada.open('/networks');
    const { console, policies } = visit;
    await console.openLink('Add network');
    await console.field('Name').fill('Office');
    await console.field('Ranges').fill('127.0.0.0/8\n300.1.1.1');
    await console.press('Keep in the draft');
    const said = await console.saysAbout('Ranges');
    expect(said).toMatchObject({ isWrong: true });
    expect(said.text).toContain('No range: “300.1.1.1”');
    expect(await console.field('Ranges').inputValue()).toBe('127.0.0.0/8\n300.1.1.1');
    await console.field('Ranges').fill('127.0.0.0/8');
    await console.press('Keep in the draft');
    const rule = { mode: 'Enforce', networks: 'Office', hasNone: 'Goes on without' } as const;
    await policies.addRule({ ...rule, name: 'Inside', users: 'bob' });
    await publish(visit, 'People in the office');
    await soon(people.bob, 'goes on');
    expect(await login(people.alice)).toBe('sets one up');

    await console.choose('Networks');
    expect(await console.row('Office').innerText()).toMatch(/127\.0\.0\.0\/8\s+Inside/);
    await console.press('Remove: Office');
    expect(await console.message()).toContain('Rules speak of this network: it was not removed.');
    await console.openLink('Edit: Office');
    await console.field('Name').fill('Berlin');
    await console.field('Ranges').fill('192.0.2.0/24');
    await console.press('Keep in the draft');
    expect(await console.row('Berlin').innerText()).toMatch(/192\.0\.2\.0\/24\s+Inside/);
    await publish(visit, 'We have moved');
    await soon(people.bob, 'sets one up');

    await console.press('Delete: Inside');
    await console.choose('Networks');
    await console.press('Remove: Berlin');
    await publish(visit, 'Nobody is let off any more');
    await console.choose('Networks');
    expect(await console.text()).toContain('No network has a name yet.');
  });

  it('begins a wave on a phone, stops it, and takes it back', async () => {
    const visit = await given.ada.open('/policies', phone);
    const { console } = visit;
    const expectFits = async () => expect(await overflow(visit.tab, 375)).toBeUndefined();
    await console.press('Off: Everybody else');
    await console.choose('Waves');
    await console.openLink('Plan a wave');
    await console.field('Name').fill('Developers');
    await console.field('Starts (UTC)').fill('2026-01-01T08:00');
    await console.field('Days to set up a factor').fill('0');
    await console.press('Keep in the draft');
    expect(await console.saysAbout('Groups')).toMatchObject({ isWrong: true });
    expect((await console.saysAbout('Days to set up a factor')).text).toContain('from 1 to 365');
    await expectFits();
    await console.field('Groups').fill('developers');
    await console.field('Days to set up a factor').fill('14');
    await console.press('Keep in the draft');
    await publish(visit, 'The developers begin');
    await soon(people.alice, 'has time');
    expect(await login(people.bob)).toBe('goes on');

    const change = async (action: string, reason: string) => {
      await console.choose('Waves');
      await console.openLink(`${action}: Developers`);
      await visit.users.giveReason(reason, action);
      await expectFits();
    };
    await change('Pause', '');
    expect((await console.saysAbout('Reason')).isWrong).toBe(true);
    await change('Pause', 'A release is due');
    expect(await console.row(/^Developers/).innerText()).toContain('PAUSED');
    await soon(people.alice, 'goes on');
    await change('Resume', 'It is out');
    await soon(people.alice, 'has time');
    await change('Roll back', 'Next year');
    expect(await console.row(/^Developers/).innerText()).toContain('ROLLED BACK');
    await soon(people.alice, 'goes on');
    await console.choose('Audit');
    expect(await console.text()).toMatch(
      /wave\.rolled_back.*Next year.*wave\.resumed.*wave\.paused.*A release is due/,
    );
  });
});
