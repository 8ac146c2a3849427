import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkDescribed } from '../support/gate/described.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, Visitor } from '../support/gate/index.ts';
import { ask, CookieClient, type RawRequest } from '../support/jira/raw-client.ts';

type Body = Record<string, string>;
const unlock = 'elevate-permissions?actionType=unlock-user-2sv-settings';
const unlockBy = (way: string) => unlock.replace('?', `/${way}?`);

/** People changing their own two-step verification by REST, where a second factor is optional at first. */
describe("one's own settings by REST", () => {
  let pair: GatePair;
  let people = 0;
  let name: string;
  let client: CookieClient;
  beforeAll(async () => {
    pair = await startPair({ TSV_ENFORCEMENT: 'optional' }, { crowd: 30 });
  });
  afterAll(() => pair?.close());
  beforeEach(async () => {
    people += 1;
    name = `user${people}`;
    client = await logIn();
    pair.clock.pass(60_000);
  });

  async function logIn(at = pair.first): Promise<CookieClient> {
    const visitor = new Visitor(at.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor.client;
  }
  const call = async (method: string, path: string, request: RawRequest = {}, by = client) => {
    const answer = await by.ask(`/rest/tsv/1.0/${path}`, { method, ...request });
    checkDescribed(method, `/rest/tsv/1.0/${path}`, answer);
    return { status: answer.status, body: (answer.text === '' ? {} : answer.json()) as Body, answer };
  };
  const post = (path: string, json: unknown = {}, by = client) => call('POST', path, { json }, by);
  const now = (secret: string) => codeAt(secret, pair.clock.now);

  const unlockWithPassword = async () => {
    expect((await post(unlockBy('password'), { password: `${name}-password` })).status).toBe(204);
  };
  async function enroll(): Promise<{ secret: string; recoveryCode: string }> {
    await unlockWithPassword();
    const { body } = await post('totp/start-voluntary-enrollment');
    const done = await post('totp/complete-voluntary-enrollment', {
      conversationId: body.conversationId,
      totpCode: now(body.secret ?? ''),
    });
    expect(done.status).toBe(200);
    pair.clock.pass(30_000);
    return { secret: body.secret ?? '', recoveryCode: done.body.recoveryCode ?? '' };
  }
  /** In another browser, with a code of the enrollment. */
  async function logInVerified(secret: string): Promise<CookieClient> {
    const visitor = new Visitor(pair.second.url);
    await visitor.logInWithCode(name, `${name}-password`, now(secret));
    pair.clock.pass(30_000);
    return visitor.client;
  }
  const person = async (by = client) => (await by.ask('/rest/api/2/myself')).status;

  it('are locked until the password was given once more, and then for ten minutes', async () => {
    expect(await call('GET', unlock)).toMatchObject({
      status: 401,
      body: { elevationMethods: ['PASSWORD'] },
    });
    expect((await post(unlockBy('password'), { password: 'wrong' })).status).toBe(400);
    expect((await call('GET', unlock)).status).toBe(401);
    await unlockWithPassword();
    expect((await call('GET', unlock)).status).toBe(204);
    pair.clock.pass(10 * 60_000 - 1);
    expect((await call('GET', 'elevate-permissions')).status).toBe(204);
    pair.clock.pass(1);
    expect((await call('GET', unlock)).status).toBe(401);
  });

  it.each([
    ['POST', 'totp/start-voluntary-enrollment', {}],
    ['POST', 'totp/complete-voluntary-enrollment', { conversationId: 'x', totpCode: '123456' }],
    ['POST', 'totp/start-enrollment-update', {}],
    ['POST', 'totp/complete-enrollment-update', { conversationId: 'x', totpCode: '123456' }],
    ['POST', 'totp/recovery-code/rotate', {}],
    ['DELETE', 'totp/unenroll', undefined],
  ])('want to be unlocked: %s %s', async (method, path, json) => {
    const locked = await call(method, path, { json });
    expect(locked).toMatchObject({ status: 401, body: { elevationMethods: ['PASSWORD'] } });
    const stranger = await call(method, path, { json }, new CookieClient(pair.first.url));
    expect(stranger).toMatchObject({ status: 401, body: { message: expect.any(String) } });
    // What one session may do, another of the same person may not.
    await unlockWithPassword();
    expect((await call(method, path, { json }, await logIn())).status).toBe(401);
    expect((await call(method, path, { json })).status).not.toBe(401);
  });

  it('set an authenticator app up, at whichever gate, and go on verified', async () => {
    await unlockWithPassword();
    const start = await post('totp/start-voluntary-enrollment');
    expect(start).toMatchObject({
      status: 200,
      body: { userName: name, url: expect.stringContaining('otpauth://totp/') },
    });
    const { conversationId, secret = '' } = start.body;
    const elsewhere = new CookieClient(pair.second.url);
    for (const [cookie, value] of client.cookies) elsewhere.cookies.set(cookie, value);
    const wrong = await post(
      'totp/complete-voluntary-enrollment',
      { conversationId, totpCode: '000000' },
      elsewhere,
    );
    expect(wrong.status).toBe(400);
    const done = await post(
      'totp/complete-voluntary-enrollment',
      { conversationId, totpCode: now(secret) },
      elsewhere,
    );
    expect(done.body).toMatchObject({
      secret,
      conversationId,
      recoveryCode: expect.stringMatching(/^\w{5}(-\w{5}){3}$/),
    });
    expect(await person(elsewhere)).toBe(200);
    expect(await person(await logIn())).toBe(401);
    expect((await call('GET', 'status', {}, elsewhere)).body).toMatchObject({ twoSVActive: true });
    expect((await post('totp/start-voluntary-enrollment', {}, elsewhere)).status).toBe(400);
  });

  it("do not carry on with another caller's setup, nor with a login's", async () => {
    await unlockWithPassword();
    const { conversationId, secret = '' } = (await post('totp/start-voluntary-enrollment')).body;
    const own = client;
    client = await logIn();
    await unlockWithPassword();
    const totpCode = now(secret);
    expect((await post('totp/complete-voluntary-enrollment', { conversationId, totpCode })).status).toBe(400);
    expect((await post('totp/complete-enforced-enrollment', { conversationId, totpCode }, own)).status).toBe(
      400,
    );
    expect((await post('totp/complete-enrollment-update', { conversationId, totpCode }, own)).status).toBe(
      400,
    );
    expect((await post('totp/complete-voluntary-enrollment', { conversationId, totpCode }, own)).status).toBe(
      200,
    );
  });

  it('change to a new phone: the old one is void, and every other session with it', async () => {
    const old = await enroll();
    const other = await logInVerified(old.secret);
    expect(await person(other)).toBe(200);
    pair.clock.pass(10 * 60_000);
    expect(await call('GET', unlock)).toMatchObject({ status: 401, body: { elevationMethods: ['TOTP'] } });
    expect((await post(unlockBy('password'), { password: `${name}-password` })).status).toBe(400);
    expect((await post(unlockBy('totp'), { totpCode: now(old.secret) })).status).toBe(204);
    const { conversationId, secret = '' } = (await post('totp/start-enrollment-update')).body;
    expect(secret).not.toBe(old.secret);
    const done = await post('totp/complete-enrollment-update', { conversationId, totpCode: now(secret) });
    expect(done).toMatchObject({ status: 200, body: { secret, userName: name } });
    expect(await person()).toBe(200);
    expect(await person(other)).toBe(401);
    pair.clock.pass(60_000);
    expect(await person(await logInVerified(old.secret))).toBe(401);
    expect(await person(await logInVerified(secret))).toBe(200);
  });

  it('rotate the recovery code, and the old one is void', async () => {
    const { recoveryCode } = await enroll();
    const { status, body } = await post('totp/recovery-code/rotate');
    expect(status).toBe(200);
    expect(body.recoveryCode).not.toBe(recoveryCode);
    expect((await post(unlockBy('recovery-code'), { recoveryCode })).status).toBe(400);
    const used = await post(unlockBy('recovery-code'), { recoveryCode: body.recoveryCode });
    expect(used.status).toBe(200);
    expect(used.body.recoveryCode).not.toBe(body.recoveryCode);
  });

  it('unlock with the recovery code once', async () => {
    const { recoveryCode } = await enroll();
    const [first, second] = await Promise.all([
      post(unlockBy('recovery-code'), { recoveryCode }),
      post(unlockBy('recovery-code'), { recoveryCode }),
    ]);
    expect([first.status, second.status].toSorted()).toEqual([200, 400]);
  });

  it('are left for good, and every session that was verified ends', async () => {
    const { secret } = await enroll();
    const other = await logInVerified(secret);
    expect((await call('DELETE', 'totp/unenroll')).status).toBe(204);
    expect((await call('GET', 'status')).body).toMatchObject({ twoSVActive: false });
    expect((await post(unlockBy('totp'), { totpCode: now(secret) })).status).toBe(400);
    await unlockWithPassword();
    expect((await call('DELETE', 'totp/unenroll')).body.message).toBe('No enrollment found for this user.');
    expect((await call('GET', unlock, {}, other)).status).toBe(401);
  });

  it('count wrong codes with those of the logins', async () => {
    const { secret } = await enroll();
    for (let round = 0; round < 10; round += 1) {
      expect((await post(unlockBy('totp'), { totpCode: '000000' })).status).toBe(400);
    }
    const locked = await post(unlockBy('totp'), { totpCode: now(secret) });
    expect(locked.status).toBe(429);
    expect(Number(locked.answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('are not unlocked by another site', async () => {
    const headers = { origin: 'https://evil.example' };
    const json = { password: `${name}-password` };
    expect((await call('POST', unlockBy('password'), { json, headers })).status).toBe(403);
    await enroll();
    expect((await call('DELETE', 'totp/unenroll', { headers })).status).toBe(403);
  });

  it.each([
    ['POST', 'elevate-permissions/password', {}],
    ['POST', 'elevate-permissions/totp', {}],
    ['POST', 'elevate-permissions/recovery-code', { recoveryCode: 1 }],
    ['POST', 'totp/complete-enrollment-update', { conversationId: 'x' }],
    ['GET', 'elevate-permissions?actionType=other', undefined],
  ])('say what is missing: %s %s', async (method, path, json) => {
    expect((await call(method, path, { json })).status).toBe(400);
  });

  it('open no session at Jira that stays', async () => {
    const before = pair.jira.sessions.list().filter(({ userKey }) => userKey !== null).length;
    await unlockWithPassword();
    expect(pair.jira.sessions.list().filter(({ userKey }) => userKey !== null)).toHaveLength(before);
    const checks = pair.jira.requests.filter(
      ({ target, method }) => method === 'POST' && /authenticate/.test(target),
    );
    expect(checks.length).toBeGreaterThan(0);
  });

  it('work with a token, which is unlocked for itself', async () => {
    const { key } = pair.jira.people.find(({ username }) => username === name) ?? { key: '' };
    const headers = { authorization: `Bearer pat-${name}` };
    const byToken = (method: string, path: string, json?: unknown) =>
      ask(pair.first.url, `/rest/tsv/1.0/${path}`, { method, json, headers });
    await unlockWithPassword();
    expect((await byToken('GET', unlock)).status).toBe(401);
    expect((await byToken('POST', unlockBy('password'), { password: `${name}-password` })).status).toBe(204);
    const start = (await byToken('POST', 'totp/start-voluntary-enrollment', {})).json() as Body;
    const done = await byToken('POST', 'totp/complete-voluntary-enrollment', {
      conversationId: start.conversationId,
      totpCode: now(start.secret ?? ''),
    });
    expect(done.status).toBe(200);
    expect(done.headers['set-cookie']).toBeUndefined();
    expect(
      await pair.query(`SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1`, [key]),
    ).toHaveLength(1);
  });

  it("hand out Jira's captcha, and say who manages the second factor", async () => {
    const captcha = await call('GET', 'authenticate/captcha', {}, new CookieClient(pair.first.url));
    expect(captcha).toMatchObject({
      status: 200,
      body: { captchaId: expect.any(String), captchaImageUrl: expect.any(String) },
    });
    expect((await call('GET', 'sso-management-status')).body).toEqual({ isManaged: false });
    expect((await call('GET', 'sso-management-status', {}, new CookieClient(pair.first.url))).status).toBe(
      401,
    );
  });
});
