/**
 * Attack: verify in the very moment in which the session is logged out, or the second factor is taken away. Whichever
 * comes first, it ends in the stricter state: no verified session outlives the log-out or the reset.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, Visitor, waitFor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { ask } from '../support/jira/raw-client.ts';

const rounds = 20;
const pages = '/plugins/servlet/two-step';

describe('a verification', () => {
  let pair: GatePair;
  let adminSecret: string;
  beforeAll(async () => {
    pair = await startPair();
    const admin = new Visitor(pair.first.url);
    adminSecret = (await admin.enroll('admin', 'admin-password', pair.clock.now)).secret;
  });
  afterAll(() => pair?.close());

  const removeBob = () =>
    pair.query(`DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'JIRAUSER10104'`);
  const gateUrl = (at: number) => (at % 2 === 0 ? pair.first : pair.second).url;
  /** By REST, which needs no page that says so; as soon as the gate knows that there is no second factor. */
  const enrollBob = async () => {
    const rest = new RestVisitor(pair.first.url);
    let id = '';
    let secret: string | undefined;
    const offered = async () => {
      id = await rest.begin('bob');
      secret = await rest.startSetup(id);
      return secret !== undefined;
    };
    await waitFor(offered, 5_000, 'the setup');
    expect((await rest.confirmSetup(id, codeAt(secret ?? '', pair.clock.now))).status).toBe(200);
    return secret ?? '';
  };
  const pendingAt = async (round: number) => {
    const visitor = new Visitor(gateUrl(round));
    await visitor.logIn('bob', 'bob-password');
    const form = await visitor.open(`${pages}/challenge`);
    return { visitor, form };
  };
  /** Both at once, the second one a little later in each round. */
  const race = async (round: number, one: () => Promise<unknown>, other: () => Promise<unknown>) =>
    Promise.all([one(), pause(round / 2).then(other)]);
  const expectOut = async (visitor: Visitor, cookies: Map<string, string>) => {
    for (const at of [0, 1]) {
      const copy = copyOf(visitor, gateUrl(at));
      // What one of the two answers has taken away, a thief puts back.
      for (const [name, value] of cookies) copy.client.cookies.set(name, value);
      await waitFor(async () => (await personSeen(copy)) === undefined, 3_000, 'the stricter state');
    }
  };

  it.each<[string, (visitor: Visitor, page: string) => Promise<unknown>]>([
    [
      'the log-out of the gate',
      (visitor, page) => {
        const form = formsOf(page).find(({ action }) => action.endsWith('/logout'));
        return visitor.submit(`${pages}/logout`, form?.hidden ?? {});
      },
    ],
    ["Jira's log-out", (visitor) => visitor.open('/secure/Logout!default.jspa')],
  ])('does not outlive %s at the same time', async (_, logOut) => {
    await removeBob();
    const secret = await enrollBob();
    for (let round = 0; round < rounds; round += 1) {
      pair.clock.pass(30_000);
      const { visitor, form } = await pendingAt(round);
      const elsewhere = copyOf(visitor, gateUrl(round + 1));
      const code = codeAt(secret, pair.clock.now);
      const before = new Map(visitor.client.cookies);
      await race(
        round,
        () => visitor.answerForm(form, { code }),
        () => logOut(elsewhere, form.text),
      );
      await expectOut(visitor, before);
    }
  });

  const resets = {
    'an unenrollment': async () => {
      const answer = await ask(pair.second.url, '/rest/tsv/1.0/totp/unenroll/user/bob', {
        method: 'DELETE',
        json: { totpCode: codeAt(adminSecret, pair.clock.now) },
        headers: { authorization: 'Bearer pat-admin' },
      });
      expect(answer.status).toBe(204);
    },
    "a database administrator's DELETE": removeBob,
  };
  it.each(Object.entries(resets))(
    'does not outlive %s at the same time, nor the setup after it',
    async (_, reset) => {
      await removeBob();
      for (let round = 0; round < rounds; round += 1) {
        pair.clock.pass(60_000);
        const secret = await enrollBob();
        const { visitor, form } = await pendingAt(round);
        const code = codeAt(secret, pair.clock.now + 30_000);
        await race(round, () => visitor.answerForm(form, { code }), reset);
        await expectOut(visitor, new Map());
        await enrollBob();
        await expectOut(visitor, new Map());
        await removeBob();
      }
    },
  );
});
