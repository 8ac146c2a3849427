/**
 * Attack: use the link "it was not me" out of a mail, or a made-up one: to get in, to throw somebody else out, or just by
 * having a mail scanner look at it. And outrun it, once its owner has pressed the button.
 */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, Visitor, waitFor } from '../support/gate/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';
import { startWire, type Wire } from '../support/servers/wire.ts';

const notMe = '/plugins/servlet/two-step/not-me';
const challenge = '/plugins/servlet/two-step/challenge';
const publicUrl = 'http://jira.localhost:8080';
const day = 24 * 60 * 60_000;

type Person = {
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly visitor: Visitor;
};

describe('the link for "it was not me"', () => {
  let pair: GatePair;
  let smtp: TestSmtp;
  let wire: Wire;
  let people = 0;
  let alice: Person;
  let link: string;
  beforeAll(async () => {
    smtp = await startSmtp();
    const env = { PUBLIC_URL: publicUrl, SMTP_URL: smtp.url, MAIL_FROM: 'jira@example.com' };
    pair = await startPair(env, { crowd: 60 });
    wire = await startWire(pair.redis.port);
  });
  beforeEach(async () => {
    alice = await enroll();
    link = await linkTo(alice);
  });
  afterAll(async () => {
    await pair?.close();
    await wire?.close();
    await smtp?.close();
  });

  /** Enrolled, and logged in with a remembered browser. */
  const enroll = async (): Promise<Person> => {
    people += 1;
    const name = `user${people}`;
    const { secret } = await new Visitor(pair.first.url).enroll(name, `${name}-password`, pair.clock.now);
    pair.clock.pass(30_000);
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn(name, `${name}-password`);
    const page = await visitor.open(challenge);
    await visitor.answerForm(page, { code: codeAt(secret, pair.clock.now), remember: 'yes' });
    return { name, key: `JIRAUSER${30_000 + people}`, secret, visitor };
  };
  /** Out of the mail that came at the setup. */
  const linkTo = async ({ name }: Person) => {
    const { text } = await smtp.waitForMail(({ to }) => to[0] === `${name}@example.com`);
    const found = /http\S+\/not-me\?token=(\S+)/.exec(text);
    expect(found?.[0]).toBe(`${publicUrl}${notMe}?token=${found?.[1]}`);
    return decodeURIComponent(found?.[1] ?? '');
  };
  const look = (token: string, gate = pair.first) =>
    new Visitor(gate.url).open(`${notMe}?token=${encodeURIComponent(token)}`);
  /** Everything of a person that the link ends. */
  const alive = async ({ visitor, name, key }: Person) => ({
    here: await personSeen(visitor),
    there: await personSeen(copyOf(visitor, pair.second.url)),
    devices: (await pair.query('SELECT 1 FROM trusted_devices WHERE user_key = $1', [key])).length,
    name,
  });
  const expectAlive = async (person: Person) =>
    expect(await alive(person)).toEqual({
      here: person.name,
      there: person.name,
      devices: 1,
      name: person.name,
    });
  const expectOver = async (person: Person) =>
    expect(await alive(person)).toEqual({ here: undefined, there: undefined, devices: 0, name: person.name });

  it('changes nothing while it is only looked at, however', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])
      await new Visitor(pair.first.url).client.ask(`${notMe}?token=${encodeURIComponent(link)}`, {
        method,
        headers: { accept: 'text/html' },
      });
    const query = new URLSearchParams({
      link,
      token: formsOf((await look(link)).text)[0]?.hidden.token ?? '',
    });
    await new Visitor(pair.first.url).open(`${notMe}?${query}`);
    await expectAlive(alice);
  });

  it('ends what its owner has, when the button is pressed, and nothing of anybody else', async () => {
    const bob = await enroll();
    const stranger = new Visitor(pair.second.url);
    const answer = await stranger.answerForm(await look(link, pair.second), {});
    expect(answer.status).toBe(200);
    await expectOver(alice);
    await expectAlive(bob);
    const events = await pair.query(
      `SELECT 1 FROM audit_events WHERE type = 'session.ended' AND target_key = $1`,
      [alice.key],
    );
    expect(events).toHaveLength(1);
  });

  it('lets nobody in, and takes no factor away', async () => {
    const stranger = new Visitor(pair.first.url);
    const pages = [await look(link), await stranger.answerForm(await look(link), {})];
    for (const page of pages) {
      expect(page.headers['set-cookie'] ?? []).toEqual([]);
      expect(page.text).not.toContain(alice.name);
      expect(page.headers['cache-control']).toContain('no-store');
      expect(page.headers['referrer-policy']).toBe('same-origin');
    }
    expect(await personSeen(stranger)).toBeUndefined();
    const again = new Visitor(pair.first.url);
    await again.logIn(alice.name, `${alice.name}-password`);
    expect((await again.open('/browse/DEMO-1')).headers.location).toContain('/challenge');
    pair.clock.pass(30_000);
    const code = codeAt(alice.secret, pair.clock.now);
    expect(letsIn(await again.answerForm(await again.open(challenge), { code }))).toBe(true);
  });

  it('is made by us: one that was put together opens nothing', async () => {
    const [body = '', mark = ''] = link.split('.');
    const bob = await enroll();
    const other = await linkTo(bob);
    const bodyOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      '',
      '.',
      body,
      `${body}.`,
      `${body}.${mark}x`,
      `${body}.${mark.slice(1)}`,
      `${body}.${mark}.${mark}`,
      `${body}=.${mark}`,
      `${other.split('.')[0]}.${mark}`,
      `${bodyOf({ userKey: alice.key, until: Number.MAX_SAFE_INTEGER })}.${mark}`,
      `${bodyOf({ userKey: alice.key, until: null })}.`,
      `${bodyOf('__proto__')}.${mark}`,
      'x'.repeat(4_000),
      `${link}${'x'.repeat(1_000)}`,
    ];
    const { token = '' } = formsOf((await look(link)).text)[0]?.hidden ?? {};
    for (const one of forged) {
      expect((await look(one)).status).toBe(410);
      const posted = await new Visitor(pair.first.url).submit(notMe, { link: one, token });
      expect(posted.status).toBe(410);
    }
    await expectAlive(alice);
    await expectAlive(bob);
  });

  it('wants its own form: the token of another link does not do', async () => {
    const bob = await enroll();
    const ofBob = formsOf((await look(await linkTo(bob))).text)[0]?.hidden ?? {};
    for (const token of ['', 'x', ofBob.token ?? 'none', link]) {
      expect((await new Visitor(pair.first.url).submit(notMe, { link, token })).status).toBe(410);
    }
    await expectAlive(alice);
    await expectAlive(bob);
  });

  it('is over after seven days', async () => {
    const page = await look(link);
    pair.clock.pass(7 * day);
    expect((await look(link)).status).toBe(410);
    expect((await new Visitor(pair.first.url).answerForm(page, {})).status).toBe(410);
    const devices = await pair.query('SELECT 1 FROM trusted_devices WHERE user_key = $1', [alice.key]);
    expect(devices).toHaveLength(1);
  });

  it('leads to the address of the configuration, whatever host the request named', async () => {
    smtp.clear();
    const bob = await enroll();
    await smtp.waitForMail(({ to }) => to[0] === `${bob.name}@example.com`);
    smtp.clear();
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', accept: 'text/html' };
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn(bob.name, `${bob.name}-password`);
    for (let wrong = 0; wrong < 5; wrong += 1) {
      const page = await visitor.client.ask(challenge, { headers });
      const form = { ...formsOf(page.text)[0]?.hidden, code: '000000' };
      await visitor.client.ask(challenge, { form, headers });
    }
    const { text, html } = await smtp.waitForMail(({ to }) => to[0] === `${bob.name}@example.com`);
    expect(text + html).not.toContain('evil.example');
    expect(text).toContain(`${publicUrl}${notMe}?token=`);
    expect(text + html).not.toContain('000000');
  });

  it('is not outrun by a remembered browser that is on its way in', async () => {
    const slow = await pair.startGate({ REDIS_URL: `redis://127.0.0.1:${wire.port}` });
    const thief = new Visitor(slow.url);
    await thief.logIn(alice.name, `${alice.name}-password`);
    thief.client.cookies.set('two-step-device', alice.visitor.client.cookies.get('two-step-device') ?? '');
    wire.slow(400);
    try {
      const entering = thief.open(challenge);
      const used = 'SELECT 1 FROM trusted_devices WHERE user_key = $1 AND counter = 2';
      await waitFor(async () => (await pair.query(used, [alice.key])).length === 1);
      expect((await new Visitor(pair.first.url).answerForm(await look(link), {})).status).toBe(200);
      expect((await entering).status).toBeLessThan(500);
    } finally {
      wire.slow(0);
    }
    expect(await personSeen(copyOf(thief, pair.second.url))).toBeUndefined();
  });

  /** Presses the button while something waits at the person's row in the database. */
  const pressDuring = async <T>(start: () => Promise<T>): Promise<T> => {
    const holder = new pg.Client({ connectionString: pair.databaseUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1 FOR UPDATE', [
        alice.key,
      ]);
      const started = start();
      const waiting = `SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await waitFor(async () => (await pair.query(waiting)).length > 0);
      expect((await new Visitor(pair.second.url).answerForm(await look(link), {})).status).toBe(200);
      await holder.query('COMMIT');
      return await started;
    } finally {
      await holder.end();
    }
  };
  const code = () => {
    pair.clock.pass(30_000);
    return codeAt(alice.secret, pair.clock.now);
  };

  it('is not outrun by a confirmation that is under way with a token', async () => {
    const headers = { authorization: `Bearer pat-${alice.name}` };
    const rest = (path: string, json?: unknown) =>
      new Visitor(pair.first.url).client.ask(`/rest/tsv/1.0/${path}`, json ? { headers, json } : { headers });
    const before = await rest('elevate-permissions/totp', { totpCode: code() });
    expect(before.status).toBe(204);
    expect((await rest('elevate-permissions')).status).toBe(204);
    const late = { totpCode: code() };
    const answer = await pressDuring(() => rest('elevate-permissions/totp', late));
    expect(answer.status).toBe(204);
    expect((await rest('elevate-permissions')).status).toBe(401);
  });

  it('is not outrun by a move to another phone that is under way by REST', async () => {
    const { client } = alice.visitor;
    const post = (path: string, json: unknown) => client.ask(`/rest/tsv/1.0/${path}`, { json });
    expect((await post('elevate-permissions/totp', { totpCode: code() })).status).toBe(204);
    const begun = (await post('totp/start-enrollment-update', {})).json() as Record<string, string>;
    const totpCode = codeAt(begun.secret ?? '', pair.clock.now);
    const { conversationId } = begun;
    const answer = await pressDuring(() =>
      post('totp/complete-enrollment-update', { conversationId, totpCode }),
    );
    expect(answer.status).toBe(200);
    expect(await personSeen(alice.visitor)).toBeUndefined();
    expect((await post('totp/recovery-code/rotate', {})).status).toBe(401);
  });
});
