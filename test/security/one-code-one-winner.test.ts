/**
 * Attack: look over somebody's shoulder, log in with their password in many browsers and programs, and send the code
 * that they type from all of them at once, on every gate. A code gets one login in, whoever sends it and how often.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letsIn } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

/** Four for each login: five wrong ones would end it, and with it the one that wins. */
const sentByEach = 4;
type Send = (code: string) => Promise<RawAnswer>;

describe('one right code sent at once, over two gates, from many logins of one person', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair();
  });
  afterAll(() => pair?.close());

  /** A lock must not be what keeps the last ones out. */
  const forgetFailures = () => pair.query('DELETE FROM second_factor_attempts');
  const gateUrl = (at: number) => (at % 2 === 0 ? pair.first : pair.second).url;
  const browser = async (at: number, name: string, page: string, field: string): Promise<Send> => {
    const visitor = new Visitor(gateUrl(at));
    await visitor.logIn(name, `${name}-password`);
    const form = await visitor.open(`/plugins/servlet/two-step/${page}`);
    return (code) => visitor.answerForm(form, { [field]: code });
  };
  const program = async (at: number, name: string, send: 'sendCode' | 'sendRecoveryCode'): Promise<Send> => {
    const id = await new RestVisitor(gateUrl(at)).begin(name);
    // Any gate carries a conversation on.
    return (code) => new RestVisitor(gateUrl(at + 1))[send](id, code);
  };
  const sendFromAll = async (logins: Send[], code: string) => {
    const sending = logins.flatMap((send) => Array.from({ length: sentByEach }, () => send(code)));
    return (await Promise.all(sending)).filter(letsIn);
  };

  it('lets one of a hundred in, and nobody afterwards', async () => {
    const { secret } = await new Visitor(pair.first.url).enroll('alice', 'alice-password', pair.clock.now);
    const logins: Send[] = [];
    for (let at = 0; at < 25; at += 1) {
      const begin = at % 4 < 2 ? browser(at, 'alice', 'challenge', 'code') : program(at, 'alice', 'sendCode');
      logins.push(await begin);
    }
    pair.clock.pass(30_000);
    const code = codeAt(secret, pair.clock.now);
    const lastUse = `SELECT 1 FROM totp_authenticator WHERE user_key = 'JIRAUSER10103'`;
    expect(await pair.holdUp(lastUse, 4, () => sendFromAll(logins, code))).toHaveLength(1);
    await forgetFailures();
    expect(await sendFromAll([await program(0, 'alice', 'sendCode')], code)).toHaveLength(0);
  });

  it('lets one of sixteen in with the recovery code, and replaces it once', async () => {
    const enrolled = await new Visitor(pair.second.url).enroll('bob', 'bob-password', pair.clock.now);
    const logins = [
      await browser(0, 'bob', 'recover', 'recoveryCode'),
      await browser(1, 'bob', 'recover', 'recoveryCode'),
      await program(0, 'bob', 'sendRecoveryCode'),
      await program(1, 'bob', 'sendRecoveryCode'),
    ];
    const code = `SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'JIRAUSER10104'`;
    const racing = () => sendFromAll(logins, enrolled.recoveryCode);
    expect(await pair.holdUp(code, 4, racing)).toHaveLength(1);
    const used = await pair.query("SELECT 1 FROM audit_events WHERE type = 'recovery_code.used'");
    expect(used).toHaveLength(1);
    await forgetFailures();
    expect(await sendFromAll([await program(0, 'bob', 'sendRecoveryCode')], enrolled.recoveryCode)).toEqual(
      [],
    );
  });
});
