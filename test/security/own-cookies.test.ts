/**
 * Attack: get at the gate's own cookies (by a script, over plain http, from a sister domain, through Jira), or plant
 * some: an old one, a forged one, one from another browser, twice the same name.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, secretIn, startSite, Visitor } from '../support/gate/index.ts';
import { ask, type RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const linesOf = (answer: RawAnswer) =>
  (answer.headers['set-cookie'] ?? []).filter((line) => line.includes('two-step'));
/** A line without the value, and whether it removes the cookie. */
const shapeOf = (line: string) =>
  line.replace(/=(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_.~-]{60,1000});/, '=VALUE;').replace(/=;/, '=NONE;');

describe.each([
  { publicUrl: 'http://localhost:8080', contextPath: '', prefix: '', path: '/', secure: '' },
  { publicUrl: 'http://localhost:8080', contextPath: '/jira', prefix: '', path: '/jira', secure: '' },
  {
    publicUrl: 'https://jira.example.com',
    contextPath: '',
    prefix: '__Host-',
    path: '/',
    secure: '; Secure',
  },
  {
    publicUrl: 'https://jira.example.com',
    contextPath: '/jira',
    prefix: '__Secure-',
    path: '/jira',
    secure: '; Secure',
  },
])('the cookies at $publicUrl$contextPath', ({ publicUrl, contextPath, prefix, path, secure }) => {
  const verified = `${prefix}two-step`;
  const conversation = `${prefix}two-step-conversation`;
  const browser = `${prefix}two-step-browser`;
  const device = `${prefix}two-step-device`;
  const set = (name: string) => `${name}=VALUE; Path=${path}; HttpOnly; SameSite=Lax${secure}`;
  const kept = (name: string, days: number) => `${set(name)}; Max-Age=${days * 86_400}`;
  const removed = (name: string) => `${name}=NONE; Path=${path}; HttpOnly; SameSite=Lax${secure}; Max-Age=0`;
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ PUBLIC_URL: publicUrl }, { contextPath });
  });
  afterAll(() => site?.close());
  const visit = () => new Visitor(site.gate.url, contextPath);

  it('are set and removed with the same, strictest attributes, never reach Jira, and come back in no answer', async () => {
    const alice = visit();
    const answers: RawAnswer[] = [];
    const values = new Set<string>();
    const note = (answer: RawAnswer) => {
      answers.push(answer);
      for (const line of linesOf(answer)) values.add(/=([^;]*)/.exec(line)?.[1] ?? '');
      return answer;
    };
    note(await alice.logIn('alice', 'alice-password'));
    const setup = note(await alice.open(`${pages}/enroll?method=app`));
    expect(linesOf(setup).map(shapeOf)).toEqual([set(conversation)]);
    const secret = secretIn(setup.text);
    const done = note(await alice.answerForm(setup, { code: codeAt(secret, site.clock.now) }));
    const opened = [set(verified), removed(conversation), kept(browser, 365)];
    expect(linesOf(done).map(shapeOf)).toEqual(opened);
    const shown = note(await alice.follow(done));
    note(await alice.answerForm(shown, { saved: 'yes' }));
    note(await alice.open('/browse/DEMO-1'));
    note(await alice.client.ask(`${contextPath}/rest/api/2/myself`));

    const back = visit();
    note(await back.logIn('alice', 'alice-password'));
    const page = note(await back.open(`${pages}/challenge`));
    note(await back.answerForm(page, { code: '000000' }));
    site.clock.pass(30_000);
    const code = codeAt(secret, site.clock.now);
    const remembered = note(await back.answerForm(page, { code, remember: 'yes' }));
    expect(linesOf(remembered).map(shapeOf)).toEqual([...opened, kept(device, 30)]);
    note(await back.open(`${pages}/profile`));
    const gone = visit();
    note(await gone.logIn('alice', 'alice-password'));
    note(await gone.open(`${pages}/challenge`));
    const out = note(await gone.open('/logoutconfirm.jsp'));
    expect(linesOf(out).map(shapeOf)).toEqual([removed(verified), removed(conversation)]);

    values.delete('');
    expect(values.size).toBe(8);
    const toJira = site.jira.requests
      .map(({ target, headers }) => `${target} ${headers.join(' ')}`)
      .join('\n');
    expect(toJira).not.toMatch(/two-step(?:-\w+)?=/);
    const fromUs = answers.map(({ headers, text }) => {
      const { 'set-cookie': _, ...rest } = headers;
      return JSON.stringify(rest) + text;
    });
    for (const value of values) {
      expect(toJira).not.toContain(value);
      expect(fromUs.join('\n')).not.toContain(value);
    }
  });

  it('are harmless when they are old, forged or much too long', async () => {
    const bob = visit();
    await bob.enroll('bob', 'bob-password', site.clock.now);
    const old = bob.client.cookies.get(verified) ?? '';
    await bob.client.ask(`${contextPath}/rest/auth/1/session`, { method: 'DELETE' });
    const again = visit();
    await again.logIn('bob', 'bob-password');
    for (const value of [
      old,
      old.toLowerCase(),
      '',
      'x',
      '%00',
      '__proto__',
      'a'.repeat(12_000),
      `${old}${old}`,
    ]) {
      again.client.cookies.set(verified, value);
      again.client.cookies.set(conversation, value.slice(0, 2_000));
      again.client.cookies.set(browser, value.slice(0, 500));
      again.client.cookies.set(device, value.slice(0, 500));
      expect((await again.open('/browse/DEMO-1')).headers.location).toContain(`${pages}/challenge`);
      const page = await again.open(`${pages}/challenge`);
      expect(page.status).toBe(200);
      expect(linesOf(page).map(shapeOf)).toEqual([set(conversation)]);
    }
  });

  it("of another browser's login do not let anybody in, wherever they stand", async () => {
    const mallory = visit();
    await mallory.enroll('carol', 'carol-password', site.clock.now);
    const planted = mallory.client.cookies.get(verified);
    const dave = visit();
    await dave.enroll('dave@example.com', 'dave-password', site.clock.now);
    const elsewhere = dave.client.cookies.get(verified);
    const pending = visit();
    await pending.logIn('dave@example.com', 'dave-password');
    const session = pending.client.cookies.get('JSESSIONID');
    for (const cookie of [
      `JSESSIONID=${session}; ${verified}=${planted}`,
      `JSESSIONID=${session}; ${verified}=${elsewhere}`,
      `${verified}=${elsewhere}; JSESSIONID=${session}; ${verified}=${planted}`,
      `JSESSIONID=${session}; two-step=${elsewhere}; __Host-two-step=${elsewhere}; __Secure-two-step=${elsewhere}`,
      `${verified}=${elsewhere}`,
    ]) {
      const headers = { cookie, accept: 'text/html' };
      const answer = await ask(site.gate.url, `${contextPath}/browse/DEMO-1`, { headers });
      expect(answer.status).toBe(302);
    }
  });

  it('of a login that another person began are not taken for this one, not even with their own code', async () => {
    const { secret } = await visit().enroll('newname', 'newname-password', site.clock.now);
    await visit().enroll('manager', 'manager-password', site.clock.now);
    const mallory = visit();
    await mallory.logIn('newname', 'newname-password');
    const bait = await mallory.open(`${pages}/challenge`);
    const planted = mallory.client.cookies.get(conversation);
    site.clock.pass(30_000);

    const victim = visit();
    await victim.logIn('manager', 'manager-password');
    const page = await victim.open(`${pages}/challenge`);
    const own = victim.client.cookies.get(conversation);
    const session = `JSESSIONID=${victim.client.cookies.get('JSESSIONID')}`;
    const token = formsOf(bait.text)[0]?.hidden.token ?? '';
    const form = { token, code: codeAt(secret, site.clock.now) };
    for (const planting of [
      planted,
      `${planted}; ${conversation}=${own}`,
      `${own}; ${conversation}=${planted}`,
    ]) {
      const headers = { cookie: `${session}; ${conversation}=${planting}`, accept: 'text/html' };
      const answer = await ask(site.gate.url, `${contextPath}${pages}/challenge`, { form, headers });
      expect(answer.text).toContain('Mona Manager');
      expect(answer.cookie(verified)).toBeUndefined();
    }
    expect(page.text).toContain('Mona Manager');
    expect((await mallory.answerForm(bait, { code: form.code })).headers.location).toBe(`${contextPath}/`);
  });
});
