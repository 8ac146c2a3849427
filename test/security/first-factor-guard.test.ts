/**
 * Attack: a stolen password, and an account that has no second factor yet. The thief sets up their own phone first and
 * owns the account from then on. Where the policy says so, the first factor needs more than the password: a known
 * network, a code from the mailbox, or one from the help desk. Every way to a setup has to ask for it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy, withinASecond } from '../support/gate/given-policy.ts';
import { codeAt, secretIn, Visitor } from '../support/gate/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const pages = '/plugins/servlet/two-step';
const rest = '/rest/tsv/1.0';
const office = '192.0.2.10';
const guard = { any: ['network', 'mail'], networks: [`${office}/32`] };

describe('whoever has only the password', () => {
  let pair: GatePair;
  let smtp: TestSmtp;
  let used = 0;

  beforeAll(async () => {
    smtp = await startSmtp();
    const env = { SMTP_URL: smtp.url, MAIL_FROM: 'jira@example.com', TSV_TRUSTED_PROXIES: '127.0.0.0/8' };
    pair = await startPair(env, { crowd: 30 });
    await givenPolicy(pair, { default: { guard } });
    const { visitor } = await thief();
    await withinASecond(async () =>
      Boolean((await visitor.open(`${pages}/enroll`)).headers.location?.includes('/enroll-check')),
    );
  });
  afterAll(async () => {
    await pair?.close();
    await smtp?.close();
  });

  const thief = async (gate = pair.first) => {
    used += 1;
    const name = `user${used}`;
    const visitor = new Visitor(gate.url);
    await visitor.logIn(name, `${name}-password`);
    return { visitor, name };
  };
  const isEnrolled = async (name: string) =>
    (
      await pair.query(
        `SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" e JOIN app_user u ON u.user_key = e."USER_KEY"
         WHERE u.lower_user_name = $1`,
        [name],
      )
    ).length > 0;
  const codeFor = async (name: string) => {
    const mail = await smtp.waitForMail(({ to }) => to.includes(`${name}@example.com`));
    return /(\d{3}) (\d{3})/.exec(mail.text)?.slice(1).join('') ?? '';
  };

  it.each(['', '?method=app', '?destination=%2Fservicedesk%2Fcustomer%2Fportals&method=app'])(
    'gets no secret to scan at /enroll%s',
    async (query) => {
      const { visitor } = await thief();
      const answer = await visitor.open(`${pages}/enroll${query}`);
      expect(answer.headers.location).toContain(`${pages}/enroll-check`);
      expect((await visitor.follow(answer)).text).not.toMatch(/secret=/);
    },
  );

  it('cannot finish a setup that was begun before the policy wanted more', async () => {
    await givenPolicy(pair, { rules: [] });
    const { visitor, name } = await thief();
    await withinASecond(async () => (await visitor.open(`${pages}/enroll?method=app`)).status === 200);
    const setup = await visitor.open(`${pages}/enroll?method=app`);
    await givenPolicy(pair, { default: { guard } });
    await withinASecond(async () => (await visitor.open(`${pages}/enroll`)).status === 303);
    await visitor.answerForm(setup, { code: codeAt(secretIn(setup.text), pair.clock.now) });
    expect(await isEnrolled(name)).toBe(false);
  });

  it('is sent to the page by REST, and gets nothing to set up there', async () => {
    used += 1;
    const name = `user${used}`;
    const { client } = new Visitor(pair.first.url);
    const answer = await client.ask(`${rest}/authenticate`, {
      json: { username: name, password: `${name}-password` },
    });
    expect([answer.status, JSON.parse(answer.text).next]).toEqual([200, `${pages}/enroll`]);
  });

  it('cannot finish by REST what was begun before the policy wanted more', async () => {
    await givenPolicy(pair, { rules: [] });
    used += 1;
    const name = `user${used}`;
    const { client } = new Visitor(pair.second.url);
    const ask = async (path: string, json: object) => {
      const answer = await client.ask(`${rest}${path}`, { json });
      return { status: answer.status, body: JSON.parse(answer.text) as Record<string, string> };
    };
    const begun = await ask('/authenticate', { username: name, password: `${name}-password` });
    const { conversationId = '' } = begun.body;
    const { secret = '' } = (await ask('/totp/start-enforced-enrollment', { conversationId })).body;
    await givenPolicy(pair, { default: { guard } });
    const totpCode = codeAt(secret, pair.clock.now);
    const finished = await ask('/totp/complete-enforced-enrollment', { conversationId, totpCode });
    expect(begun.status).toBe(412);
    expect(finished.status).not.toBe(200);
    expect(await isEnrolled(name)).toBe(false);
  });

  it('cannot set one up by REST of their own accord, with the password as proof', async () => {
    await givenPolicy(pair, { default: { guard, withoutFactor: { outcome: 'optional' } } });
    const { visitor, name } = await thief();
    await withinASecond(async () => (await visitor.open('/browse/DEMO-1')).status === 200);
    const ask = (path: string, json: object = {}) =>
      visitor.client.ask(`${rest}${path}`, { method: 'POST', json, headers: { origin: pair.first.url } });
    const elevated = await ask('/elevate-permissions/password', { password: `${name}-password` });
    expect(elevated.status).toBe(204);
    const started = await ask('/totp/start-voluntary-enrollment');
    expect([started.status, started.text]).toEqual([403, expect.stringContaining('More than the password')]);
    await givenPolicy(pair, { default: { guard } });
  });

  it('guesses the code from the mailbox no more often than any other code', async () => {
    const { visitor, name } = await thief();
    await withinASecond(async () => (await visitor.open(`${pages}/enroll`)).status === 303);
    await visitor.fillIn('enroll-check', {});
    await codeFor(name);
    const answers = [];
    for (let guess = 0; guess < 12; guess += 1) {
      answers.push(
        await visitor.fillIn('enroll-check', { mailCode: String(guess).padStart(6, '0') }).catch(String),
      );
    }
    const [attempts] = await pair.query<{ failures_in_a_row: number }>(
      `SELECT failures_in_a_row FROM second_factor_attempts WHERE user_key = $1`,
      [`JIRAUSER${30_000 + used}`],
    );
    expect(attempts?.failures_in_a_row).toBeLessThanOrEqual(10);
    expect(await isEnrolled(name)).toBe(false);
  });

  it('cannot use in their session what the owner showed in another', async () => {
    const { visitor, name } = await thief();
    const owner = new Visitor(pair.second.url);
    await owner.logIn(name, `${name}-password`);
    await owner.fillIn('enroll-check', {});
    const passed = await owner.fillIn('enroll-check', { mailCode: await codeFor(name) });
    expect(passed.headers.location).toContain(`${pages}/enroll`);
    expect((await owner.open(`${pages}/enroll?method=app`)).text).toMatch(/secret=/);
    expect((await visitor.open(`${pages}/enroll?method=app`)).headers.location).toContain('/enroll-check');
  });

  it('does not come by with an address that they only claim', async () => {
    const { visitor } = await thief();
    const claimed = { headers: { accept: 'text/html', 'x-forwarded-for': `${office}, 198.51.100.1` } };
    const answer = await visitor.client.ask(`${pages}/enroll?method=app`, claimed);
    expect(answer.headers.location).toContain('/enroll-check');
    const real = { headers: { accept: 'text/html', 'x-forwarded-for': office } };
    expect((await visitor.client.ask(`${pages}/enroll?method=app`, real)).text).toMatch(/secret=/);
  });
});
