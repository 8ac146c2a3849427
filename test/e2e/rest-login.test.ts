import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDescribed } from '../support/gate/described.ts';
import { codeAt, type GateHere, SetClock, startGateHere } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask, CookieClient } from '../support/jira/raw-client.ts';
import { createDatabase, startRedis, type TestDatabase, type TestRedis } from '../support/servers/index.ts';

type Body = Record<string, unknown>;
const nextStep = 30_000;

describe.each([
  { name: 'Jira 10 and later', nativeTsv: true },
  { name: 'Jira 9', nativeTsv: false },
])('logging in by REST before $name', ({ nativeTsv }) => {
  const clock = new SetClock();
  let jira: StandInJira;
  let database: TestDatabase;
  let redis: TestRedis;
  let gate: GateHere;
  let other: GateHere;

  beforeAll(async () => {
    database = await createDatabase();
    redis = await startRedis();
    jira = await startStandInJira({ nativeTsv });
    const env = { JIRA_URL: jira.url, DATABASE_URL: database.url, REDIS_URL: redis.url };
    gate = await startGateHere(env, clock.read);
    other = await startGateHere(env, clock.read);
  });
  afterAll(async () => {
    await gate?.close();
    await other?.close();
    await jira?.close();
    await redis?.close();
    await database?.drop();
  });

  const post = async (client: CookieClient, path: string, json: Body, version = '1.0') => {
    const answer = await client.ask(`/rest/tsv/${version}/${path}`, { json });
    checkDescribed('POST', `/rest/tsv/${version}/${path}`, answer);
    return { status: answer.status, body: (answer.text === '' ? {} : answer.json()) as Body, answer };
  };
  const credentials = (name: string, more: Body = {}) => ({
    username: name,
    password: `${name}-password`,
    rememberMe: true,
    targetUrl: '',
    ...more,
  });
  const whoAmI = async (client: CookieClient) => {
    const answer = await client.ask('/rest/api/2/myself', { headers: { accept: 'application/json' } });
    return answer.status === 200 ? (answer.json() as { name: string }).name : answer.status;
  };
  const begin = async (name: string, client = new CookieClient(gate.url)) => {
    const { status, body } = await post(client, 'authenticate', credentials(name));
    expect(status).toBe(412);
    return { client, conversationId: String(body.conversationId), step: body.nextLoginStep };
  };
  const enroll = async (name: string) => {
    const { client, conversationId } = await begin(name);
    const offer = await post(client, 'totp/start-enforced-enrollment', { conversationId });
    const totpCode = codeAt(String(offer.body.secret), clock.now);
    const done = await post(client, 'totp/complete-enforced-enrollment', { conversationId, totpCode });
    expect(done.status).toBe(200);
    clock.pass(nextStep);
    return { client, secret: String(offer.body.secret), recoveryCode: String(done.body.recoveryCode) };
  };

  it('enrolls whoever has no second factor, and hands the session out only then', async () => {
    const { client, conversationId, step } = await begin('alice');
    expect(step).toBe('ENROLLMENT');
    expect(client.cookies.has('JSESSIONID')).toBe(false);
    const offer = await post(client, 'totp/start-enforced-enrollment', { conversationId }, 'latest');
    expect(offer).toMatchObject({
      status: 200,
      body: {
        conversationId,
        secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
        url: expect.stringMatching(/^otpauth:\/\/totp\//),
        userName: 'alice',
      },
    });
    const resumed = await post(client, 'totp/start-enforced-enrollment', { conversationId });
    expect(resumed.body.secret).toBe(offer.body.secret);
    const wrong = await post(client, 'totp/complete-enforced-enrollment', {
      conversationId,
      totpCode: '000000',
    });
    expect(wrong).toMatchObject({ status: 401, body: { message: expect.any(String) } });
    const totpCode = codeAt(String(offer.body.secret), clock.now);
    const done = await post(client, 'totp/complete-enforced-enrollment', { conversationId, totpCode });
    expect(done).toMatchObject({
      status: 200,
      body: { recoveryCode: expect.stringMatching(/^[0-9A-Z-]{23}$/) },
    });
    expect(await whoAmI(client)).toBe('alice');
    clock.pass(nextStep);
  });

  it('takes a code and answers 204 with the session, on whichever gate it arrives', async () => {
    const { secret } = await enroll('bob');
    const { conversationId, step } = await begin('bob');
    expect(step).toBe('TOTP_CODE_VERIFICATION');
    const elsewhere = new CookieClient(other.url);
    const done = await post(elsewhere, 'authenticate/totp-code', {
      conversationId,
      totpCode: codeAt(secret, clock.now),
    });
    expect(done.status).toBe(204);
    expect(done.answer.text).toBe('');
    expect(await whoAmI(elsewhere)).toBe('bob');
    const again = await post(elsewhere, 'authenticate/totp-code', { conversationId, totpCode: '123456' });
    expect(again).toMatchObject({ status: 400, body: { message: expect.any(String) } });
    clock.pass(nextStep);
  });

  it('takes the recovery code once and answers where to go, with the next code', async () => {
    const { recoveryCode } = await enroll('carol');
    const { client, conversationId } = await begin('carol');
    const done = await post(client, 'authenticate/recovery-code', { conversationId, recoveryCode });
    expect(done).toMatchObject({ status: 200, body: { next: '/', recoveryCode: expect.any(String) } });
    expect(done.body.recoveryCode).not.toBe(recoveryCode);
    expect(await whoAmI(client)).toBe('carol');
    const second = await begin('carol');
    const refused = await post(second.client, 'authenticate/recovery-code', {
      conversationId: second.conversationId,
      recoveryCode,
    });
    expect(refused.status).toBe(401);
  });

  it('ends a conversation after five wrong codes and closes the session that it held', async () => {
    await enroll('newname');
    const { client, conversationId } = await begin('newname');
    const owners = () => jira.sessions.list().filter((session) => session.userKey === 'oldname').length;
    const before = owners();
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push(
        (await post(client, 'authenticate/totp-code', { conversationId, totpCode: '000000' })).status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 400]);
    expect(owners()).toBe(before - 1);
    expect(client.cookies.has('JSESSIONID')).toBe(false);
  });

  it('passes on what Jira says of a wrong password, once per attempt, and asks for a captcha', async () => {
    const wrong = { username: 'olga', password: 'wrong' };
    jira.control.resetFailedLogins('olga');
    const client = new CookieClient(gate.url);
    const first = await post(client, 'authenticate', wrong);
    expect(first).toMatchObject({
      status: 401,
      body: { message: expect.any(String), captchaRequired: false, expiredCredentials: false },
    });
    await post(client, 'authenticate', wrong);
    await post(client, 'authenticate', wrong);
    const captcha = await post(client, 'authenticate', { username: 'olga', password: 'olga-password' });
    expect(captcha).toMatchObject({ status: 401, body: { captchaRequired: true } });
    jira.control.resetFailedLogins('olga');
    expect((await post(client, 'authenticate', credentials('olga'))).status).toBe(412);
  });

  it('understands load-test kits: rememberMe as the string "True", os_authType=none, a stale cookie', async () => {
    const client = new CookieClient(gate.url);
    client.cookies.set('JSESSIONID', '0123456789ABCDEF0123456789ABCDEF');
    for (const query of ['', '?os_authType=none']) {
      const answer = await client.ask(`/rest/tsv/1.0/authenticate${query}`, {
        json: credentials('manager', { rememberMe: 'True', unknown: 1 }),
      });
      expect(answer.status).toBe(412);
    }
  });

  it('answers malformed requests with a status and a message, never with a stack', async () => {
    const at = (path: string, options: Parameters<typeof ask>[2]) =>
      ask(gate.url, `/rest/tsv/1.0/${path}`, options);
    const json = { 'content-type': 'application/json' };
    const cases: [number, Promise<{ status: number; text: string }>][] = [
      [400, at('authenticate', { json: { username: 'alice' } })],
      [400, at('authenticate', { json: [] })],
      [400, at('authenticate', { json: { username: { $gt: '' }, password: ['x'] } })],
      [400, at('authenticate', { method: 'POST', body: '{"username":', headers: json })],
      [415, at('authenticate', { form: { username: 'alice', password: 'x' } })],
      [413, at('authenticate', { json: { username: 'alice', password: 'x'.repeat(40_000) } })],
      [405, at('authenticate', {})],
      [404, at('no-such-thing', {})],
      [400, at('authenticate/totp-code', { json: { conversationId: 'x'.repeat(43), totpCode: '123456' } })],
      [400, at('authenticate/totp-code', { json: { conversationId: 'x', totpCode: null } })],
      [403, at('authenticate', { json: credentials('alice'), headers: { origin: 'https://evil.example' } })],
      [401, at('status', {})],
    ];
    for (const [status, answer] of cases) {
      const { text, status: got } = await answer;
      expect({ got, text }).toEqual({ got: status, text: expect.stringContaining('"message":"') });
      expect(text).not.toMatch(/at .*\.ts|node_modules|Error:/);
    }
    expect((await at('authenticate', {})).headers.allow).toBe('POST');
  });

  it('tells people what they have', async () => {
    const { client } = await enroll('manager');
    const mine = await client.ask('/rest/tsv/1.0/status');
    expect(mine.json()).toMatchObject({
      twoSVActive: true,
      methods: [{ type: 'TOTP', enabled: true, enforced: true, enabledAt: expect.stringMatching(/Z$/) }],
    });
    const byToken = await ask(gate.url, '/rest/tsv/latest/status', {
      headers: { authorization: 'Bearer pat-chris' },
    });
    expect(byToken.json()).toEqual({
      twoSVActive: false,
      methods: [{ type: 'TOTP', enabled: false, enforced: true }],
    });
  });

  it("never lets Jira's own plugin answer, whatever the spelling", async () => {
    jira.control.clearRequests();
    for (const path of [
      '/rest/tsv/1.0/totp/start-voluntary-enrollment',
      '/rest//tsv/1.0/status',
      '/rest/x/../tsv/1.0/status',
      '/rest/tsv;x=y/1.0/status',
      '/s/x/_/rest/tsv/1.0/status',
      '/rest/%74sv/1.0/status',
      '/%72est/tsv/1.0/authenticate',
    ]) {
      const answer = await ask(gate.url, path);
      expect([400, 401, 404, 405]).toContain(answer.status);
    }
    expect(jira.requests.filter((request) => /tsv/.test(request.target))).toEqual([]);
  });
});
