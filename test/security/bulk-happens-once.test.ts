/**
 * Attack on oneself: press the button of a change for many people twice, or send the form to two gates at once. And on
 * others: another administrator's choice is confirmed by somebody who guessed its address.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  crowdMember,
  type GivenPerson,
  givenAdministrator,
} from '../support/gate/administrator.ts';
import { copyOf } from '../support/gate/browsers.ts';
import { refreshFromJira, textOf, usersPath } from '../support/gate/console-people.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';

describe('a change for many people', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  const at = () => ({ gate: pair.first, clock: pair.clock, jira: pair.jira });
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 30 });
    ada = await givenAdministrator(at(), 1);
    await refreshFromJira(ada);
  });
  afterAll(() => pair?.close());

  const choose = async (numbers: readonly number[]) => {
    const keys = numbers.map((number) => `person=${crowdMember(number).userKey}`).join('&');
    const { headers } = await ada.visitor.open(`${usersPath}/bulk?do=exempt&${keys}`);
    const path = headers.location ?? '';
    const form = consoleFormIn(await ada.visitor.open(path), path);
    return { path, form: { ...form, reason: 'the move', hours: '4', typed: String(numbers.length) } };
  };
  const granted = async () =>
    (await pair.query(`SELECT 1 FROM audit_events WHERE type = 'exemption.granted'`)).length;

  it('happens once, however often the form is sent, and wherever', async () => {
    const { path, form } = await choose([5, 6, 7]);
    const there = copyOf(ada.visitor, pair.second.url);
    const answers = await Promise.all(
      [ada.visitor, there, ada.visitor, there].map((visitor) => visitor.submit(path, form)),
    );
    expect(answers.map(({ headers }) => headers.location?.split('?')[0])).toEqual(
      Array(4).fill(`${usersPath}/bulk/result`),
    );
    await ada.visitor.submit(path, form);
    expect(await granted()).toBe(3);
    const result = await there.follow(answers[0] as never);
    expect(textOf(result)).toContain('3 done, 0 skipped.');
  });

  it('is confirmed by whoever chose it, and by nobody else', async () => {
    const before = await granted();
    const { path, form } = await choose([8, 9]);
    const eve = await givenAdministrator(at(), 2);
    const token = consoleFormIn(await eve.visitor.open(usersPath), '/users/refresh').token ?? '';
    const answer = await eve.visitor.submit(path, { ...form, token });
    expect((await eve.visitor.follow(answer)).status).toBe(404);
    expect(await granted()).toBe(before);
    await ada.visitor.submit(path, form);
    expect(await granted()).toBe(before + 2);
    expect((await eve.visitor.open(path.replace('confirm', 'result'))).status).toBe(404);
  });

  it('stops where the administrator loses the right to look people up', async () => {
    const before = await granted();
    const { path, form } = await choose([10, 11]);
    pair.jira.control.setGroups(ada.userKey, ['jira-software-users']);
    expect((await ada.visitor.submit(path, form)).status).toBe(403);
    expect(await granted()).toBe(before);
  });

  it('is for a thousand people at most', async () => {
    const cleo = await givenAdministrator(at(), 3);
    await pair.query(
      `INSERT INTO people (user_key, username, lower_user_name, display_name, email, active, search_text, synced_at)
       SELECT 'K' || n, 'k' || n, 'k' || n, 'K', '', true, 'many k' || n, now() FROM generate_series(1, 1001) n`,
    );
    const list = textOf(await cleo.visitor.open(`${usersPath}?q=many`));
    expect(list).toContain('More than 1,000 people');
    const answer = await cleo.visitor.open(`${usersPath}/bulk?do=exempt&whom=all&q=many`);
    expect([answer.status, textOf(answer)]).toEqual([
      400,
      expect.stringContaining('More than 1,000 people match'),
    ]);
  });
});
