/**
 * Attack: go on after an administrator's reset, at another gate, with what was open before it: a session, a remembered
 * browser, a login or a setup under way, a confirmation, a help-desk code. And for administrators: reset oneself, or
 * somebody without showing a factor.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { crowdPerson, givenAdministrator, type TestAdministrator } from '../support/gate/help-desk.ts';
import { codeAt, secretIn, Visitor, waitFor } from '../support/gate/index.ts';
import { keyOptionsIn, SoftKey } from '../support/gate/soft-key.ts';

const pages = '/plugins/servlet/two-step';
const publicUrl = 'http://jira.localhost:8080';
const all = { kind: 'all' } as const;

describe('a reset by an administrator', () => {
  let pair: GatePair;
  let admin: TestAdministrator;
  let people = 0;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: publicUrl }, { crowd: 20 });
    admin = await givenAdministrator(pair.first, pair.clock.now);
  });
  afterAll(() => pair?.close());

  const passwordGiven = async (username: string, gate = pair.first) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(username, `${username}-password`);
    return visitor;
  };
  const enrolled = async () => {
    people += 1;
    const person = crowdPerson(people);
    const { username } = person;
    const { secret } = await new Visitor(pair.first.url).enroll(
      username,
      `${username}-password`,
      pair.clock.now,
    );
    pair.clock.pass(30_000);
    const visitor = await passwordGiven(username);
    const page = await visitor.open(`${pages}/challenge`);
    await visitor.answerForm(page, { code: codeAt(secret, pair.clock.now), remember: 'yes' });
    return { ...person, secret, visitor };
  };
  const reset = (person: { userKey: string; username: string }, changes = {}) =>
    pair.first.help.reset.reset({ ...admin.asks(person, changes), scope: all });

  it('ends open sessions and remembered browsers at both gates within a second', async () => {
    const { visitor, ...person } = await enrolled();
    const there = copyOf(visitor, pair.second.url);
    expect([await personSeen(visitor), await personSeen(there)]).toEqual([person.username, person.username]);
    expect(await reset(person)).toEqual({ kind: 'reset', mail: 'no_mail_server' });
    await waitFor(async () => (await personSeen(there)) === undefined, 1_000, 'the end at the other gate');
    expect(await personSeen(visitor)).toBeUndefined();
    const again = await passwordGiven(person.username, pair.second);
    const device = visitor.client.cookies.get('two-step-device') ?? '';
    expect(device).not.toBe('');
    again.client.cookies.set('two-step-device', device);
    expect((await again.open('/browse/DEMO-1')).headers.location).toContain('/enroll');
    expect(await personSeen(again)).toBeUndefined();
  });

  it('is not outrun by a login, a confirmation, or a setup that was begun before it', async () => {
    const { visitor, secret, ...person } = await enrolled();
    const login = await passwordGiven(person.username, pair.second);
    const challenge = await login.open(`${pages}/challenge`);
    const adding = await visitor.open(`${pages}/new-phone`);
    pair.clock.pass(30_000);
    await reset(person);
    expect(letsIn(await login.answerForm(challenge, { code: codeAt(secret, pair.clock.now) }))).toBe(false);
    expect(await personSeen(login)).toBeUndefined();
    if (adding.status === 200) {
      const moved = { code: codeAt(secretIn(adding.text), pair.clock.now) };
      expect(letsIn(await visitor.answerForm(adding, moved))).toBe(false);
    }
    const rows = await pair.query('SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [
      person.userKey,
    ]);
    expect(rows).toEqual([]);
  });

  it('voids a setup by REST that somebody else began with the password alone', async () => {
    people += 1;
    const person = crowdPerson(people);
    const thief = new Visitor(pair.second.url);
    const post = async (path: string, json: object) => {
      const answer = await thief.client.ask(`/rest/tsv/1.0/${path}`, { method: 'POST', json });
      return { status: answer.status, body: answer.text === '' ? {} : JSON.parse(answer.text) };
    };
    const { username } = person;
    const begun = await post('authenticate', { username, password: `${username}-password` });
    const { conversationId } = begun.body;
    const offered = await post('totp/start-enforced-enrollment', { conversationId });
    expect(offered.status).toBe(200);
    await new Visitor(pair.first.url).enroll(username, `${username}-password`, pair.clock.now);
    await reset(person);
    const totpCode = codeAt(offered.body.secret, pair.clock.now);
    const finished = await post('totp/complete-enforced-enrollment', { conversationId, totpCode });
    expect(finished.status).toBeGreaterThanOrEqual(400);
    expect(finished.status).toBeLessThan(500);
    const left = await pair.query('SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [
      person.userKey,
    ]);
    expect(left).toEqual([]);
  });

  it('is nothing that administrators do to themselves, nor without a right code of their own', async () => {
    const { visitor, ...person } = await enrolled();
    const code = (value: string) => ({ kind: 'code', method: 'TOTP', input: { code: value } }) as const;
    pair.clock.pass(30_000);
    const proof = code(codeAt(admin.secret, pair.clock.now));
    expect(await reset(admin.actor, { proof })).toEqual({ kind: 'self' });
    expect(await reset(person, { proof, target: async () => undefined })).toEqual({ kind: 'unknown_user' });
    expect(await reset(person, { proof: code('000000') })).toEqual({ kind: 'wrong_code' });
    const stranger = { userKey: 'JIRAUSER10101', username: 'manager' };
    expect(await reset(person, { actor: stranger })).toEqual({ kind: 'actor_not_enrolled' });
    expect(await personSeen(visitor)).toBe(person.username);
    // The code was spent by none of these.
    expect(await reset(person, { proof })).toMatchObject({ kind: 'reset' });
    const other = await enrolled();
    expect(await reset(other, { proof })).toEqual({ kind: 'wrong_code' });
  });

  it('of one factor ends what was open, and leaves the other', async () => {
    const { visitor, ...person } = await enrolled();
    const one = (id: string) =>
      pair.first.help.reset.reset({ ...admin.asks(person), scope: { kind: 'factor', id } });
    expect(await one('app')).toEqual({ kind: 'last_factor' });
    expect(await one('no such')).toEqual({ kind: 'unknown_factor' });
    expect(await personSeen(visitor)).toBe(person.username);
    const key = new SoftKey({ origin: publicUrl });
    const form = await visitor.open(`${pages}/add?method=key`);
    await visitor.answerForm(form, { response: key.create(keyOptionsIn(form)) });
    expect(await one('app')).toEqual({ kind: 'factor_removed', mail: 'no_mail_server' });
    expect(await personSeen(visitor)).toBeUndefined();
    const again = await passwordGiven(person.username);
    const challenge = await again.open(`${pages}/challenge`);
    expect(letsIn(await again.answerForm(challenge, { response: key.get(keyOptionsIn(challenge)) }))).toBe(
      true,
    );
  });
});
