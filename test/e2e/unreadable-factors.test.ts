import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerWithApp,
  consolePath,
  type GivenPerson,
  givenAdministrator,
} from '../support/gate/administrator.ts';
import {
  askForHelp,
  givenEnrolledMember,
  nextCode,
  personQuery,
  refreshFromJira,
  textOf,
  userPath,
} from '../support/gate/console-people.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { Visitor } from '../support/gate/index.ts';

const issue = '/browse/DEMO-1';

describe('factors that do not open any more', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 9 });
    ada = await givenAdministrator({ gate: pair.first, clock: pair.clock, jira: pair.jira }, 1);
    await refreshFromJira(ada);
  });
  afterAll(() => pair?.close());

  /** Somebody with an app and codes on paper, whose codes were edited in the database. */
  const givenSpoiltCodes = async (number: number) => {
    const member = await givenEnrolledMember(pair.first.url, pair.clock.now, number);
    await pair.query(`UPDATE authenticators SET data = 'spoilt' WHERE user_key = $1`, [member.userKey]);
    return member;
  };
  const logIn = async ({ name }: { name: string }) => {
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn(name, `${name}-password`);
    return { visitor, asked: await visitor.open(issue) };
  };

  it('do not keep people from those that do', async () => {
    const bob = await givenSpoiltCodes(2);
    const { visitor, asked } = await logIn(bob);
    await answerWithApp({ visitor, secret: bob.secret }, pair, await visitor.follow(asked));
    expect((await visitor.open(issue)).status).toBe(200);
    expect((await visitor.open('/plugins/servlet/two-step/profile')).status).toBe(200);
  });

  it('let nobody in without a factor, even where none is left', async () => {
    const bob = await givenSpoiltCodes(3);
    await pair.query(
      `UPDATE "AO_ED669C_TOTP_USER_ENROLLMENT" SET "SECRET" = 'spoilt' WHERE "USER_KEY" = $1`,
      [bob.userKey],
    );
    const { visitor, asked } = await logIn(bob);
    expect(asked.headers.location).toContain('/two-step/challenge');
    const answer = await answerWithApp({ visitor, secret: bob.secret }, pair, await visitor.follow(asked));
    expect(answer.status).not.toBe(303);
    expect((await visitor.open(issue)).headers.location).toContain('/two-step/');
  });

  it('are told of to administrators, who can reset the person', async () => {
    const bob = await givenSpoiltCodes(4);
    const page = await ada.visitor.open(userPath + personQuery(bob.userKey));
    expect(page.status).toBe(200);
    expect(textOf(page)).toContain('Backup codes left Unreadable');
    expect(textOf(await ada.visitor.open(`${consolePath}/users?q=user4`))).toMatch(
      /Authenticator app No backup codes –/,
    );
    const code = nextCode(ada, pair.clock);
    const done = await askForHelp(ada, 'reset', bob.userKey, { scope: 'all', code });
    expect(done.headers.location).toContain('done=reset');
    expect(await pair.query('SELECT FROM authenticators WHERE user_key = $1', [bob.userKey])).toEqual([]);
  });
});
