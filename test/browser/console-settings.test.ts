import { describe, expect, it } from 'vitest';
import { givenConsole, type PersonName, people } from '../support/browser/index.ts';
import { startGateProcess } from '../support/gate/index.ts';

describe('settings and Basic authentication in the console, in a browser', () => {
  const given = givenConsole();

  const issuer = 'Name in authenticator apps (optional)';
  const days = 'Days that a browser is remembered (optional)';

  it('changes what people see who set up an app or log in, and goes back', async () => {
    const { console } = await given.ada.open('/settings');
    await console.openLink('Change');
    await console.field(issuer).fill('Rocket Tracker');
    await console.field(days).fill('999');
    await console.field('Comment').fill('As the works council wants it');
    await console.press('Change');
    expect(await console.saysAbout(days)).toMatchObject({
      ...{ isWrong: true, text: expect.stringContaining('Days must be a whole number from 0 to 365.') },
    });
    expect((await console.saysAbout(issuer)).isWrong).toBe(false);
    await console.field(days).fill('0');
    await console.press('Change');
    expect(await console.message()).toContain('The settings were changed.');
    expect(await console.row('Name in apps').innerText()).toMatch(/Rocket Tracker.*SET HERE/s);

    const alice = await given.browser.visit(given.site);
    const { app } = await alice.enrollPerson(people.alice);
    expect(app.uri.searchParams.get('issuer')).toBe('Rocket Tracker');
    await alice.logInAgain(people.alice);
    const remember = alice.tab.getByRole('checkbox', { name: /again in this browser/ });
    expect([await alice.challenge.heading(), await remember.count()]).toEqual(['Two-step verification', 0]);

    await console.openLink('History');
    expect(await console.row(/^1/).innerText()).toMatch(
      /admin\s+As the works council wants it.*Rocket Tracker/s,
    );
    await console.openLink('Take back version 1');
    await console.field('Comment').fill('They changed their mind');
    await console.press('Go back');
    const boxes = async () => {
      await alice.reload();
      return remember.count();
    };
    await expect.poll(boxes, { timeout: 10_000 }).toBe(1);
  });

  it('sends a test mail, and shows what the mail server says', async () => {
    const { console } = await given.ada.open('/settings');
    await console.openLink('Send a test mail');
    await console.press('Send');
    expect(await console.message()).toContain('The mail server took the mail.');
    const mail = await given.site.smtp.waitForMail(
      ({ subject }) => subject === 'Test mail of two-step verification',
    );
    expect(mail.to).toEqual(['admin@example.com']);
    given.site.smtp.behave('refuse');
    await console.press('Send');
    given.site.smtp.behave('well');
    expect(await console.message()).toMatch(/The mail did not go out\..*550/s);
  });

  it('lets scripts of some through with a password, and shows who came', async () => {
    // Another gate of the site: what it has seen is written down when it ends.
    const other = await startGateProcess(given.site.env);
    const script = async ({ username, password }: PersonName) => {
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      return (await fetch(`${other.url}/jira/rest/api/2/myself`, { headers: { authorization } })).status;
    };
    const soon = (person: PersonName, status: number) =>
      expect.poll(() => script(person), { timeout: 10_000 }).toBe(status);
    const { console } = await given.ada.open('/basic-auth');
    const change = async (
      lists: Readonly<Record<string, string>>,
      mode = 'Block, but for what is listed',
    ) => {
      await console.choose('Basic authentication');
      await console.openLink('Change');
      await console.field('Passwords without a second factor').selectOption({ label: mode });
      for (const [label, text] of Object.entries(lists))
        await console.field(`${label} (optional)`).fill(text);
      await console.field('Comment').fill('Nightly reports');
      await console.press('Change');
    };
    expect([await script(people.bob), await script(people.carol)]).toEqual([403, 403]);
    await change({ 'Let through for these users': 'bob', 'Let through from these networks': '10.0.0' });
    const wrong = await console.saysAbout('Let through from these networks (optional)');
    expect(wrong).toMatchObject({ isWrong: true, text: expect.stringContaining('Each network') });
    await console.field('Let through from these networks (optional)').fill('');
    await console.press('Change');
    expect(await console.message()).toContain('Changed.');
    await soon(people.bob, 200);
    expect(await script(people.carol)).toBe(403);
    await change({ 'Let through for these users': '', 'Let through at these paths': '/rest/api' });
    await soon(people.carol, 200);
    await change({ 'Let through at these paths': '' }, 'Let through everywhere');
    await change({});
    await soon(people.bob, 403);

    await other.stop();
    await console.choose('Basic authentication');
    await console.field('Name').fill('bob');
    await console.press('Search');
    const uses = (await console.row('Bob Baker').or(console.row('bob')).allInnerTexts()).join();
    expect(uses).toMatch(/Basic\s+LET THROUGH/);
    expect(uses).toMatch(/Basic\s+REFUSED/);
    expect(await console.row('carol').count()).toBe(0);
  });
});
