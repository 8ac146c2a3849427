/**
 * Attack: use the link of a reset's mail twice, late, after a newer one, guessed, or as somebody else; have a scanner use
 * it up; lead it to another host; find its token in a log, at Jira, or in an address that is passed on.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { crowdPerson, givenAdministrator, type TestAdministrator } from '../support/gate/help-desk.ts';
import { codeAt, formsOf, secretIn, startGateHere, Visitor } from '../support/gate/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const pages = '/plugins/servlet/two-step';
const page = `${pages}/set-up-again`;
const publicUrl = 'http://jira.localhost:8080';
const hour = 60 * 60_000;

describe('the link of a reset', () => {
  let pair: GatePair;
  let smtp: TestSmtp;
  let admin: TestAdministrator;
  let people = 0;
  beforeAll(async () => {
    smtp = await startSmtp();
    const env = { PUBLIC_URL: publicUrl, SMTP_URL: smtp.url, MAIL_FROM: 'jira@example.com' };
    pair = await startPair(env, { crowd: 30 });
    admin = await givenAdministrator(pair.first, pair.clock.now);
  });
  afterAll(async () => {
    await pair?.close();
    await smtp?.close();
  });

  const enrolled = async () => {
    people += 1;
    const person = crowdPerson(people);
    const { username } = person;
    await new Visitor(pair.first.url).enroll(username, `${username}-password`, pair.clock.now);
    return person;
  };
  const mailTo = (username: string) =>
    smtp.waitForMail(({ to, text }) => to[0] === `${username}@example.com` && text.includes('/set-up-again'));
  /** Resets somebody; answers the token out of their mail. */
  const reset = async (person: { userKey: string; username: string }) => {
    smtp.clear();
    const asked = { ...admin.asks(person), scope: { kind: 'all' } } as const;
    expect(await pair.first.help.reset.reset(asked)).toEqual({ kind: 'reset', mail: 'queued' });
    const { text, html } = await mailTo(person.username);
    const [link = '', token = ''] = /http\S+\/set-up-again\?token=(\S+)/.exec(text) ?? [];
    expect(link).toBe(`${publicUrl}${page}?token=${token}`);
    expect(html).toContain(link);
    return token;
  };
  const given = async () => {
    const person = await enrolled();
    return { person, token: await reset(person) };
  };
  const follow = (visitor: Visitor, token: string) =>
    visitor.open(`${page}?token=${token}`).then((answer) => visitor.follow(answer));
  const look = async (token: string) => (await follow(new Visitor(pair.second.url), token)).status;
  /** Through the password and the setup. */
  const setUp = async (visitor: Visitor, username: string) => {
    await visitor.logIn(username, `${username}-password`);
    const setup = await visitor.open(`${pages}/enroll?method=app`);
    const code = codeAt(secretIn(setup.text), pair.clock.now);
    return visitor.answerForm(setup, { code });
  };
  const eventsOf = async (userKey: string) =>
    (
      await pair.query<{ type: string }>('SELECT type FROM audit_events WHERE target_key = $1 ORDER BY id', [
        userKey,
      ])
    ).map(({ type }) => type);

  it('leads through the password to a new setup, shows new backup codes, and is over then', async () => {
    const { person, token } = await given();
    const visitor = new Visitor(pair.first.url);
    const shown = await follow(visitor, token);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Set up two-step verification again');
    const pressed = await visitor.answerForm(shown, {});
    expect(pressed.headers.location).toBe('/login.jsp');
    expect(await personSeen(visitor)).toBeUndefined();
    const done = await setUp(visitor, person.username);
    expect(letsIn(done)).toBe(true);
    expect((await visitor.follow(done)).text).toMatch(/>[0-9A-Z]{5}(-[0-9A-Z]{5}){2}</);
    expect(await look(token)).toBe(410);
    expect(await eventsOf(person.userKey)).toEqual(
      expect.arrayContaining(['reset_link.sent', 'enrollment.reset', 'reset_link.used']),
    );
    const { text } = await smtp.waitForMail(({ subject }) => subject.includes('is set up again'));
    expect(text).toContain('Authenticator app');
  });

  it('is over as well for whoever logs in without it', async () => {
    const { person, token } = await given();
    expect(letsIn(await setUp(new Visitor(pair.second.url), person.username))).toBe(true);
    expect(await look(token)).toBe(410);
    expect(await eventsOf(person.userKey)).not.toContain('reset_link.used');
  });

  it('is not used up by whoever only looks at it, however often and by whatever method', async () => {
    const { token } = await given();
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const scanner = new Visitor(pair.first.url);
      const answer = await scanner.client.ask(`${page}?token=${token}`, {
        method,
        headers: { accept: 'text/html' },
      });
      expect(letsIn(answer)).toBe(false);
    }
    for (let time = 0; time < 3; time += 1) expect(await look(token)).toBe(200);
  });

  it('is over after a day, and after a newer one', async () => {
    const { person, token } = await given();
    await pair.query('SELECT 1');
    const { username } = person;
    await new Visitor(pair.first.url).enroll(username, `${username}-password`, pair.clock.now);
    const newer = await reset(person);
    expect([await look(token), await look(newer)]).toEqual([410, 200]);
    pair.clock.pass(24 * hour);
    expect(await look(newer)).toBe(410);
    expect(await eventsOf(person.userKey)).not.toContain('reset_link.used');
  });

  it('is not found by guessing, and not kept anywhere in the clear', async () => {
    const { token } = await given();
    const other = token.startsWith('A') ? 'B' : 'A';
    for (const guess of ['', 'x', other + token.slice(1), token.slice(1), `${token}x`, '%00', '../../']) {
      expect(await look(encodeURIComponent(guess))).toBe(410);
    }
    const rows = await pair.query<{ token_hash: string }>('SELECT token_hash FROM reset_links');
    expect(rows.map(({ token_hash }) => token_hash)).not.toContain(token);
    expect(await look(rows[0]?.token_hash ?? '')).toBe(410);
  });

  it('is nothing to somebody else, whose session stays as it is', async () => {
    const { token, person } = await given();
    const other = await enrolled();
    const { username } = other;
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn(username, `${username}-password`);
    const shown = await follow(visitor, token);
    expect(shown.status).toBe(403);
    expect(shown.text).not.toContain(person.username);
    expect(shown.text).not.toContain('<form method="post" action="/plugins/servlet/two-step/set-up-again"');
    const mine = formsOf((await follow(new Visitor(pair.first.url), token)).text)[0]?.hidden ?? {};
    expect((await visitor.submit(page, mine)).status).toBe(403);
    expect((await visitor.open('/browse/DEMO-1')).headers.location).toContain('/challenge');
    expect(await look(token)).toBe(200);
  });

  it('wants its own form', async () => {
    const { token } = await given();
    const visitor = new Visitor(pair.first.url);
    await follow(visitor, token);
    for (const forged of ['', 'x', token])
      expect((await visitor.submit(page, { token: forged })).status).toBe(410);
  });

  it('leads to the address of the configuration, whatever host the request named', async () => {
    const { token } = await given();
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', accept: 'text/html' };
    const visitor = new Visitor(pair.first.url);
    const first = await visitor.client.ask(`${page}?token=${token}`, { headers });
    expect(first.headers.location).toBe(page);
    const shown = await visitor.client.ask(page, { headers });
    expect(shown.text).not.toContain('evil.example');
  });

  it('shows its token in no address that is passed on, in no log, and not to Jira', async () => {
    const lines: string[] = [];
    const { token, person } = await given();
    const env = { JIRA_URL: pair.jira.url, DATABASE_URL: pair.databaseUrl, REDIS_URL: pair.redis.url };
    const gate = await startGateHere({ ...env, PUBLIC_URL: publicUrl }, pair.clock.read, undefined, (line) =>
      lines.push(line),
    );
    try {
      const visitor = new Visitor(gate.url);
      const first = await visitor.open(`${page}?token=${token}`);
      expect(first.headers.location).toBe(page);
      expect(first.headers['referrer-policy']).toBeDefined();
      expect(first.headers['cache-control']).toContain('no-store');
      const shown = await visitor.follow(first);
      expect(shown.text).not.toContain(token);
      const pressed = await visitor.answerForm(shown, {});
      expect(pressed.headers.location).not.toContain(token);
      await setUp(visitor, person.username);
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.join('')).not.toContain(token);
    } finally {
      await gate.close();
    }
  });
});
