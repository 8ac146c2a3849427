/**
 * Attack: use a code that a help desk read out: twice, as somebody else, late, after a reset, by trying, or for more
 * than the one login: to confirm changes, or to have the browser remembered.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import {
  crowdPerson,
  givenAdministrator,
  type HelpedPerson,
  type TestAdministrator,
} from '../support/gate/help-desk.ts';
import { Visitor } from '../support/gate/index.ts';
import { sendBytes } from '../support/jira/raw-client.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const pages = '/plugins/servlet/two-step';
const minute = 60_000;

describe('a help-desk code', () => {
  let pair: GatePair;
  let smtp: TestSmtp;
  let admin: TestAdministrator;
  let people = 0;
  let person: HelpedPerson;
  beforeAll(async () => {
    smtp = await startSmtp();
    pair = await startPair({ SMTP_URL: smtp.url, MAIL_FROM: 'jira@example.com' }, { crowd: 30 });
    admin = await givenAdministrator(pair.first, pair.clock.now);
  });
  beforeEach(async () => {
    person = await enrolled();
    await sendBytes(pair.redis.port, 'DEL two-step:address:127.0.0.1\r\nQUIT\r\n');
  });
  afterAll(async () => {
    await pair?.close();
    await smtp?.close();
  });

  const enrolled = async () => {
    people += 1;
    const one = crowdPerson(people);
    const { username } = one;
    await new Visitor(pair.first.url).enroll(username, `${username}-password`, pair.clock.now);
    return one;
  };
  const issue = async (target = person, minutes = 30) => {
    const outcome = await pair.first.help.helpDeskCodes.issue({ ...admin.asks(target), minutes });
    if (outcome.kind !== 'issued') throw new Error(outcome.kind);
    return outcome.code;
  };
  const passwordGiven = async ({ username }: HelpedPerson, gate = pair.first) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(username, `${username}-password`);
    return visitor;
  };
  const enter = async (visitor: Visitor, recoveryCode: string, fields = {}) =>
    visitor.answerForm(await visitor.open(`${pages}/recover`), { recoveryCode, ...fields });
  const eventsOf = async ({ userKey }: HelpedPerson) =>
    (
      await pair.query<{ type: string }>('SELECT type FROM audit_events WHERE target_key = $1', [userKey])
    ).map(({ type }) => type);

  it('opens one of ten logins that show it at once, at two gates', async () => {
    const code = await issue();
    const visitors = await Promise.all(
      Array.from({ length: 10 }, (_, at) => passwordGiven(person, at % 2 === 0 ? pair.first : pair.second)),
    );
    const ready = await Promise.all(
      visitors.map(async (visitor) => ({ visitor, form: await visitor.open(`${pages}/recover`) })),
    );
    const answers = await Promise.all(
      ready.map(({ visitor, form }) => visitor.answerForm(form, { recoveryCode: code })),
    );
    expect(answers.filter(letsIn)).toHaveLength(1);
    expect((await eventsOf(person)).filter((type) => type === 'help_desk_code.used')).toHaveLength(1);
  });

  it('is of no use to somebody else, and good for its owner after that', async () => {
    const other = await enrolled();
    const code = await issue();
    expect(letsIn(await enter(await passwordGiven(other), code))).toBe(false);
    expect(letsIn(await enter(await passwordGiven(person, pair.second), code))).toBe(true);
  });

  it('is over by the minute, after a newer one, and after a reset', async () => {
    const late = await issue();
    pair.clock.pass(30 * minute);
    expect(letsIn(await enter(await passwordGiven(person), late))).toBe(false);
    const older = await issue();
    const newer = await issue();
    expect(letsIn(await enter(await passwordGiven(person), older))).toBe(false);
    await pair.first.help.reset.reset({ ...admin.asks(person), scope: { kind: 'all' } });
    expect(await pair.query('SELECT 1 FROM help_desk_codes WHERE user_key = $1', [person.userKey])).toEqual(
      [],
    );
    const { username } = person;
    await new Visitor(pair.first.url).enroll(username, `${username}-password`, pair.clock.now);
    expect(letsIn(await enter(await passwordGiven(person), newer))).toBe(false);
  });

  it('is void after five wrong ones, in one login or in many; each is counted for the person', async () => {
    const code = await issue();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(letsIn(await enter(await passwordGiven(person, pair.second), 'AAAA-AAAA'))).toBe(false);
    }
    expect(letsIn(await enter(await passwordGiven(person), code))).toBe(false);
    expect((await eventsOf(person)).filter((type) => type === 'help_desk_code.failed')).toHaveLength(6);
    const [row] = await pair.query<{ failures_in_a_row: number }>(
      'SELECT failures_in_a_row FROM second_factor_attempts WHERE user_key = $1',
      [person.userKey],
    );
    expect(row?.failures_in_a_row).toBe(6);
  });

  it('lets nobody have the browser remembered, and its owner hears of it', async () => {
    const visitor = await passwordGiven(person);
    smtp.clear();
    const answer = await enter(visitor, await issue(), { remember: 'yes' });
    expect(answer.headers.location).toContain('/help-desk-used');
    expect(visitor.client.cookies.get('two-step-device')).toBeUndefined();
    expect(await personSeen(copyOf(visitor, pair.second.url))).toBe(person.username);
    await smtp.waitForMail(({ subject }) => subject.includes('A help-desk code was used'));
    expect((await visitor.open(`${pages}/profile`)).text).toContain(
      'You logged in with a code of your help desk.',
    );
  });

  it('confirms nothing: a session that is open is asked for a factor of the person’s own', async () => {
    const visitor = await passwordGiven(person);
    await enter(visitor, await issue());
    pair.clock.pass(11 * minute);
    const second = await issue();
    const asked = await visitor.follow(await visitor.open(`${pages}/new-phone`));
    expect(asked.text).toContain('/confirm');
    const answer = await visitor.answerForm(await visitor.open(`${pages}/confirm/recover`), {
      recoveryCode: second,
    });
    expect(answer.status).toBe(200);
    expect(await eventsOf(person)).toContain('elevation.refused');
    // Not even used up there.
    expect(letsIn(await enter(await passwordGiven(person), second))).toBe(true);
  });

  it('is kept as a keyed hash, and is in no mail', async () => {
    smtp.clear();
    const code = await issue();
    const { text, html } = await smtp.waitForMail(({ subject }) => subject.includes('made a code'));
    expect(text + html).not.toContain(code);
    const rows = await pair.query('SELECT * FROM help_desk_codes WHERE user_key = $1', [person.userKey]);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
  });
});
