import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolePath, type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy } from '../support/gate/given-policy.ts';
import { Visitor } from '../support/gate/index.ts';

const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('the overview of the console', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  const here = () => ({ gate: pair.first, clock: pair.clock, jira: pair.jira });
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 9 });
    ada = await givenAdministrator(here(), 1);
  });
  afterAll(() => pair?.close());
  const open = async () => (await ada.visitor.open(consolePath)).text;
  /** Everybody is counted once a minute, and where that is slow once in ten while nobody asks. */
  const later = () => pair.clock.pass(11 * 60_000);

  it('warns while one administrator is alone, and as long as Jira was not read', async () => {
    const alone = textOf(await open());
    expect(alone).toContain('Only one system administrator can help others here.');
    expect(alone).toContain('Jira’s users were never read.');
    const olga = await givenAdministrator(here(), 2);
    await olga.visitor.open(consolePath);
    expect(textOf(await open())).not.toContain('Only one system administrator');
  });

  it('counts active accounts, and leads to each kind of them', async () => {
    later();
    const html = await open();
    expect(textOf(html)).toMatch(/With a second factor 2 \d+ % of \d+ active accounts Without/);
    for (const show of ['enrolled', 'not_enrolled', 'in_grace', 'exempt', 'locked'])
      expect(html).toContain(`href="${consolePath}/users?show=${show}"`);
  });

  it('draws how far people have come and how often they verify, with the numbers as tables', async () => {
    await pair.query(`INSERT INTO adoption_daily SELECT current_date - d, 50, 10, 0, 0, 0, now()
                      FROM generate_series(1, 40) AS d`);
    await pair.query(`INSERT INTO audit_daily VALUES (current_date - 1, 'factor.verified', 'success', 4711),
                      (current_date - 1, 'factor.failed', 'failure', 47)`);
    const html = await open();
    expect(html).toMatch(/<polyline/);
    expect(textOf(html)).toMatch(/Second factors shown 4711|4,711|4,7\d\d in all/);
    expect(html).toMatch(/<caption class="assistive">Second factors shown<\/caption>.*<div>4711<\/div>/s);
    expect(html).toMatch(/<caption class="assistive">Wrong codes and factors<\/caption>.*<div>47<\/div>/s);
    expect(textOf(html)).toMatch(/on \d{4}-\d\d-\d\d it was 10 of 50/);
  });

  it('draws when each wave begins, and how far it is', async () => {
    await pair.query(`INSERT INTO people_groups SELECT 'pilots', user_key, 'Pilots', now() FROM people`);
    const startsAt = new Date(pair.clock.read() - 3 * 24 * 3_600_000).toISOString();
    const wave = (id: string, more: object) => ({
      ...{ id, name: `Wave ${id}`, match: { groups: ['pilots'] }, wave: { startsAt, mails: false, ...more } },
    });
    await givenPolicy(pair, { rules: [wave('one', {}), wave('two', { paused: true })] });
    const html = await open();
    expect(html).toMatch(/<g class="mark"><line [^>]*><\/line><text [^>]*>1, 2<\/text><\/g>/);
    expect(textOf(html)).toMatch(/Wave one, since [^:]*:\d\d[^:]*: 2 of \d+ have a second factor \(\d+ %\)/);
    expect(textOf(html)).toMatch(/Wave two, since .*, paused: 2 of/);
    const waves = (await ada.visitor.open(`${consolePath}/waves`)).text;
    expect(waves).toMatch(/<caption class="assistive">Wave one<\/caption>/);
    expect(textOf(waves)).toMatch(
      /Over time .*Wave one .* have a second factor. The line begins with the first day/,
    );
  });

  it('says which policy counts, and whom rules would stop that are only watched', async () => {
    await givenPolicy(pair, {
      rules: [{ id: 'staff', name: 'All staff', mode: 'monitor' }],
      default: { withoutFactor: { outcome: 'exempt' } },
    });
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn('user3', 'user3-password');
    await visitor.open('/browse/DEMO-1');
    const html = await open();
    expect(textOf(html)).toContain('0 enforced, 1 watched only, 0 off');
    expect(textOf(html)).toMatch(/All staff \d [^…]*user3/);
    expect(html).toContain('/audit?type=policy.would_have_challenged&amp;from=');
  });

  it('is there when a question to the database fails, and says what is missing', async () => {
    await pair.query('ALTER TABLE adoption_daily RENAME TO adoption_away');
    try {
      const shown = textOf(await open());
      expect(shown).toContain('this cannot be shown now');
      expect(shown).toContain('Policy in force');
    } finally {
      await pair.query('ALTER TABLE adoption_away RENAME TO adoption_daily');
    }
  });
});
