/**
 * Attack: get a phone of one's own into somebody else's setup: with a secret that was seen before, in another tab or
 * session, in a race, or after the owner has finished. And read the secret or the recovery code where it does not belong.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationCookie, copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, secretIn, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const enroll = '/plugins/servlet/two-step/enroll?method=app';
const minute = 60_000;

describe('a setup', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair();
  });
  afterAll(() => pair?.close());

  const begin = async (name: string, gateUrl = pair.first.url) => {
    const visitor = new Visitor(gateUrl);
    await visitor.logIn(name, `${name}-password`);
    const form = await visitor.open(enroll);
    return { visitor, form, secret: secretIn(form.text) };
  };
  const codeOf = (secret: string) => codeAt(secret, pair.clock.now);
  const enrolled = () =>
    pair.query<{ USER_KEY: string }>('SELECT "USER_KEY" FROM "AO_ED669C_TOTP_USER_ENROLLMENT"');
  const isEnrolled = async (key: string) => (await enrolled()).some((row) => row.USER_KEY === key);
  /** Whether codes of this secret let in. */
  const opens = async (name: string, secret: string) => {
    pair.clock.pass(minute);
    const rest = new RestVisitor(pair.second.url);
    return letsIn(await rest.sendCode(await rest.begin(name), codeOf(secret)));
  };

  it('has a secret of its own, at every login and after it has expired', async () => {
    const first = await begin('alice');
    const rest = new RestVisitor(pair.second.url);
    const secrets = [first.secret, (await begin('alice')).secret];
    for (let round = 0; round < 2; round += 1) secrets.push(await rest.startSetup(await rest.begin('alice')));
    pair.clock.pass(15 * minute);
    const expired = await first.visitor.answerForm(first.form, { code: codeOf(first.secret) });
    secrets.push(secretIn(expired.text));
    expect(new Set(secrets).size).toBe(5);
    expect(await isEnrolled('JIRAUSER10103')).toBe(false);
  });

  it('is not finished with a code of another secret, or in another session', async () => {
    const [thief, owner] = [await begin('alice'), await begin('alice', pair.second.url)];
    const bob = await begin('bob');
    expect(letsIn(await owner.visitor.answerForm(owner.form, { code: codeOf(thief.secret) }))).toBe(false);
    for (const other of [thief, bob]) {
      const stolen = copyOf(other.visitor, pair.first.url);
      stolen.client.cookies.set(
        conversationCookie,
        owner.visitor.client.cookies.get(conversationCookie) ?? '',
      );
      expect(letsIn(await stolen.answerForm(owner.form, { code: codeOf(owner.secret) }))).toBe(false);
      expect(await personSeen(stolen)).toBeUndefined();
    }
    expect(await enrolled()).toEqual([]);
    expect(letsIn(await owner.visitor.answerForm(owner.form, { code: codeOf(owner.secret) }))).toBe(true);
    expect(await opens('alice', owner.secret)).toBe(true);
    expect(await opens('alice', thief.secret)).toBe(false);
  });

  it('is finished once, of sixteen times at once in four logins, with one secret', async () => {
    const setups: { secret: string; confirm: () => Promise<RawAnswer> }[] = [];
    for (const { url } of [pair.first, pair.second]) {
      const { visitor, form, secret } = await begin('carol', url);
      setups.push({ secret, confirm: () => visitor.answerForm(form, { code: codeOf(secret) }) });
      const id = await new RestVisitor(url).begin('carol');
      const ofRest = await new RestVisitor(url).startSetup(id);
      const confirm = () => new RestVisitor(url).confirmSetup(id, codeOf(ofRest));
      setups.push({ secret: ofRest, confirm });
    }
    const confirmed = await Promise.all(
      setups.flatMap(({ secret, confirm }) =>
        Array.from({ length: 4 }, async () => ({ secret, answer: await confirm() })),
      ),
    );
    const winners = confirmed.filter(({ answer }) => letsIn(answer));
    expect(winners).toHaveLength(1);
    expect((await enrolled()).filter((row) => row.USER_KEY === 'JIRAUSER10105')).toHaveLength(1);
    await pair.query('DELETE FROM second_factor_attempts');
    for (const { secret } of setups) expect(await opens('carol', secret)).toBe(secret === winners[0]?.secret);
  });

  it('that was begun before the owner has finished theirs replaces nothing', async () => {
    const thief = await begin('manager');
    const rest = new RestVisitor(pair.second.url);
    const id = await rest.begin('manager');
    const secret = await rest.startSetup(id);
    const owner = await begin('manager', pair.second.url);
    expect(letsIn(await owner.visitor.answerForm(owner.form, { code: codeOf(owner.secret) }))).toBe(true);

    expect(letsIn(await thief.visitor.answerForm(thief.form, { code: codeOf(thief.secret) }))).toBe(false);
    expect((await rest.confirmSetup(id, codeOf(secret))).status).toBe(401);
    expect((await thief.visitor.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    expect(await opens('manager', owner.secret)).toBe(true);
    expect(await opens('manager', thief.secret)).toBe(false);
    expect(await opens('manager', secret)).toBe(false);
  });

  it('that is finished shows and does nothing more, in another tab or after going back', async () => {
    const { visitor, form, secret } = await begin('olga');
    const otherTab = await visitor.open(enroll);
    await visitor.answerForm(form, { code: codeOf(secret) });
    const recoveryCodes = () =>
      pair.query('SELECT "SECRET", "RECOVERY_CODE" FROM "AO_ED669C_TOTP_USER_ENROLLMENT" ORDER BY 1');
    const before = await recoveryCodes();
    pair.clock.pass(minute);
    const again = await visitor.answerForm(otherTab, { code: codeOf(secret) });
    const back = await visitor.open(enroll);
    for (const answer of [again, back]) {
      expect(answer.status).toBe(303);
      expect(answer.text).not.toMatch(/secret=/);
    }
    expect(await recoveryCodes()).toEqual(before);
  });

  it('is not offered to a pending login of somebody who has a second factor, nor is the recovery code', async () => {
    const owner = new Visitor(pair.first.url);
    const { recoveryCode } = await owner.enroll('newname', 'newname-password', pair.clock.now);
    const thief = new Visitor(pair.first.url);
    await thief.logIn('newname', 'newname-password');
    const challenge = await thief.open('/plugins/servlet/two-step/challenge');
    const { hidden = {} } = formsOf(challenge.text).find(({ action }) => action.endsWith('/challenge')) ?? {};
    for (const answer of [
      await thief.open(enroll),
      await thief.submit(enroll, { ...hidden, code: '000000' }),
      await thief.open('/plugins/servlet/two-step/recovery-code'),
      await thief.submit('/plugins/servlet/two-step/recovery-code', { ...hidden, saved: 'no' }),
    ]) {
      expect(answer.headers.location).toMatch(/^\/(?:plugins\/servlet\/two-step\/challenge)?$/);
      expect(answer.text).not.toMatch(new RegExp(`secret=|${recoveryCode}`));
    }
    const rest = new RestVisitor(pair.second.url);
    const id = await rest.begin('newname');
    for (const operation of ['totp/start-enforced-enrollment', 'totp/complete-enforced-enrollment']) {
      const answer = await rest.post(operation, { conversationId: id, totpCode: '000000' });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain('secret');
    }
  });

  it('puts its secret and the recovery code into no address, no header, no cache, and nothing that Jira is sent', async () => {
    pair.jira.control.clearRequests();
    const { visitor, form, secret } = await begin('admin');
    const wrong = await visitor.answerForm(form, { code: '000000' });
    const confirmed = await visitor.answerForm(wrong, { code: codeOf(secret) });
    const shown = await visitor.follow(confirmed);
    const recoveryCode = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(shown.text)?.[0] ?? 'none';
    expect(recoveryCode).not.toBe('none');
    const rest = new RestVisitor(pair.second.url);
    const id = await rest.begin('mixedcase', 'mixed-password');
    const offer = await rest.post('totp/start-enforced-enrollment', { conversationId: id });
    const ofRest = (offer.json() as { secret: string }).secret;
    const done = await rest.confirmSetup(id, codeOf(ofRest));
    const secrets = new RegExp([secret, ofRest, recoveryCode].join('|'));
    for (const answer of [form, wrong, confirmed, shown, offer, done]) {
      expect(answer.headers['cache-control']).toContain('no-store');
      expect(JSON.stringify(answer.headers)).not.toMatch(secrets);
    }
    const asked = pair.jira.requests.map(({ target, headers }) => JSON.stringify([target, headers]));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.join()).not.toMatch(secrets);
  });
});
