/**
 * Attack: send what is no code at all, in the hope of a parser that throws, a comparison that holds, or a try that is
 * not counted; or send a name beside a code of one's own, in the hope of being taken for somebody else.
 */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letsIn, personSeen } from '../support/gate/browsers.ts';
import { codeAt, formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { ask } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const otherDigits = (zero: number, code: string) =>
  code.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** What may stand where a code belongs; `right` is a code that would let in. 400 is refused, 401 is counted. */
const inJson: [string, (right: string) => unknown, number][] = [
  ['missing', () => undefined, 400],
  ['null', () => null, 400],
  ['empty', () => '', 401],
  ['blanks', () => '      ', 401],
  ['an empty array', () => [], 400],
  ['an array of a right one', (right) => [right], 400],
  ['an object', () => ({ $gt: '' }), 400],
  ['true', () => true, 400],
  ['a negative number', (right) => -Number(right), 400],
  ['a fraction', () => 0.5, 400],
  ['a number with an exponent', () => 1e5, 401],
  ['a number that is too large', () => 1e300, 400],
  ['a right one in Arabic digits', (right) => otherDigits(0x660, right), 401],
  ['a right one and one digit more', (right) => `${right}0`, 401],
  ['a right one and a NUL', (right) => `${right}\0`, 401],
  ['a right one twice', (right) => `${right},${right}`, 401],
  ['a right one with a sign', (right) => `+${right}`, 401],
  ['a right one in another base', (right) => `0x${Number(right).toString(16)}`, 401],
  ['10 000 digits', () => '1'.repeat(10_000), 401],
  ['half of a surrogate pair', () => '\ud800', 401],
];

describe('what is no code', () => {
  let site: Site;
  let database: pg.Client;
  let secret: string;
  let recoveryCode: string;
  beforeAll(async () => {
    site = await startSite();
    database = new pg.Client({ connectionString: site.gate.config.databaseUrl });
    await database.connect();
    const alice = new Visitor(site.gate.url);
    ({ secret, recoveryCode } = await alice.enroll('alice', 'alice-password', site.clock.now));
    await new Visitor(site.gate.url).enroll('bob', 'bob-password', site.clock.now);
  });
  afterAll(async () => {
    await database?.end();
    await site?.close();
  });
  beforeEach(async () => {
    await database.query('DELETE FROM second_factor_attempts');
    site.clock.pass(30_000);
  });

  const right = () => codeAt(secret, site.clock.now);
  const counted = async () => {
    const { rows } = await database.query<{ count: number }>(
      'SELECT coalesce(sum(failures_in_a_row), 0)::int AS count FROM second_factor_attempts',
    );
    return rows[0]?.count;
  };
  const pending = async () => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('alice', 'alice-password');
    return visitor;
  };

  it.each(inJson)('by REST, %s, is refused or counted', async (_, make, status) => {
    const rest = new RestVisitor(site.gate.url);
    const id = await rest.begin('alice');
    const answer = await rest.sendCode(id, make(right()));
    expect(answer.status).toBe(status);
    expect(letsIn(answer)).toBe(false);
    expect(await counted()).toBe(status === 401 ? 1 : 0);
  });

  // Full-width letters are what some keyboards type, and are read as letters there.
  it.each(inJson.filter(([what]) => !what.includes('full-width')))(
    'by REST in place of a recovery code, %s, is refused or counted',
    async (_, make) => {
      const rest = new RestVisitor(site.gate.url);
      const answer = await rest.sendRecoveryCode(await rest.begin('alice'), make(recoveryCode));
      expect([400, 401]).toContain(answer.status);
      expect(letsIn(answer)).toBe(false);
      expect(await counted()).toBe(answer.status === 401 ? 1 : 0);
    },
  );

  it.each<[string, (right: string) => string]>([
    ['missing', () => ''],
    ['empty', () => 'code='],
    ['blank', () => 'code=+++'],
    ['twice, the right one last', (code) => `code=000000&code=${code}`],
    ['twice, the right one first', (code) => `code=${code}&code=000000`],
    ['in an array', (code) => `code[]=${code}`],
    ['in an object', (code) => `code[$gt]=&code[x]=${code}`],
    ['under another spelling of its name', (code) => `Code=${code}`],
    ['as a property of everything', (code) => `__proto__[code]=${code}&constructor=${code}`],
    ['in Arabic digits', (code) => `code=${encodeURIComponent(otherDigits(0x660, code))}`],
    ['with a NUL', (code) => `code=${code}%00`],
    ['10 000 digits long', () => `code=${'1'.repeat(10_000)}`],
    ['in broken percent encoding', () => 'code=%zz%'],
  ])('in a form, %s, does not let in', async (_, fields) => {
    const visitor = await pending();
    const page = await visitor.open(`${pages}/challenge`);
    const { token = '' } =
      formsOf(page.text).find(({ action }) => action.endsWith('/challenge'))?.hidden ?? {};
    const answer = await visitor.client.ask(`${pages}/challenge`, {
      method: 'POST',
      body: `token=${encodeURIComponent(token)}&${fields(right())}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    expect([200, 400]).toContain(answer.status);
    expect(letsIn(answer)).toBe(false);
    expect(await personSeen(visitor)).toBeUndefined();
  });

  it.each<[string, string, Record<string, string>]>([
    [
      'in the form',
      '',
      { user: 'bob', userKey: 'JIRAUSER10104', username: 'bob', otp_user_id: 'JIRAUSER10104' },
    ],
    ['in the query', '?user=bob&userKey=JIRAUSER10104&os_username=bob', {}],
  ])("another name beside a code of one's own, %s, changes nothing", async (_, query, fields) => {
    const visitor = await pending();
    const page = await visitor.open(`${pages}/challenge`);
    const { hidden = {} } = formsOf(page.text).find(({ action }) => action.endsWith('/challenge')) ?? {};
    await visitor.submit(`${pages}/challenge${query}`, { ...hidden, ...fields, code: right() });
    expect(await personSeen(visitor)).toBe('alice');
  });

  it("another name beside a conversation of one's own, by REST, changes nothing", async () => {
    const rest = new RestVisitor(site.gate.url);
    const json = {
      conversationId: await rest.begin('alice'),
      totpCode: right(),
      username: 'bob',
      userKey: 'JIRAUSER10104',
    };
    expect((await rest.post('authenticate/totp-code?userKey=JIRAUSER10104', json)).status).toBe(204);
    const me = await rest.client.ask('/rest/api/2/myself');
    expect(me.json()).toMatchObject({ name: 'alice' });
  });

  it("somebody else's right code is a wrong one", async () => {
    const bob = new Visitor(site.gate.url);
    await bob.logIn('bob', 'bob-password');
    expect(letsIn(await bob.fillIn('challenge', { code: right() }))).toBe(false);
    expect(letsIn(await bob.fillIn('recover', { recoveryCode }))).toBe(false);
    expect(await counted()).toBe(2);
  });

  it.each([undefined, null, '', [], {}, true, 1, '\0', 'x'.repeat(10_000)])(
    'a conversation called %j is unknown',
    async (conversationId) => {
      const json = { conversationId, totpCode: right(), recoveryCode };
      for (const operation of [
        'authenticate/totp-code',
        'authenticate/recovery-code',
        'totp/start-enforced-enrollment',
        'totp/complete-enforced-enrollment',
      ]) {
        expect((await ask(site.gate.url, `/rest/tsv/1.0/${operation}`, { json })).status).toBe(400);
      }
      expect(await counted()).toBe(0);
    },
  );
});
