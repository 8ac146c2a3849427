import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PasswordCheck, type PasswordInput } from '../../../proxy/upstream/index.ts';
import { type Asked, type Script, type ScriptedJira, startScriptedJira } from './scripted-jira.ts';

const input: PasswordInput = {
  username: 'älice',
  password: 'a&b=ö',
  rememberMe: false,
  address: '203.0.113.9',
};
const native = '/rest/tsv/1.0/authenticate';
const rest = '/rest/auth/1/session';
const form = '/login.jsp';
const session = { 'set-cookie': ['JSESSIONID=SID; Path=/', 'atlassian.xsrf.token=X'] };
const right = { kind: 'right', sessionId: 'SID', setCookies: session['set-cookie'] };
const wrong = {
  kind: 'wrong',
  message: 'Sorry, your username or password is incorrect. Try again.',
  captchaRequired: false,
  expiredCredentials: false,
};

/** Answers by path; whatever is not named is not there. */
const only =
  (answers: Record<string, ReturnType<Script>>): Script =>
  ({ path }: Asked) =>
    answers[path] ?? { status: 404 };

describe('the proof of a password', () => {
  let jira: ScriptedJira;
  let check: PasswordCheck;
  const paths = () => jira.asked.map(({ path }) => path);
  beforeEach(async () => {
    jira = await startScriptedJira();
    check = new PasswordCheck(jira.http);
  });
  afterEach(() => jira.close());

  describe('before the first one', () => {
    const captcha = `${native}/captcha`;
    const picture = { status: 200, body: '{"captchaId":"1","captchaImageUrl":"/captcha"}' };

    it("finds Jira's own two-step endpoint, and goes there", async () => {
      jira.script = only({ [captcha]: picture, [native]: { status: 200, headers: session, body: '{}' } });
      expect(await check.detect()).toBe('native');
      expect(await check.check(input)).toEqual(right);
      expect(paths()).toEqual([captcha, native]);
    });

    it.each([{ status: 404 }, { status: 401 }, { status: 200, body: '<html>' }])(
      'finds that there is none, and does not go there first: %j',
      async (answer) => {
        jira.script = only({ [captcha]: answer, [rest]: { status: 200, headers: session, body: '{}' } });
        expect(await check.detect()).toBe('rest');
        expect(await check.check(input)).toEqual(right);
        expect(paths()).toEqual([captcha, rest]);
      },
    );
  });

  describe("through Jira's own two-step endpoint", () => {
    it('is one question, with the address of the client', async () => {
      jira.script = only({ [native]: { status: 200, headers: session, body: '{}' } });
      const asked = { ...input, rememberMe: true, captchaId: 'c1', captchaChallenge: 'xyz' };
      expect(await check.check(asked)).toEqual(right);
      expect(paths()).toEqual([native]);
      const { username, password } = input;
      expect(jira.asked[0]).toMatchObject({
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' },
      });
      expect(JSON.parse(jira.asked[0]?.body ?? '')).toEqual({
        ...{ username, password, rememberMe: true, targetUrl: '', captchaId: 'c1', captchaChallenge: 'xyz' },
      });
    });

    it.each([
      ['a wrong password', { message: 'No.', captchaRequired: false }, { message: 'No.' }],
      [
        'a captcha',
        { message: 'Type it.', captchaRequired: true },
        { message: 'Type it.', captchaRequired: true },
      ],
      [
        'an expired password',
        { message: 'Old.', expiredCredentials: true },
        { message: 'Old.', expiredCredentials: true },
      ],
      ['no reason', {}, {}],
      ['something else than it should be', { message: 5 }, {}],
      ['a list', [], {}],
    ])('is wrong with %s, and is not asked for another way', async (_what, body, expected) => {
      jira.script = only({ [native]: { status: 401, body: JSON.stringify(body) } });
      expect(await check.check(input)).toEqual({ ...wrong, ...expected });
      expect(paths()).toEqual([native]);
    });

    it('is wrong with a refusal that is no JSON', async () => {
      jira.script = only({ [native]: { status: 401, body: '<html>' } });
      expect(await check.check(input)).toEqual(wrong);
    });

    it.each([400, 403, 412, 415, 429, 302])(
      'ends with %s, and is not asked for another way: Jira has counted it',
      async (status) => {
        jira.script = only({ [native]: { status }, [rest]: { status: 200, headers: session } });
        await expect(check.check(input)).rejects.toMatchObject({ code: 'jira_unavailable' });
        expect(paths()).toEqual([native]);
      },
    );

    it.each([404, 405])('goes another way where it is not there (%s)', async (status) => {
      jira.script = only({ [native]: { status }, [rest]: { status: 200, headers: session } });
      expect(await check.check(input)).toEqual(right);
      expect(paths()).toEqual([native, rest]);
    });
  });

  describe('through the REST session', () => {
    it('is tried first from then on', async () => {
      jira.script = only({ [rest]: { status: 200, headers: session } });
      expect(await check.check(input)).toEqual(right);
      expect(await check.check(input)).toEqual(right);
      expect(paths()).toEqual([native, rest, rest]);
      expect(JSON.parse(jira.asked[1]?.body ?? '')).toEqual({ username: 'älice', password: 'a&b=ö' });
    });

    it('is wrong with 401, and is not asked for another way', async () => {
      jira.script = only({ [rest]: { status: 401 } });
      expect(await check.check(input)).toEqual(wrong);
      expect(paths()).toEqual([native, rest]);
    });

    it('goes on to the form where it is closed together with Basic authentication', async () => {
      jira.script = only({
        [rest]: { status: 403 },
        [form]: { status: 200, headers: { 'X-Seraph-LoginReason': 'OK', ...session } },
      });
      expect(await check.check(input)).toEqual(right);
      expect(paths()).toEqual([native, rest, form]);
    });

    it('ends with another answer', async () => {
      jira.script = only({ [rest]: { status: 400 }, [form]: { status: 200 } });
      await expect(check.check(input)).rejects.toMatchObject({ code: 'jira_unavailable' });
      expect(paths()).toEqual([native, rest]);
    });

    it('needs a captcha where Jira says so', async () => {
      const headers = { 'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE; login-url=http://x/login.jsp' };
      jira.script = only({ [rest]: { status: 403, headers } });
      expect(await check.check(input)).toEqual({ ...wrong, captchaRequired: true });
      expect(paths()).toEqual([native, rest]);
    });
  });

  describe('through the login form', () => {
    const login = (reason: string, extra = {}) =>
      only({ [form]: { status: 200, headers: { 'X-Seraph-LoginReason': reason, ...extra } } });

    it('is a form with the fields of Jira', async () => {
      jira.script = login('OK', session);
      expect(await check.check({ ...input, rememberMe: true, captchaChallenge: 'xyz' })).toEqual(right);
      expect(paths()).toEqual([native, rest, form]);
      expect(Object.fromEntries(new URLSearchParams(jira.asked[2]?.body))).toEqual({
        os_username: 'älice',
        os_password: 'a&b=ö',
        os_cookie: 'true',
        os_captcha: 'xyz',
      });
      expect(jira.asked[2]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    });

    it.each([
      ['AUTHENTICATED_FAILED', wrong],
      ['AUTHENTICATION_DENIED', { ...wrong, captchaRequired: true }],
      ['OUT, AUTHENTICATED_FAILED', wrong],
    ])('with the reason %s is %o', async (reason, expected) => {
      jira.script = login(reason);
      expect(await check.check(input)).toEqual(expected);
    });

    it('remembers no session of a refused login', async () => {
      jira.script = login('AUTHENTICATED_FAILED', session);
      expect(await check.check(input)).toEqual(wrong);
    });
  });

  it('is not there when nothing answers for it', async () => {
    await expect(check.check(input)).rejects.toMatchObject({ code: 'jira_unavailable' });
    expect(paths()).toEqual([native, rest, form]);
  });

  it('is not there when Jira has trouble, and no other way is tried then', async () => {
    jira.script = () => ({ status: 503 });
    await expect(check.check(input)).rejects.toMatchObject({ code: 'jira_unavailable' });
    expect(paths()).toEqual([native]);
  });

  it('is not there when Jira accepts a login but opens no session', async () => {
    jira.script = only({ [native]: { status: 200, body: '{}' } });
    await expect(check.check(input)).rejects.toMatchObject({ code: 'jira_unavailable' });
  });

  it('is not there when Jira is away, and the password stands in no error', async () => {
    await jira.close();
    const error: unknown = await check.check(input).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'jira_unavailable' });
    expect(String(error)).not.toContain(input.password);
    jira = await startScriptedJira();
  });

  it('finds its way again after Jira was updated', async () => {
    jira.script = only({ [rest]: { status: 200, headers: session } });
    await check.check(input);
    jira.script = only({ [native]: { status: 200, headers: session, body: '{}' } });
    expect(await check.check(input)).toEqual(right);
    expect(await check.check(input)).toEqual(right);
    expect(paths()).toEqual([native, rest, rest, native, native]);
  });
});
