/**
 * Attack: a sheet with backup codes that was photographed, thrown away or bought: use a code twice, at once on every
 * gate, in other spellings, after its owner made new ones, for somebody else, or guess one.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { formsOf, type GateHere, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { type RawAnswer, sendBytes } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const codesIn = ({ text }: RawAnswer) => [
  ...new Set(text.match(/(?<![-0-9A-Z])[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){2}(?![-0-9A-Z])/g)),
];

type Person = {
  readonly name: string;
  readonly key: string;
  readonly visitor: Visitor;
  readonly codes: string[];
};

describe('a backup code', () => {
  let pair: GatePair;
  let people = 0;
  let alice: Person;
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 40 });
  });
  beforeEach(async () => {
    // How many wrong codes one address may send within a minute is another file's matter.
    await sendBytes(pair.redis.port, 'DEL two-step:address:127.0.0.1\r\nQUIT\r\n');
    alice = await enroll();
  });
  afterAll(() => pair?.close());

  const enroll = async (): Promise<Person> => {
    people += 1;
    const name = `user${people}`;
    const visitor = new Visitor(pair.first.url);
    const { shown } = await visitor.enroll(name, `${name}-password`, pair.clock.now);
    const codes = codesIn(shown);
    expect(codes).toHaveLength(15);
    return { name, key: `JIRAUSER${30_000 + people}`, visitor, codes };
  };
  /** Logs in with the password, and answers how to send a code. */
  const begin = async ({ name }: Person, gate: GateHere = pair.first) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(name, `${name}-password`);
    const page = await visitor.open(`${pages}/recover`);
    return { visitor, send: (recoveryCode: string) => visitor.answerForm(page, { recoveryCode }) };
  };
  const tryCode = async (person: Person, code = '', gate?: GateHere) =>
    letsIn(await (await begin(person, gate)).send(code));
  const forgetFailures = () => pair.query('DELETE FROM second_factor_attempts');
  const codeAt = (at: number) => alice.codes[at] ?? '';

  it('opens one login, on one gate, of twelve that come at once', async () => {
    const logins: ((code: string) => Promise<RawAnswer>)[] = [];
    for (let at = 0; at < 12; at += 1) {
      const gate = at % 2 === 0 ? pair.first : pair.second;
      if (at % 3 === 0) {
        const id = await new RestVisitor(gate.url).begin(alice.name);
        logins.push((code) => new RestVisitor(gate.url).sendRecoveryCode(id, code));
      } else logins.push((await begin(alice, gate)).send);
    }
    const row = `SELECT 1 FROM authenticators WHERE user_key = '${alice.key}'`;
    const sent = await pair.holdUp(row, 2, () => Promise.all(logins.map((send) => send(codeAt(0)))));
    expect(sent.filter(letsIn)).toHaveLength(1);
    await forgetFailures();
    for (const gate of [pair.first, pair.second]) expect(await tryCode(alice, codeAt(0), gate)).toBe(false);
    const used = `SELECT 1 FROM audit_events WHERE type = 'backup_code.used' AND target_key = $1`;
    expect(await pair.query(used, [alice.key])).toHaveLength(1);
  });

  it('takes no other one with it, when two are used at once', async () => {
    const [one, two] = [await begin(alice, pair.first), await begin(alice, pair.second)];
    const row = `SELECT 1 FROM authenticators WHERE user_key = '${alice.key}'`;
    const sent = await pair.holdUp(row, 2, () => Promise.all([one.send(codeAt(0)), two.send(codeAt(1))]));
    expect(sent.map(letsIn)).toEqual([true, true]);
    expect(await tryCode(alice, codeAt(2))).toBe(true);
    for (const at of [0, 1, 2]) expect(await tryCode(alice, codeAt(at))).toBe(false);
  });

  const spellings: [string, (code: string) => string][] = [
    ['small letters', (code) => code.toLowerCase()],
    ['no dashes', (code) => code.replaceAll('-', '')],
    ['blanks', (code) => [...code.replaceAll('-', '')].join(' ')],
    ['other dashes', (code) => code.replaceAll('-', '–')],
    ['look-alikes', (code) => code.replaceAll('0', 'O').replaceAll('1', 'l')],
    [
      'wide letters',
      (code) => code.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
  ];
  it.each(spellings)('is the same one with %s: used once, used in all of them', async (_, spell) => {
    expect(await tryCode(alice, spell(codeAt(0)))).toBe(true);
    for (const [, other] of spellings) {
      await forgetFailures();
      expect(await tryCode(alice, other(codeAt(0)))).toBe(false);
    }
    expect(await tryCode(alice, codeAt(0))).toBe(false);
  });

  it('is void at once when its owner makes new ones, on every gate, also in a login under way', async () => {
    const under = await begin(alice, pair.second);
    const profile = await alice.visitor.open(`${pages}/profile`);
    const renew = formsOf(profile.text).find(({ action }) => action.endsWith('/backup-codes'));
    const shown = await alice.visitor.follow(
      await alice.visitor.submit(`${pages}/backup-codes`, { ...renew?.hidden }),
    );
    const fresh = codesIn(shown);
    expect(fresh).toHaveLength(15);
    expect(fresh.filter((code) => alice.codes.includes(code))).toEqual([]);
    expect(letsIn(await under.send(codeAt(0)))).toBe(false);
    expect(await tryCode(alice, codeAt(1))).toBe(false);
    expect(await tryCode(alice, fresh[0], pair.second)).toBe(true);
  });

  it("is nobody else's, wherever somebody puts it", async () => {
    const bob = await enroll();
    expect(await tryCode(bob, codeAt(0))).toBe(false);
    await pair.query(
      `UPDATE authenticators SET data = (SELECT data FROM authenticators WHERE user_key = $1 AND method = 'BACKUP_CODES')
       WHERE user_key = $2 AND method = 'BACKUP_CODES'`,
      [alice.key, bob.key],
    );
    expect(await tryCode(bob, codeAt(0))).toBe(false);
    expect(await tryCode(alice, codeAt(0))).toBe(true);
  });

  it('goes with the enrollment: a new one has its own', async () => {
    await pair.query('DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [alice.key]);
    pair.clock.pass(60_000);
    const again = new Visitor(pair.first.url);
    const { shown } = await again.enroll(alice.name, `${alice.name}-password`, pair.clock.now);
    expect(await tryCode(alice, codeAt(0))).toBe(false);
    expect(await tryCode(alice, codesIn(shown)[0])).toBe(true);
  });

  it('is guessed in the same ten tries as every other code, in whichever logins', async () => {
    for (let wrong = 0; wrong < 10; wrong += 1) {
      const { visitor, send } = await begin(alice, wrong % 2 === 0 ? pair.first : pair.second);
      const answer =
        wrong % 3 === 0
          ? await visitor.answerForm(await visitor.open(`${pages}/challenge`), { code: '000000' })
          : await send('AAAAA-AAAAA-AAAAA');
      expect(answer.status).toBe(200);
    }
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn(alice.name, `${alice.name}-password`);
    for (const page of ['recover', 'challenge'])
      expect((await visitor.open(`${pages}/${page}`)).status).toBe(429);
    const json = { username: alice.name, password: `${alice.name}-password` };
    const begun = await visitor.client.ask('/rest/tsv/1.0/authenticate', { json });
    expect(letsIn(begun)).toBe(false);
    expect(await personSeen(visitor)).toBeUndefined();
    pair.clock.pass(15 * 60_000);
    expect(await tryCode(alice, codeAt(0))).toBe(true);
  });

  it('stands readable in no table', async () => {
    const tables = await pair.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    await tryCode(alice, codeAt(0));
    const rows = await Promise.all(tables.map(({ name }) => pair.query(`SELECT * FROM ${name}`)));
    const text = JSON.stringify(rows);
    expect(text).toContain(alice.key);
    for (const code of alice.codes) {
      expect(text).not.toContain(code);
      expect(text).not.toContain(code.replaceAll('-', ''));
    }
  });
});
