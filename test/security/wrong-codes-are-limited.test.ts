/**
 * Attack: know the password and guess codes: a hundred at once on two gates, in many logins, with every endpoint in turn,
 * with a cancelled login, a new one, or an older cookie. No way of asking gives more looks than the limit: five in one
 * login, ten for a person in a quarter of an hour. Then not even the right code is looked at.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationCookie, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { ask, type RawAnswer } from '../support/jira/raw-client.ts';

const minute = 60_000;
const wrongCode = '000000';
const wrongRecoveryCode = '00000-00000-00000-00000';
const pages = '/plugins/servlet/two-step';

describe('wrong codes', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair();
  });
  afterAll(() => pair?.close());

  const gateUrl = (at: number) => (at % 2 === 0 ? pair.first : pair.second).url;
  const enroll = (name: string) => new Visitor(gateUrl(0)).enroll(name, `${name}-password`, pair.clock.now);
  const logIn = async (name: string, at = 0) => {
    const visitor = new Visitor(gateUrl(at));
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const freshCode = (secret: string) => {
    pair.clock.pass(30_000);
    return codeAt(secret, pair.clock.now);
  };
  const atOnce = (count: number, send: (at: number) => Promise<RawAnswer>) =>
    Promise.all(Array.from({ length: count }, (_, at) => send(at)));

  it('are five in one login, of a hundred at once on two gates', async () => {
    const { secret } = await enroll('alice');
    const before = await pair.lookedAt('alice');
    const id = await new RestVisitor(gateUrl(0)).begin('alice');
    await atOnce(100, (at) => new RestVisitor(gateUrl(at)).sendCode(id, wrongCode));
    expect((await pair.lookedAt('alice')) - before).toBe(5);
    expect((await new RestVisitor(gateUrl(1)).sendCode(id, freshCode(secret))).status).toBe(400);
  });

  it('are ten for a person, of a hundred at once in many logins; then nothing is looked at for a while', async () => {
    const { secret, recoveryCode } = await enroll('bob');
    const guesses: (() => Promise<RawAnswer>)[] = [];
    for (let at = 0; at < 5; at += 1) {
      const totpId = await new RestVisitor(gateUrl(at)).begin('bob');
      const recoveryId = await new RestVisitor(gateUrl(at)).begin('bob');
      const challenged = await logIn('bob', at);
      const challenge = await challenged.open(`${pages}/challenge`);
      const lost = await logIn('bob', at);
      const recover = await lost.open(`${pages}/recover`);
      guesses.push(
        () => new RestVisitor(gateUrl(at + 1)).sendCode(totpId, wrongCode),
        () => new RestVisitor(gateUrl(at + 1)).sendRecoveryCode(recoveryId, wrongRecoveryCode),
        () => challenged.answerForm(challenge, { code: wrongCode }),
        () => lost.answerForm(recover, { recoveryCode: wrongRecoveryCode }),
      );
    }
    const spareId = await new RestVisitor(gateUrl(0)).begin('bob');
    const before = await pair.lookedAt('bob');
    await guesses[0]?.();
    const counter = `SELECT 1 FROM second_factor_attempts WHERE user_key = 'JIRAUSER10104'`;
    await pair.holdUp(counter, 12, () =>
      atOnce(99, (at) => (guesses[(at + 1) % guesses.length] ?? (() => Promise.reject()))()),
    );
    expect((await pair.lookedAt('bob')) - before).toBe(10);

    expect((await new RestVisitor(gateUrl(1)).sendCode(spareId, freshCode(secret))).status).toBe(429);
    expect((await new RestVisitor(gateUrl(1)).sendRecoveryCode(spareId, recoveryCode)).status).toBe(429);
    expect((await (await logIn('bob')).open(`${pages}/challenge`)).status).toBe(429);
    await pair.flushRedis();
    const again = await new RestVisitor(gateUrl(0)).begin('bob');
    expect((await new RestVisitor(gateUrl(0)).sendCode(again, freshCode(secret))).status).toBe(429);
    expect((await pair.lookedAt('bob')) - before).toBe(10);

    pair.clock.pass(15 * minute);
    const later = await new RestVisitor(gateUrl(0)).begin('bob');
    expect((await new RestVisitor(gateUrl(0)).sendCode(later, freshCode(secret))).status).toBe(204);
  });

  it('are ten for a person who cancels, logs in again, or comes back with an older cookie', async () => {
    const { secret } = await enroll('carol');
    const before = await pair.lookedAt('carol');
    const guess = (visitor: Visitor) => visitor.fillIn('challenge', { code: wrongCode });
    const older = await logIn('carol');
    await guess(older);
    const olderCookie = older.client.cookies.get(conversationCookie) ?? '';
    for (let round = 0; round < 3; round += 1) {
      const visitor = await logIn('carol', round);
      await guess(visitor);
      visitor.client.cookies.delete(conversationCookie);
      await guess(visitor);
      const page = await visitor.open(`${pages}/challenge`);
      const cancel = formsOf(page.text).find(({ action }) => action.endsWith('/logout'));
      await visitor.submit(`${pages}/logout`, cancel?.hidden ?? {});
      older.client.cookies.set(conversationCookie, olderCookie);
      await guess(older);
    }
    expect((await pair.lookedAt('carol')) - before).toBe(10);
    for (const visitor of [older, await logIn('carol')]) {
      expect((await visitor.open(`${pages}/challenge`)).status).toBe(429);
    }
    const id = await new RestVisitor(gateUrl(1)).begin('carol');
    expect((await new RestVisitor(gateUrl(1)).sendCode(id, freshCode(secret))).status).toBe(429);
    expect((await pair.lookedAt('carol')) - before).toBe(10);
  });

  it('are counted together by every endpoint that takes one, and a lock holds for all of them', async () => {
    const { secret, recoveryCode } = await enroll('admin');
    await enroll('manager');
    const unenroll = (totpCode: string) =>
      ask(gateUrl(1), '/rest/tsv/1.0/totp/unenroll/user/manager', {
        method: 'DELETE',
        json: { totpCode },
        headers: { authorization: 'Bearer pat-admin' },
      });
    const fill = async (page: string, field: string, text: string) => {
      const visitor = await logIn('admin');
      const form = await visitor.open(`${pages}/${page}`);
      return form.status === 200 ? visitor.answerForm(form, { [field]: text }) : form;
    };
    const begin = () => new RestVisitor(gateUrl(0)).begin('admin');
    const endpoints: ((code: string, recovery: string) => Promise<RawAnswer>)[] = [
      (code) => fill('challenge', 'code', code),
      (_, recovery) => fill('recover', 'recoveryCode', recovery),
      async (code) => new RestVisitor(gateUrl(1)).sendCode(await begin(), code),
      async (_, recovery) => new RestVisitor(gateUrl(1)).sendRecoveryCode(await begin(), recovery),
      unenroll,
    ];
    const before = await pair.lookedAt('admin');
    for (const round of [1, 2]) {
      for (const [at, send] of endpoints.entries()) {
        expect(letsIn(await send(wrongCode, wrongRecoveryCode))).toBe(false);
        expect((await pair.lookedAt('admin')) - before).toBe((round - 1) * endpoints.length + at + 1);
      }
    }
    for (const send of endpoints) expect((await send(freshCode(secret), recoveryCode)).status).toBe(429);
    expect((await pair.lookedAt('admin')) - before).toBe(10);
    expect(
      await pair.query('SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [
        'JIRAUSER10102',
      ]),
    ).toHaveLength(1);
  });

  it('are ten while a second factor is being set up, on the page and by REST', async () => {
    const visitor = await logIn('olga');
    for (let guess = 0; guess < 5; guess += 1) await visitor.fillIn('enroll', { code: wrongCode });
    const rest = new RestVisitor(gateUrl(1));
    const id = await rest.begin('olga');
    await rest.startSetup(id);
    for (let guess = 0; guess < 5; guess += 1) await rest.confirmSetup(id, wrongCode);
    const next = await rest.begin('olga');
    const secret = await rest.startSetup(next);
    expect((await rest.confirmSetup(next, codeAt(secret, pair.clock.now))).status).toBe(429);
    const back = await logIn('olga');
    expect((await back.open(`${pages}/enroll`)).status).toBe(429);
    expect(await personSeen(back)).toBeUndefined();
    expect(await pair.lookedAt('olga')).toBe(10);
  });
});
