import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  codeAt,
  formsOf,
  type GateHere,
  SetClock,
  secretIn,
  startGateHere,
  Visitor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, startRedis, type TestDatabase } from '../support/servers/index.ts';

const minute = 60_000;

describe.each([
  { name: 'in process, at the root', contextPath: '', redis: false },
  { name: 'on Redis, below /jira', contextPath: '/jira', redis: true },
])('the pages of a login ($name)', ({ contextPath, redis }) => {
  const clock = new SetClock();
  let jira: StandInJira;
  let gate: GateHere;
  let database: TestDatabase;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira({ contextPath });
    closers.push(
      () => database.drop(),
      () => jira.close(),
    );
    const env: Record<string, string> = { JIRA_URL: jira.url, DATABASE_URL: database.url };
    if (redis) {
      const server = await startRedis();
      closers.push(() => server.close());
      env.REDIS_URL = server.url;
    }
    gate = await startGateHere(env, clock.read);
    closers.push(() => gate.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });
  // Each test has time steps of its own, so that no code of one is a used code of the next.
  beforeEach(() => clock.pass(redis ? 0 : 20 * minute));

  const visit = () => new Visitor(gate.url, contextPath);
  const person = (slug: string) => [slug, `${slug}-password`] as const;

  it('leads from the password through the setup to the page that was asked for', async () => {
    const alice = visit();
    const wanted = `${contextPath}/browse/DEMO-1?focusedId=7#comment`.replace(/#.*/, '');
    const toLogin = await alice.open('/browse/DEMO-1?focusedId=7');
    expect(toLogin.headers.location).toContain(`${contextPath}/login.jsp`);

    const loggedIn = await alice.logIn(...person('alice'), '/browse/DEMO-1?focusedId=7');
    const setup = await alice.follow(loggedIn);
    expect(setup.status).toBe(200);
    expect(setup.text).toContain('alice');
    expect(setup.text).toMatch(/Jira \(localhost/);

    const wrong = await alice.answerForm(setup, { code: '000000' });
    expect(wrong.text).toContain('4 ');
    expect(secretIn(wrong.text)).toBe(secretIn(setup.text));

    const code = codeAt(secretIn(setup.text), clock.now);
    const saved = await alice.follow(
      await alice.answerForm(wrong, { code: `${code.slice(0, 3)} ${code.slice(3)}` }),
    );
    expect(saved.text).toMatch(/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/);
    const on = await alice.answerForm(saved, { saved: 'yes' });
    expect(on.headers.location).toBe(wanted);
    const issue = await alice.follow(on);
    expect(issue.text).toContain('DEMO-1');
    expect(issue.headers['x-ausername']).toBe('alice');
  });

  it('asks somebody who is enrolled for a code, and takes each code once', async () => {
    const bob = visit();
    const { secret } = await bob.enroll(...person('bob'), clock.now);
    const again = visit();
    await again.logIn(...person('bob'));
    const used = await again.fillIn('challenge', { code: codeAt(secret, clock.now) });
    expect(used.headers.location).toBeUndefined();
    expect(used.text).toContain('role="alert"');
    expect((await again.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');

    const next = await again.answerForm(used, { code: codeAt(secret, clock.now + 30_000) });
    expect((await again.follow(next)).text).toContain('Bob Baker');
  });

  it('shows the recovery code until it is said to be saved, and never after', async () => {
    const carol = visit();
    const { recoveryCode, shown } = await carol.enroll(...person('carol'), clock.now);
    expect((await carol.open('/plugins/servlet/two-step/recovery-code')).text).toContain(recoveryCode);
    const unticked = await carol.answerForm(shown, {});
    expect(unticked.text).toContain(recoveryCode);
    await carol.answerForm(shown, { saved: 'yes' });
    const later = await carol.open('/plugins/servlet/two-step/recovery-code');
    expect(later.headers.location).toBe(`${contextPath}/`);
  });

  it('lets the recovery code in once and shows the next one', async () => {
    const { recoveryCode } = await visit().enroll(...person('mary'.replace('mary', 'newname')), clock.now);
    const lost = visit();
    await lost.logIn('newname', 'newname-password');
    const answer = await lost.fillIn('recover', {
      recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' '),
    });
    const shown = await lost.follow(answer);
    const replacement = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(shown.text)?.[0];
    expect(replacement).toBeDefined();
    expect(replacement).not.toBe(recoveryCode);
    expect((await lost.open('/browse/DEMO-1')).text).toContain('DEMO-1');

    const second = visit();
    await second.logIn('newname', 'newname-password');
    const refused = await second.fillIn('recover', { recoveryCode });
    expect(refused.text).toContain('role="alert"');
    expect((await second.open('/browse/DEMO-1')).status).toBe(302);
    const accepted = await second.fillIn('recover', { recoveryCode: replacement ?? '' });
    expect(accepted.headers.location).toContain('/recovery-code');
  });

  it('keeps the destination when the conversation has expired, and says what to do', async () => {
    const dave = visit();
    const { secret } = await dave.enroll('dave@example.com', 'dave-password', clock.now);
    const late = visit();
    await late.logIn('dave@example.com', 'dave-password');
    const page = await late.follow(await late.open('/browse/DEMO-2'));
    clock.pass(6 * minute);
    const expired = await late.answerForm(page, { code: codeAt(secret, clock.now) });
    expect(expired.status).toBe(200);
    expect(expired.text).toContain('/browse/DEMO-2');
    expect(expired.text).toContain('aui-message');
    const on = await late.answerForm(expired, { code: codeAt(secret, clock.now) });
    expect(on.headers.location).toBe(`${contextPath}/browse/DEMO-2`);
  });

  it('goes back to the password after five wrong codes, and locks after ten', async () => {
    const mixed = visit();
    const { secret } = await mixed.enroll('MixedCase', 'mixed-password', clock.now);
    for (let round = 0; round < 2; round += 1) {
      const guesser = visit();
      await guesser.logIn('mixedcase', 'mixed-password');
      let page = await guesser.follow(await guesser.open('/browse/DEMO-1'));
      for (let guess = 0; guess < 4; guess += 1) page = await guesser.answerForm(page, { code: '000000' });
      const ended = await guesser.answerForm(page, { code: '000000' });
      expect(ended.headers.location).toContain('/two-step/ended');
      expect(
        jira.sessions.list().some((session) => session.id === guesser.client.cookies.get('JSESSIONID')),
      ).toBe(false);
      expect((await guesser.open('/browse/DEMO-1')).headers.location).toContain('/login.jsp');
    }
    const owner = visit();
    await owner.logIn('MixedCase', 'mixed-password');
    const locked = await owner.open('/plugins/servlet/two-step/challenge');
    expect(locked.status).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(14 * 60);
    expect(locked.text).toContain('minutes');
    clock.pass(15 * minute);
    const opened = await owner.fillIn('challenge', { code: codeAt(secret, clock.now) });
    expect((await owner.follow(opened)).text).toContain('Mick Mixed-Case');
  });

  it('logs out from the pages of the login', async () => {
    const joerg = visit();
    await joerg.logIn('jörg', 'joerg-password');
    const page = await joerg.follow(await joerg.open('/browse/DEMO-1'));
    const form = formsOf(page.text).find((one) => one.action.endsWith('/logout'));
    const out = await joerg.submit('/plugins/servlet/two-step/logout', form?.hidden ?? {});
    expect(out.headers.location).toContain('/logged-out');
    expect(joerg.client.cookies.has('JSESSIONID')).toBe(false);
    expect((await joerg.open('/browse/DEMO-1')).headers.location).toContain('/login.jsp');
  });
});
