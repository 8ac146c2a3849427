/**
 * Attack: an answer of a security key that was not given here and now: collected by a phishing page or a frame, kept
 * from another login, made by somebody else's key, by a copy of the key, or put together by hand.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, Visitor } from '../support/gate/index.ts';
import { type KeyOptions, keyOptionsIn, registerKey, SoftKey, type Twist } from '../support/gate/soft-key.ts';
import { sendBytes } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const origin = 'http://jira.localhost:8080';

describe('a security key', () => {
  let pair: GatePair;
  let owner: Visitor;
  let secret: string;
  let key: SoftKey;
  let bobs: SoftKey;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: origin });
    owner = new Visitor(pair.first.url);
    ({ secret } = await owner.enroll('alice', 'alice-password', pair.clock.now));
    key = new SoftKey({ origin });
    await registerKey(owner, key);
    bobs = new SoftKey({ origin });
    const bob = new Visitor(pair.first.url);
    await bob.enroll('bob', 'bob-password', pair.clock.now);
    await registerKey(bob, bobs);
  });
  // How many wrong answers one address may give within a minute is another file's matter.
  beforeEach(() => sendBytes(pair.redis.port, 'DEL two-step:address:127.0.0.1\r\nQUIT\r\n'));
  afterAll(() => pair?.close());

  const logIn = async (name = 'alice', gate = pair.first) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const asked = (visitor: Visitor) => visitor.open(`${pages}/challenge?method=key`);
  /** Opens the page anew, and posts what is made of it. */
  const show = async (visitor: Visitor, make: (options: KeyOptions) => string) => {
    const page = await asked(visitor);
    return visitor.answerForm(page, { response: make(keyOptionsIn(page)) });
  };
  const state = async () => [
    await pair.query('SELECT * FROM authenticators ORDER BY id'),
    await pair.query('SELECT * FROM verified_logins ORDER BY session_key'),
    await pair.query('SELECT * FROM trusted_devices'),
  ];
  /** Refused, without any effect but that it counts; the honest answer to a new page lets in. */
  const expectRefused = async (make: (options: KeyOptions, visitor: Visitor) => string | Promise<string>) => {
    const visitor = await logIn();
    const page = await asked(visitor);
    const [before, looks] = [await state(), await pair.lookedAt('alice')];
    const response = await make(keyOptionsIn(page), visitor);
    const answer = await visitor.answerForm(page, { response, remember: 'yes' });
    expect(answer.status).toBe(200);
    expect(letsIn(answer)).toBe(false);
    expect(answer.text).toContain('4 attempts left');
    expect(await personSeen(visitor)).toBeUndefined();
    expect(await pair.lookedAt('alice')).toBe(looks + 1);
    expect(await state()).toEqual(before);
    expect(letsIn(await show(visitor, (options) => key.get(options)))).toBe(true);
    expect(await personSeen(visitor)).toBe('alice');
  };

  it.each([
    'https://jira.localhost:8080',
    'http://jira.localhost',
    'http://jira.localhost:8081',
    'http://evil.jira.localhost:8080',
    'http://localhost:8080',
    'http://jira.localhost.:8080',
    'http://evil.example',
    'http://jira.localhost:8080.evil.example',
    'http://jira.localhost:8080@evil.example',
    'http://jira.localhost:8080/',
    'HTTP://JIRA.LOCALHOST:8080',
    'android:apk-key-hash:x',
    'null',
    '',
  ])('used at "%s" opens nothing here', async (elsewhere) => {
    await expectRefused((options) => key.get(options, { origin: elsewhere }));
  });

  it.each<[string, Twist]>([
    ['in a frame of another site', { crossOrigin: true, topOrigin: 'https://evil.example' }],
    ['in a frame, where the browser does not say of whom', { crossOrigin: true }],
    ['in a frame of ours', { crossOrigin: true, topOrigin: origin }],
    ['below another site that is said to be no frame', { topOrigin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for the domain above', { rpId: 'localhost' }],
    ['for a domain below', { rpId: 'a.jira.localhost' }],
    ['for nobody', { rpId: '' }],
    ['in a registration', { type: 'webauthn.create' }],
    ['in a payment', { type: 'payment.get' }],
    ['without anybody there', { userPresent: false }],
    ['without anybody there, but verified', { userPresent: false, userVerified: true }],
    ['as another kind of key', { backupEligible: true }],
    ['as a copied one of that kind', { backupEligible: true, backedUp: true }],
    ['as a copied one that cannot be copied', { backedUp: true }],
    ['with a broken signature', { signature: Buffer.from('30060201010201ff', 'hex') }],
    ['without a signature', { signature: Buffer.alloc(0) }],
    ['under another name', { rawId: 'AAAA' }],
    ['with half of the data', { authenticatorData: Buffer.alloc(20) }],
  ])('used %s opens nothing', async (_, twist) => {
    await expectRefused((options) => key.get(options, twist));
  });

  it.each<[string, (challenge: string) => string | undefined]>([
    ['none', () => undefined],
    ['an empty one', () => ''],
    ['it with padding', (challenge) => `${challenge}=`],
    ['it with a blank', (challenge) => ` ${challenge}`],
    ['it in another case', (challenge) => challenge.toLowerCase()],
    ['a part of it', (challenge) => challenge.slice(0, 20)],
    ['it twice', (challenge) => challenge + challenge],
    ['it, encoded again', (challenge) => Buffer.from(challenge).toString('base64url')],
  ])('that was asked %s has not answered the challenge', async (_, change) => {
    await expectRefused((options) => key.get(options, { challenge: change(options.challenge) }));
  });

  it('is asked anew in every login: the challenge of one opens no other', async () => {
    const other = keyOptionsIn(await asked(await logIn('alice', pair.second)));
    await expectRefused((options) => key.get(options, { challenge: other.challenge }));
    const ofBob = keyOptionsIn(await asked(await logIn('bob')));
    await expectRefused((options) => key.get(options, { challenge: ofBob.challenge }));
  });

  it('is not asked in a setup, and a setup not in a login', async () => {
    const setup = keyOptionsIn(await owner.open(`${pages}/add?method=key`));
    await expectRefused((options) => key.get(options, { challenge: setup.challenge }));
    await expectRefused((options) => new SoftKey({ origin }).create(options));
    const visitor = await logIn();
    const { challenge } = keyOptionsIn(await asked(visitor));
    const form = await owner.open(`${pages}/add?method=key`);
    const before = await state();
    const made = new SoftKey({ origin }).create(keyOptionsIn(form), { challenge });
    expect((await owner.answerForm(form, { response: made })).status).toBe(200);
    expect(await state()).toEqual(before);
  });

  it('is asked anew for a change of settings: the challenge of a login confirms none, and the reverse', async () => {
    pair.clock.pass(11 * 60_000);
    const confirm = `${pages}/confirm?method=key`;
    const looking = keyOptionsIn(await owner.open(confirm));
    await expectRefused((options) => key.get(options, { challenge: looking.challenge }));
    const login = keyOptionsIn(await asked(await logIn()));
    const form = await owner.open(confirm);
    const crossed = key.get(keyOptionsIn(form), { challenge: login.challenge });
    expect((await owner.answerForm(form, { response: crossed })).status).toBe(200);
    expect((await owner.open(`${pages}/add`)).headers.location).toContain('/confirm');
    const again = await owner.open(confirm);
    expect((await owner.answerForm(again, { response: key.get(keyOptionsIn(again)) })).status).toBe(303);
    expect((await owner.open(`${pages}/add`)).status).toBe(200);
  });

  it('that has answered once has not answered again', async () => {
    const visitor = await logIn();
    const page = await asked(visitor);
    const response = key.get(keyOptionsIn(page));
    const thief = copyOf(visitor, pair.second.url);
    expect(letsIn(await visitor.answerForm(page, { response }))).toBe(true);
    expect(letsIn(await thief.answerForm(page, { response }))).toBe(false);
    await expectRefused(() => response);
    const late = copyOf(visitor, pair.second.url, ['JSESSIONID']);
    expect(letsIn(await show(late, () => response))).toBe(false);
  });

  it('that gave a wrong answer was asked: the right one to the same challenge comes too late', async () => {
    const visitor = await logIn();
    const page = await asked(visitor);
    const response = key.get(keyOptionsIn(page));
    await visitor.answerForm(page, { response: key.get(keyOptionsIn(page), { userPresent: false }) });
    expect(letsIn(await visitor.answerForm(page, { response }))).toBe(false);
    expect(letsIn(await show(visitor, (options) => key.get(options)))).toBe(true);
  });

  it("of somebody else opens nobody's login but theirs", async () => {
    await expectRefused((options) => bobs.get(options));
    await expectRefused((options) => bobs.get(options, { id: key.id }));
    await expectRefused((options) => new SoftKey({ origin }).get(options, { id: key.id }));
    const visitor = await logIn('bob');
    expect(letsIn(await show(visitor, (options) => key.get(options)))).toBe(false);
    expect(letsIn(await show(visitor, (options) => bobs.get(options)))).toBe(true);
  });

  it('does not open for its owner the login of somebody whose row it was copied into', async () => {
    const victim = new Visitor(pair.first.url);
    await victim.enroll('newname', 'newname-password', pair.clock.now);
    await registerKey(victim, new SoftKey({ origin }));
    await pair.query(
      `UPDATE authenticators SET data = (SELECT data FROM authenticators WHERE user_key = 'JIRAUSER10103'
         AND method = 'WEBAUTHN' ORDER BY added_at LIMIT 1)
       WHERE user_key = 'oldname' AND method = 'WEBAUTHN'`,
    );
    const visitor = await logIn('newname');
    const page = await asked(visitor);
    const open = formsOf(page.text).find(({ action }) => action.includes('/challenge'));
    const forged = { rpId: 'jira.localhost', challenge: 'AAAA' };
    const options = page.text.includes('data-web-authn') ? keyOptionsIn(page) : forged;
    const form = { ...open?.hidden, method: 'key', response: key.get(options) };
    expect(letsIn(await visitor.submit(`${pages}/challenge`, form))).toBe(false);
    expect(page.text).not.toContain('data-web-authn');
    expect(await personSeen(visitor)).toBeUndefined();
  });

  // A fifth wrong answer would end the login, and with it the one that wins.
  it('lets one of four in that answer with it at once on two gates', async () => {
    for (let round = 0; round < 8; round += 1) {
      const visitor = await logIn();
      const page = await asked(visitor);
      const response = key.get(keyOptionsIn(page));
      const before = await pair.query('SELECT * FROM verified_logins');
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, at) =>
          copyOf(visitor, at % 2 === 0 ? pair.first.url : pair.second.url).answerForm(page, { response }),
        ),
      );
      expect(answers.filter(letsIn)).toHaveLength(1);
      expect(await pair.query('SELECT * FROM verified_logins')).toHaveLength(before.length + 1);
    }
  });

  it('that was removed meanwhile opens nothing, and the login goes on with what is left', async () => {
    const spare = new SoftKey({ origin });
    const settings = await logIn();
    await show(settings, (options) => key.get(options));
    await registerKey(settings, spare);
    const [row] = await pair.query<{ id: string }>(
      `SELECT id FROM authenticators WHERE user_key = 'JIRAUSER10103' ORDER BY added_at DESC LIMIT 1`,
    );
    const pending = await logIn('alice', pair.second);
    const page = await asked(pending);
    const response = spare.get(keyOptionsIn(page));
    const question = await settings.open(`${pages}/remove?id=${row?.id}`);
    expect((await settings.answerForm(question, {})).headers.location).toContain('done=removed');
    expect(letsIn(await pending.answerForm(page, { response }))).toBe(false);
    expect(letsIn(await show(pending, (options) => spare.get(options)))).toBe(false);
    expect(letsIn(await show(await logIn(), (options) => key.get(options)))).toBe(true);
  });

  it('that does not count is taken again and again, and one that counted not without', async () => {
    const uncounted = new SoftKey({ origin, counts: false });
    const manager = new Visitor(pair.first.url);
    await manager.enroll('manager', 'manager-password', pair.clock.now);
    await registerKey(manager, uncounted);
    for (let round = 0; round < 3; round += 1) {
      expect(letsIn(await show(await logIn('manager'), (options) => uncounted.get(options)))).toBe(true);
    }
    expect(letsIn(await show(await logIn('manager'), (o) => uncounted.get(o, { counter: 7 })))).toBe(true);
    expect(letsIn(await show(await logIn('manager'), (options) => uncounted.get(options)))).toBe(false);
    const page = await asked(await logIn('manager'));
    expect(page.text).not.toContain('data-web-authn');
  });

  it.each<[string, string, number]>([
    ['where it was', 'carol', 0],
    ['behind', 'olga', -1],
    ['at nothing', 'admin', -1_000],
  ])(
    'whose counter stands %s is a copy: it is blocked on every gate, and nothing else is',
    async (_, name, step) => {
      const home = new Visitor(pair.first.url);
      const enrolled = await home.enroll(name, `${name}-password`, pair.clock.now);
      const copied = new SoftKey({ origin });
      await registerKey(home, copied);
      await show(await logIn(name), (options) => copied.get(options));
      const counter = Math.max(0, copied.counter + step);
      const thief = await logIn(name, pair.second);
      expect(letsIn(await show(thief, (options) => copied.get(options, { counter })))).toBe(false);
      for (const gate of [pair.first, pair.second]) {
        const visitor = await logIn(name, gate);
        const page = await visitor.open(`${pages}/challenge?method=key`);
        expect(page.text).not.toContain('data-web-authn');
      }
      const events = await pair.query(
        `SELECT 1 FROM audit_events WHERE type = 'authenticator.blocked' AND target_name = $1`,
        [name],
      );
      expect(events).toHaveLength(1);
      pair.clock.pass(60_000);
      const visitor = await logIn(name);
      const page = await visitor.open(`${pages}/challenge`);
      const code = codeAt(enrolled.secret, pair.clock.now);
      expect(letsIn(await visitor.answerForm(page, { code }))).toBe(true);
    },
  );

  it('leaves the authenticator app as it was', async () => {
    pair.clock.pass(60_000);
    const visitor = await logIn();
    const page = await visitor.open(`${pages}/challenge?method=app`);
    const code = codeAt(secret, pair.clock.now);
    expect(letsIn(await visitor.answerForm(page, { code }))).toBe(true);
  });
});
