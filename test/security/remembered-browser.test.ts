/**
 * Attack: take the cookie of a browser that is not asked again for thirty days: copy it to another browser, give it to
 * somebody else, guess the next one, keep it for longer than it was meant for, or use it without the password or in
 * the place of a fresh proof.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOf, letsIn, personSeen, verifiedCookie } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, type GateHere, Visitor } from '../support/gate/index.ts';
import { registerKey, SoftKey } from '../support/gate/soft-key.ts';

const pages = '/plugins/servlet/two-step';
const deviceCookie = 'two-step-device';
const publicUrl = 'http://jira.localhost:8080';
const day = 24 * 60 * 60_000;

type Person = {
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly visitor: Visitor;
};

describe('a remembered browser', () => {
  let pair: GatePair;
  let people = 0;
  let alice: Person;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: publicUrl }, { crowd: 60 });
  });
  beforeEach(async () => {
    alice = await enroll();
  });
  afterAll(() => pair?.close());

  const enroll = async (): Promise<Person> => {
    people += 1;
    const name = `user${people}`;
    const visitor = new Visitor(pair.first.url);
    const { secret } = await visitor.enroll(name, `${name}-password`, pair.clock.now);
    return { name, key: `JIRAUSER${30_000 + people}`, secret, visitor };
  };
  const logIn = async ({ name }: Person, cookie?: string, gate: GateHere = pair.first) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(name, `${name}-password`);
    if (cookie !== undefined) visitor.client.cookies.set(deviceCookie, cookie);
    return visitor;
  };
  /** Password and code; answers what the browser holds then. */
  const remember = async (
    person: Person,
    tick: Record<string, string> = { remember: 'yes' },
    gate = pair.first,
  ) => {
    const visitor = await logIn(person, undefined, gate);
    pair.clock.pass(30_000);
    const page = await visitor.open(`${pages}/challenge?method=app`);
    const answer = await visitor.answerForm(page, { code: codeAt(person.secret, pair.clock.now), ...tick });
    expect(letsIn(answer)).toBe(true);
    return visitor.client.cookies.get(deviceCookie) ?? '';
  };
  /** Password and cookie; answers whether that was enough, and what the browser holds then. */
  const comeBack = async (person: Person, cookie: string, gate: GateHere = pair.second) => {
    const visitor = await logIn(person, cookie, gate);
    const answer = await visitor.open(`${pages}/challenge`);
    const inside = letsIn(answer);
    expect(await personSeen(visitor)).toBe(inside ? person.name : undefined);
    return { inside, cookie: visitor.client.cookies.get(deviceCookie) ?? '', visitor };
  };
  const events = async (type: string, { name }: Person) =>
    (await pair.query('SELECT 1 FROM audit_events WHERE type = $1 AND target_name = $2', [type, name]))
      .length;

  it('is let in on every gate, each time with another cookie, for thirty days and not for longer', async () => {
    const began = pair.clock.now;
    let cookie = await remember(alice);
    for (const [at, gate] of [pair.second, pair.first, pair.second].entries()) {
      pair.clock.now = began + (at + 1) * 9 * day;
      const back = await comeBack(alice, cookie, gate);
      expect(back.inside).toBe(true);
      expect(back.cookie).not.toBe(cookie);
      cookie = back.cookie;
    }
    pair.clock.now = began + 30 * day + 60_000;
    expect((await comeBack(alice, cookie)).inside).toBe(false);
  });

  it('is none without the tick, nor after a code on paper', async () => {
    for (const tick of [{}, { remember: '' }, { remember: 'no' }, { remember: 'true' }, { remember: 'on' }]) {
      expect(await remember(alice, tick as Record<string, string>)).toBe('');
    }
    const owner = new Visitor(pair.first.url);
    const { recoveryCode } = await owner.enroll('alice', 'alice-password', pair.clock.now);
    const paper = new Visitor(pair.first.url);
    await paper.logIn('alice', 'alice-password');
    const page = await paper.open(`${pages}/recover`);
    expect(letsIn(await paper.answerForm(page, { recoveryCode, remember: 'yes' }))).toBe(true);
    for (const visitor of [owner, paper]) expect(visitor.client.cookies.has(deviceCookie)).toBe(false);
    const rows = 'SELECT 1 FROM trusted_devices WHERE user_key IN ($1, $2)';
    expect(await pair.query(rows, [alice.key, 'JIRAUSER10103'])).toEqual([]);
  });

  it('does not carry security questions out of the network from which they are taken', async () => {
    const methods = { TSV_METHODS: 'TOTP,SECURITY_QUESTIONS' };
    const inside = await pair.startGate({ ...methods, TSV_QUESTION_NETWORKS: '127.0.0.0/8' });
    const outside = await pair.startGate({ ...methods, TSV_QUESTION_NETWORKS: '10.0.0.0/8' });
    const owner = copyOf(alice.visitor, inside.url);
    const setup = await owner.open(`${pages}/add?method=questions`);
    const answers = Object.fromEntries(
      [...setup.text.matchAll(/name="(answer-[\w-]+)"/g)].map(([, name = ''], at) => [
        name,
        `some answer ${at}`,
      ]),
    );
    expect((await owner.answerForm(setup, answers)).headers.location).toContain('done=added');
    const visitor = await logIn(alice, undefined, inside);
    const page = await visitor.open(`${pages}/challenge?method=questions`);
    expect(letsIn(await visitor.answerForm(page, { ...answers, remember: 'yes' }))).toBe(true);
    const cookie = visitor.client.cookies.get(deviceCookie) ?? '';
    expect((await comeBack(alice, cookie, outside)).inside).toBe(false);
  });

  it('is nothing to anybody else, and their try takes nothing away', async () => {
    const cookie = await remember(alice);
    const bob = await enroll();
    expect((await comeBack(bob, cookie)).inside).toBe(false);
    expect(await events('device.stolen', alice)).toBe(0);
    expect((await comeBack(alice, cookie)).inside).toBe(true);
  });

  it.each([
    ['the thief comes first', 0],
    ['the owner comes first', 1],
  ])('is copied: both are asked again, and the owner is told (%s)', async (_, ownerAt) => {
    const copied = await remember(alice);
    pair.clock.pass(60_000);
    const first = await comeBack(alice, copied, pair.first);
    expect(first.inside).toBe(true);
    pair.clock.pass(11_000);
    const second = await comeBack(alice, copied, pair.second);
    expect(second.inside).toBe(false);
    expect(second.cookie).toBe('');
    expect(await events('device.stolen', alice)).toBe(1);
    for (const cookie of [first.cookie, copied]) {
      expect((await comeBack(alice, cookie, ownerAt === 0 ? pair.first : pair.second)).inside).toBe(false);
    }
    expect(await pair.query('SELECT 1 FROM trusted_devices WHERE user_key = $1', [alice.key])).toEqual([]);
  });

  it('is not guessed: a cookie that was changed opens nothing, and the real one goes on', async () => {
    const cookie = await remember(alice);
    const [series = '', , mark = ''] = cookie.split('.');
    for (const forged of [
      `${series}.2.${mark}`,
      `${series}.0.${mark}`,
      `${series}.01.${mark}`,
      `${series}.1e0.${mark}`,
      `${series}.999999999.${mark}`,
      `${series}.1.${mark}x`,
      `${series}.1.`,
      `${series}.1`,
      `${series}.1.${mark}.`,
      `.1.${mark}`,
      series,
      mark,
      '',
      '__proto__.1.x',
      'x'.repeat(4_000),
      cookie.toLowerCase(),
    ]) {
      expect((await comeBack(alice, forged)).inside).toBe(false);
    }
    expect(await events('device.stolen', alice)).toBe(0);
    expect((await comeBack(alice, cookie)).inside).toBe(true);
  });

  it('restores all its tabs at once, on both gates, and one of them gets the cookie for the next time', async () => {
    let cookie = await remember(alice);
    for (let round = 0; round < 4; round += 1) {
      pair.clock.pass(60_000);
      const tabs = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          comeBack(alice, cookie, at % 2 === 0 ? pair.first : pair.second),
        ),
      );
      expect(tabs.map(({ inside }) => inside)).toEqual(tabs.map(() => true));
      const given = tabs.filter((tab) => tab.cookie !== cookie);
      expect(given).toHaveLength(1);
      cookie = given[0]?.cookie ?? '';
    }
    expect(await events('device.stolen', alice)).toBe(0);
  });

  const changes: [string, (home: Visitor) => Promise<unknown>][] = [
    [
      'a reset by an administrator',
      async () => {
        const admin = new Visitor(pair.first.url);
        const { secret } = await admin.enroll('admin', 'admin-password', pair.clock.now);
        pair.clock.pass(30_000);
        const json = { totpCode: codeAt(secret, pair.clock.now) };
        const target = `/rest/tsv/1.0/totp/unenroll/user/${alice.name}`;
        expect((await admin.client.ask(target, { method: 'DELETE', json })).status).toBe(204);
      },
    ],
    [
      'a DELETE by a database administrator',
      () => pair.query('DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1', [alice.key]),
    ],
    ['one more factor', (home) => registerKey(home, new SoftKey({ origin: publicUrl }))],
    [
      'the app on another phone',
      async (home) => {
        const page = await home.open(`${pages}/new-phone`);
        const secret = /secret=([A-Z2-7]{32})/.exec(page.text)?.[1] ?? '';
        const moved = await home.answerForm(page, { code: codeAt(secret, pair.clock.now) });
        expect(moved.headers.location).toContain('done=moved');
      },
    ],
  ];
  it.each(changes)('is asked again after %s', async (_, change) => {
    const visitor = await logIn(alice);
    pair.clock.pass(30_000);
    const page = await visitor.open(`${pages}/challenge?method=app`);
    const code = codeAt(alice.secret, pair.clock.now);
    await visitor.answerForm(page, { code, remember: 'yes' });
    const cookie = visitor.client.cookies.get(deviceCookie) ?? '';
    expect(cookie).not.toBe('');
    pair.clock.pass(60_000);
    await change(visitor);
    pair.clock.pass(60_000);
    expect((await comeBack(alice, cookie)).inside).toBe(false);
    const again = new Visitor(pair.first.url);
    await again.enroll(alice.name, `${alice.name}-password`, pair.clock.now).catch(() => undefined);
    expect((await comeBack(alice, cookie)).inside).toBe(false);
  });

  it('is asked again after one of its factors was removed', async () => {
    await registerKey(alice.visitor, new SoftKey({ origin: publicUrl }));
    const cookie = await remember(alice);
    const fresh = await logIn(alice);
    pair.clock.pass(30_000);
    const page = await fresh.open(`${pages}/challenge?method=app`);
    await fresh.answerForm(page, { code: codeAt(alice.secret, pair.clock.now) });
    const question = await fresh.open(`${pages}/remove?id=app`);
    expect((await fresh.answerForm(question, {})).headers.location).toContain('done=removed');
    expect((await comeBack(alice, cookie)).inside).toBe(false);
  });

  it('is judged by what the site wants now: fewer days, none, another method', async () => {
    const oneDay = await pair.startGate({ TSV_REMEMBER_DAYS: '1' });
    const never = await pair.startGate({ TSV_REMEMBER_DAYS: '0' });
    const keysOnly = await pair.startGate({ TSV_METHODS: 'WEBAUTHN' });
    let cookie = await remember(alice);
    expect((await comeBack(alice, cookie, never)).inside).toBe(false);
    expect(await remember(alice, { remember: 'yes' }, never)).toBe('');
    const soon = await comeBack(alice, cookie, oneDay);
    expect(soon.inside).toBe(true);
    pair.clock.pass(day);
    cookie = soon.cookie;
    expect((await comeBack(alice, cookie, oneDay)).inside).toBe(false);
    const other = await remember(alice);
    expect((await comeBack(alice, other, keysOnly)).inside).toBe(false);
  });

  it('still needs the password: a log-out, a made-up session or none leads to the login', async () => {
    const cookie = await remember(alice);
    const { visitor } = await comeBack(alice, cookie);
    const page = await visitor.open(`${pages}/profile`);
    await visitor.submit(`${pages}/logout`, {
      token: /action="[^"]*\/logout".*?name="token" value="([^"]*)"/s.exec(page.text)?.[1] ?? '',
    });
    expect(visitor.client.cookies.has('JSESSIONID')).toBe(false);
    expect(visitor.client.cookies.has(deviceCookie)).toBe(true);
    const device = visitor.client.cookies.get(deviceCookie) ?? '';
    for (const session of [undefined, 'x', '0123456789ABCDEF0123456789ABCDEF']) {
      const bare = new Visitor(pair.first.url);
      bare.client.cookies.set(deviceCookie, device);
      if (session !== undefined) bare.client.cookies.set('JSESSIONID', session);
      expect((await bare.open(`${pages}/challenge`)).headers.location).toContain('/login.jsp');
      expect(bare.client.cookies.has(verifiedCookie)).toBe(false);
    }
    const stranger = new Visitor(pair.first.url);
    stranger.client.cookies.set(deviceCookie, device);
    await stranger.logIn(alice.name, 'wrong');
    expect(letsIn(await stranger.open(`${pages}/challenge`))).toBe(false);
    expect((await comeBack(alice, device)).inside).toBe(true);
  });

  it('does nothing for requests that are not a look at the challenge, nor where another site looks', async () => {
    const cookie = await remember(alice);
    const visitor = await logIn(alice, cookie);
    const target = '/rest/api/2/myself';
    expect((await visitor.client.ask(target)).status).toBe(401);
    const headers = { accept: 'text/html', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' };
    expect((await visitor.client.ask(`${pages}/challenge`, { headers })).status).toBe(403);
    expect(visitor.client.cookies.get(deviceCookie)).toBe(cookie);
    expect(await personSeen(visitor)).toBeUndefined();
  });

  it('has shown nothing by which its owner could change how they log in', async () => {
    const { visitor, inside } = await comeBack(alice, await remember(alice));
    expect(inside).toBe(true);
    for (const page of ['add', 'new-phone', 'remove?id=app'])
      expect((await visitor.open(`${pages}/${page}`)).headers.location).toContain('/confirm');
  });
});
