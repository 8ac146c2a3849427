import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy, withinASecond } from '../support/gate/given-policy.ts';
import { codeAt, formsOf, Visitor } from '../support/gate/index.ts';

const day = 24 * 60 * 60 * 1_000;
const pages = '/plugins/servlet/two-step';
const issue = '/browse/DEMO-1';
const office = '192.0.2.10';
const elsewhere = '198.51.100.10';

describe('a site with policies', () => {
  let pair: GatePair;
  const people = new Map<string, string>();

  beforeAll(async () => {
    pair = await startPair(
      { TSV_TRUSTED_PROXIES: '127.0.0.0/8', TSV_METHODS: 'TOTP,WEBAUTHN' },
      { crowd: 40 },
    );
  });
  afterAll(() => pair?.close());
  beforeEach(() => pair.clock.pass(60_000));

  /** Somebody new each time: answers a browser that is logged in with the password. */
  let used = 0;
  const somebody = async (gate = pair.first) => {
    used += 1;
    const visitor = new Visitor(gate.url);
    await visitor.logIn(`user${used}`, `user${used}-password`);
    return { visitor, name: `user${used}` };
  };
  const enrolled = async () => {
    used += 1;
    const name = `user${used}`;
    const visitor = new Visitor(pair.first.url);
    const { secret } = await visitor.enroll(name, `${name}-password`, pair.clock.now);
    people.set(name, secret);
    pair.clock.pass(60_000);
    return { visitor, name };
  };
  const from = (address: string) => ({ headers: { accept: 'text/html', 'x-forwarded-for': address } });
  const at = async (visitor: Visitor, path = issue, address?: string) =>
    visitor.client.ask(path, address === undefined ? { headers: { accept: 'text/html' } } : from(address));
  const eventsOf = async (type: string, name: string) =>
    pair.query<{ reason: string }>(
      'SELECT reason FROM audit_events WHERE type = $1 AND lower(target_name) = $2',
      [type, name],
    );

  it('changes on both gates within a second, for who is logged in already', async () => {
    await givenPolicy(pair, { rules: [] });
    const first = await somebody();
    const second = await somebody(pair.second);
    const owes = async () =>
      (await Promise.all([at(first.visitor), at(second.visitor)])).every(({ status }) => status === 302);
    await withinASecond(owes);
    await givenPolicy(pair, { default: { withoutFactor: { outcome: 'exempt' } } });
    await withinASecond(async () =>
      (await Promise.all([at(first.visitor), at(second.visitor)])).every(({ status }) => status === 200),
    );
    await givenPolicy(pair, { rules: [] });
    await withinASecond(owes);
  });

  it('asks a group elsewhere and lets it work from the office', async () => {
    const networks = [{ name: 'Office', ranges: [`${office}/32`] }];
    const rules = [
      { match: { networks: ['office'] }, withFactor: 'exempt', withoutFactor: { outcome: 'exempt' } },
      { match: { groups: ['jira-software-users'] } },
    ];
    const { visitor } = await somebody();
    await givenPolicy(pair, { networks, rules, default: { withoutFactor: { outcome: 'exempt' } } });
    await withinASecond(async () => (await at(visitor, issue, office)).status === 200);
    expect((await at(visitor, issue, elsewhere)).headers.location).toContain(`${pages}/enroll`);
    // What a browser claims to be behind the proxy's back does not count.
    expect((await at(visitor, issue, `${office}, ${elsewhere}`)).status).toBe(302);
  });

  it('refuses where nothing would help, and lets people log out all the same', async () => {
    const { visitor } = await somebody();
    await givenPolicy(pair, { default: { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } } });
    await withinASecond(async () => (await at(visitor)).status === 403);
    const page = await at(visitor);
    expect(page.text).toContain('Logging in like this isn’t allowed');
    const json = await visitor.client.ask('/rest/api/2/myself', { headers: { accept: 'application/json' } });
    expect(JSON.parse(json.text)).toMatchObject({ code: 'refused_by_policy' });
    expect((await at(visitor, `${pages}/enroll`)).status).toBe(403);
    expect((await at(visitor, '/logout')).headers.location).toContain('logged-out');
  });

  it('only watches a rule in monitor mode, and notes once a day whom it would have stopped', async () => {
    const { visitor, name } = await somebody();
    const rules = [{ id: 'staff', mode: 'monitor' }];
    await givenPolicy(pair, { rules, default: { withoutFactor: { outcome: 'exempt' } } });
    await withinASecond(async () => (await at(visitor)).status === 200);
    for (let visits = 0; visits < 3; visits += 1) await at(visitor);
    expect(await eventsOf('policy.would_have_challenged', name)).toEqual([{ reason: 'staff' }]);
  });

  describe('that gives people time', () => {
    it('reminds once a day, lets them go on, and ends', async () => {
      const { visitor, name } = await somebody();
      await givenPolicy(pair, { default: { withoutFactor: { outcome: 'grace', days: 3 } } });
      await withinASecond(async () => (await at(visitor)).headers.location?.includes('/enroll') === true);
      expect((await at(visitor, '/rest/api/2/myself')).status).toBe(200);
      const reminder = await visitor.open(`${pages}/enroll?destination=${encodeURIComponent(issue)}`);
      expect(reminder.text).toContain('Your organization asks for a second step from');
      const later = formsOf(reminder.text).find(({ hidden }) => hidden.step === 'later');
      const left = await visitor.submit(later?.action ?? '', later?.hidden ?? {});
      expect(left.headers.location).toBe(issue);
      expect((await at(visitor)).status).toBe(200);
      expect(await eventsOf('grace.started', name)).toHaveLength(1);
      expect(await eventsOf('grace.skipped', name)).toHaveLength(1);

      pair.clock.pass(3 * day);
      const again = new Visitor(pair.second.url);
      await again.logIn(name, `${name}-password`);
      const due = await again.follow(await at(again));
      expect(due.text).toContain('Your organization asks for a second step when you log in');
      const forms = formsOf(due.text).filter(({ hidden }) => hidden.step === 'later');
      expect(forms).toEqual([]);
    });

    it('gives nobody a second period after a reset', async () => {
      const { visitor, name } = await enrolled();
      await givenPolicy(pair, { default: { withoutFactor: { outcome: 'grace', days: 3 } } });
      await pair.query(
        `INSERT INTO grace_periods SELECT user_key, $2::timestamptz FROM app_user WHERE lower_user_name = $1
         ON CONFLICT (user_key) DO UPDATE SET started_at = EXCLUDED.started_at`,
        [name, new Date(pair.clock.now - 4 * day)],
      );
      await pair.query(
        `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" =
           (SELECT user_key FROM app_user WHERE lower_user_name = $1)`,
        [name],
      );
      await withinASecond(async () => (await at(visitor)).headers.location?.includes('/enroll') === true);
    });
  });

  it('lets an exempted person in until the end, and not a minute longer', async () => {
    await givenPolicy(pair, { rules: [] });
    const { visitor, name } = await somebody();
    await withinASecond(async () => (await at(visitor)).status === 302);
    const [person] = await pair.query<{ user_key: string }>(
      `SELECT DISTINCT target_key AS user_key FROM audit_events WHERE target_name = $1
       UNION SELECT $2`,
      ['nobody', `JIRAUSER${30_000 + Number(name.slice(4))}`],
    );
    await pair.query(
      `INSERT INTO exemptions (user_key, ends_at, reason, granted_at, granted_by) VALUES ($1, $2, 'lost', now(), 'erin')`,
      [person?.user_key, new Date(pair.clock.now + 60_000)],
    );
    await withinASecond(async () => (await at(visitor)).status === 200);
    pair.clock.pass(60_000);
    expect((await at(visitor)).status).toBe(302);
  });

  it('asks again for the administration, and takes no older proof', async () => {
    await givenPolicy(pair, { stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 5 }] });
    const { visitor, name } = await enrolled();
    const place = '/secure/admin/ViewApplicationProperties.jspa';
    expect((await at(visitor, place)).headers.location ?? '').not.toContain(pages);
    pair.clock.pass(5 * 60_000);
    const asked = await at(visitor, place);
    expect(asked.headers.location).toContain(`${pages}/confirm?destination=${encodeURIComponent(place)}`);
    expect((await at(visitor)).status).toBe(200);
    const odd = await visitor.client.ask('/images/ViewUser.jspa', {
      headers: { accept: 'application/json' },
    });
    expect([odd.status, JSON.parse(odd.text).code]).toEqual([401, 'second_factor_too_old']);
    const confirm = await visitor.follow(asked);
    const code = codeAt(people.get(name) ?? '', pair.clock.now);
    const back = await visitor.answerForm(confirm, { code });
    expect(back.headers.location).toBe(place);
    expect((await at(visitor, place)).headers.location ?? '').not.toContain(pages);
  });

  it('wants another method from whom has none of those that count, and lets them add it', async () => {
    await givenPolicy(pair, { rules: [] });
    const { visitor } = await enrolled();
    expect((await at(visitor)).status).toBe(200);
    await givenPolicy(pair, { default: { methods: ['WEBAUTHN'] } });
    await withinASecond(async () => (await at(visitor)).headers.location?.includes(`${pages}/add`) === true);
    const setup = await visitor.follow(await at(visitor));
    expect(setup.text).toContain('Your organization wants one of these methods from you');
    expect(setup.text).not.toContain('method=app');
  });

  it('hears on every gate of a factor that was added, and then asks for that one', async () => {
    await givenPolicy(pair, { rules: [] });
    const { visitor, name } = await enrolled();
    const elsewhere = new Visitor(pair.second.url);
    for (const [cookie, value] of visitor.client.cookies) elsewhere.client.cookies.set(cookie, value);
    await givenPolicy(pair, { default: { methods: ['WEBAUTHN'] } });
    await withinASecond(
      async () => (await at(elsewhere)).headers.location?.includes(`${pages}/add`) === true,
    );
    await pair.query(
      `INSERT INTO authenticators (user_key, method, name, data, unique_key, added_at)
       SELECT user_key, 'WEBAUTHN', '', '', 'any', now() FROM app_user WHERE lower_user_name = $1`,
      [name],
    );
    await withinASecond(async () => (await at(elsewhere)).headers.location?.includes('/challenge') === true);
  });

  it('remembers browsers for fewer days than the site, or not at all', async () => {
    await givenPolicy(pair, { rules: [] });
    const { name } = await enrolled();
    const code = () => codeAt(people.get(name) ?? '', pair.clock.now);
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn(name, `${name}-password`);
    await visitor.follow(await visitor.fillIn('challenge', { code: code(), remember: 'yes' }));
    const next = async () => {
      visitor.client.cookies.delete('JSESSIONID');
      await visitor.logIn(name, `${name}-password`);
      return visitor.follow(await at(visitor));
    };
    expect((await next()).text).toContain('DEMO-1');
    await givenPolicy(pair, { default: { rememberDays: 0 } });
    await withinASecond(async () => (await at(visitor)).headers.location?.includes('/challenge') === true);
    const asked = await next();
    expect(asked.text).not.toContain('name="remember"');
    pair.clock.pass(8 * day);
    await givenPolicy(pair, { default: { rememberDays: 7 } });
    await withinASecond(async () => (await next()).text.includes('Don’t ask again'));
  });

  it('goes on with the policy that it has where a stored one cannot be read', async () => {
    await givenPolicy(pair, { default: { withoutFactor: { outcome: 'exempt' } } });
    const { visitor } = await somebody();
    await withinASecond(async () => (await at(visitor)).status === 200);
    await pair.query(
      `INSERT INTO site_documents (kind, version, document, actor_name, comment)
       SELECT 'policy', max(version) + 1, '{"rules":7}', 'dba', 'by hand' FROM site_documents`,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await at(visitor)).status).toBe(200);
    await expect(pair.startGate()).rejects.toThrow('cannot be used');
    await givenPolicy(pair, { rules: [] });
    await withinASecond(async () => (await at(visitor)).status === 302);
  });
});
