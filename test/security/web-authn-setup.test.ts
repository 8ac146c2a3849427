/**
 * Attack: get a key registered that its owner did not register here: answered to another site or another session, of
 * an algorithm that nobody checks, under the name of a key that somebody has. And bodies that make the reader of JSON
 * or CBOR fall over.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letsIn, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { type Site, Visitor } from '../support/gate/index.ts';
import {
  attestationNone,
  cborHead,
  type KeyOptions,
  keyOptionsIn,
  registerKey,
  SoftKey,
  showKey,
  type Twist,
} from '../support/gate/soft-key.ts';
import { stateOf } from '../support/gate/state-of.ts';
import { sendBytes } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const origin = 'http://jira.localhost:8080';

describe('a key that is set up', () => {
  let pair: GatePair;
  let site: Pick<Site, 'jira' | 'gate' | 'clock'>;
  let alice: Visitor;
  let key: SoftKey;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: origin });
    site = { jira: pair.jira, gate: pair.first, clock: pair.clock };
    alice = new Visitor(site.gate.url);
    await alice.enroll('alice', 'alice-password', site.clock.now);
    key = new SoftKey({ origin });
    await registerKey(alice, key);
  });
  // How many wrong answers one address may give within a minute is another file's matter.
  beforeEach(() => sendBytes(pair.redis.port, 'DEL two-step:address:127.0.0.1\r\nQUIT\r\n'));
  afterAll(() => pair?.close());

  const keys = async () => (await stateOf(site)).rows.authenticators;
  const failures = async () =>
    (await stateOf(site)).rows.audit_events?.filter(
      (event) => (event as { type: string }).type === 'factor.failed',
    ).length ?? 0;
  /** Refused at the setup of one more key, counted, and without effect; an honest one after it is taken. */
  const expectRefused = async (make: (options: KeyOptions) => string) => {
    const form = await alice.open(`${pages}/add?method=key`);
    const [before, counted] = [await keys(), await failures()];
    const answer = await alice.answerForm(form, { response: make(keyOptionsIn(form)) });
    expect(answer.status).toBe(200);
    expect(await keys()).toEqual(before);
    expect(await failures()).toBe(counted + 1);
    site.clock.pass(1_000);
    await registerKey(alice, new SoftKey({ origin }));
    await removeNewest();
  };
  const removeNewest = async () => {
    const profile = await alice.open(`${pages}/profile`);
    const ids = [...profile.text.matchAll(/\/remove\?id=([0-9a-f-]{36})/g)].map(([, id]) => id);
    const question = await alice.open(`${pages}/remove?id=${ids.at(-1)}`);
    expect((await alice.answerForm(question, {})).headers.location).toContain('done=removed');
  };

  it.each<[string, Twist]>([
    ['at https', { origin: 'https://jira.localhost:8080' }],
    ['at another port', { origin: 'http://jira.localhost:1' }],
    ['at a domain below', { origin: 'http://evil.jira.localhost:8080' }],
    ['elsewhere', { origin: 'https://evil.example' }],
    ['nowhere', { origin: 'null' }],
    ['in a frame of another site', { crossOrigin: true, topOrigin: 'https://evil.example' }],
    ['in a frame', { crossOrigin: true }],
    ['for another site', { rpId: 'evil.example' }],
    ['for the domain above', { rpId: 'localhost' }],
    ['in a login', { type: 'webauthn.get' }],
    ['with a challenge of its own', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['without a challenge', { challenge: undefined }],
    ['without anybody there', { userPresent: false }],
    ['as copied, though it cannot be', { backedUp: true }],
    ['under two names', { rawId: 'AAAA' }],
    ['under the name of another', { id: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('%s is not taken', async (_, twist) => {
    await expectRefused((options) => new SoftKey({ origin }).create(options, twist));
  });

  it('with an algorithm that was not offered is not taken', async () => {
    await expectRefused((options) => new SoftKey({ origin, algorithm: 'ES384' }).create(options));
  });

  it('with padding behind the challenge, or with that of another login, is not taken', async () => {
    await expectRefused((options) =>
      new SoftKey({ origin }).create(options, { challenge: `${options.challenge}=` }),
    );
    const bob = new Visitor(site.gate.url);
    await bob.logIn('bob', 'bob-password');
    const { challenge } = keyOptionsIn(await bob.open(`${pages}/enroll?method=key`));
    await expectRefused((options) => new SoftKey({ origin }).create(options, { challenge }));
  });

  it('is not taken twice, nor by a second person, be it their first or one more', async () => {
    await expectRefused((options) => key.create(options));
    const bob = new Visitor(site.gate.url);
    await bob.logIn('bob', 'bob-password');
    const impostor = new SoftKey({ origin, id: Buffer.from(key.id, 'base64url') });
    const before = await stateOf(site);
    for (const one of [key, impostor]) {
      const form = await bob.open(`${pages}/enroll?method=key`);
      const answer = await bob.answerForm(form, { response: one.create(keyOptionsIn(form)) });
      expect(answer.status).toBe(200);
      expect(letsIn(answer)).toBe(false);
    }
    const after = await stateOf(site);
    expect(after.rows.authenticators).toEqual(before.rows.authenticators);
    expect(after.rows['"AO_ED669C_TOTP_USER_ENROLLMENT"']).toEqual(
      before.rows['"AO_ED669C_TOTP_USER_ENROLLMENT"'],
    );
    const own = new SoftKey({ origin });
    expect(letsIn(await registerKey(bob, own, 'enroll'))).toBe(true);
    const taken = await keys();
    const form = await bob.open(`${pages}/add?method=key`);
    expect((await bob.answerForm(form, { response: impostor.create(keyOptionsIn(form)) })).status).toBe(200);
    expect(await keys()).toEqual(taken);
    const back = new Visitor(site.gate.url);
    await back.logIn('alice', 'alice-password');
    expect(letsIn(await showKey(back, key))).toBe(true);
  });

  it('was set up in one session, and is confirmed in no other', async () => {
    const other = new Visitor(site.gate.url);
    await other.logIn('alice', 'alice-password');
    await showKey(other, key);
    const form = await alice.open(`${pages}/add?method=key`);
    const before = await keys();
    const response = new SoftKey({ origin }).create(keyOptionsIn(form));
    await other.open(`${pages}/add?method=key`);
    expect((await other.answerForm(form, { response })).status).toBe(200);
    expect(await keys()).toEqual(before);
  });

  const nested = (open: string, depth: number, close = '') => open.repeat(depth) + close.repeat(depth);
  const bodies: [string, string][] = [
    ['nothing in it', '{}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['half of it', '{"id":"'],
    ['lists in lists', nested('[', 8_000, ']')],
    ['objects in objects', `${nested('{"response":', 1_000)}{}${nested('}', 1_000)}`],
    ['prototypes', '{"__proto__":{"id":"x"},"constructor":{"prototype":{}}}'],
    ['other types', '{"id":[],"rawId":{},"type":1,"response":"x"}'],
    ['an id of objects', '{"id":{"toString":1},"rawId":"x","type":"public-key","response":{}}'],
    ['15 kilobytes', 'x'.repeat(15_000)],
    ['20 kilobytes', 'x'.repeat(20_000)],
    ['wide characters', '\u{1f511}\u0000\ud800'],
  ];

  it.each(bodies)('with a body that is %s is no failure of ours, nor is a login with it', async (_, body) => {
    const mary = new Visitor(site.gate.url);
    await mary.logIn('alice', 'alice-password');
    const before = await keys();
    for (const [visitor, page] of [
      [alice, 'add'],
      [mary, 'challenge'],
    ] as const) {
      const form = await visitor.open(`${pages}/${page}?method=key`);
      const answer = await visitor.answerForm(form, { response: body });
      expect(answer.status).toBeLessThan(500);
      expect(letsIn(answer)).toBe(false);
    }
    expect(await keys()).toEqual(before);
    expect(await personSeen(mary)).toBeUndefined();
    site.clock.pass(16 * 60_000);
    const again = new Visitor(site.gate.url);
    await again.logIn('alice', 'alice-password');
    await showKey(again, key);
    alice = again;
  });

  const head = (length: number, flags: number) =>
    Buffer.concat([Buffer.alloc(32), Buffer.from([flags]), Buffer.alloc(length)]);
  it.each<[string, Twist]>([
    ['lists in lists', { attestationObject: Buffer.alloc(9_000, 0x81) }],
    ['maps in maps', { attestationObject: Buffer.alloc(9_000, 0xa1) }],
    ['tags on tags', { attestationObject: Buffer.alloc(9_000, 0xc1) }],
    ['lists without an end', { attestationObject: Buffer.alloc(9_000, 0x9f) }],
    ['a list longer than memory', { attestationObject: Buffer.from('9bffffffffffffffff', 'hex') }],
    ['a map longer than memory', { attestationObject: Buffer.from('bbffffffffffffffff', 'hex') }],
    ['a text longer than itself', { attestationObject: Buffer.from('7b0000000fffffffff', 'hex') }],
    ['bytes longer than itself', { attestationObject: Buffer.from('5affffffff', 'hex') }],
    ['nothing', { attestationObject: Buffer.alloc(0) }],
    ['a number', { attestationObject: cborHead(0, 1) }],
    ['an empty map', { attestationObject: cborHead(5, 0) }],
    ['no data', { attestationObject: attestationNone(Buffer.alloc(0)) }],
    ['too little data', { attestationObject: attestationNone(head(3, 0x41)) }],
    ['a key without an end', { attestationObject: attestationNone(head(20, 0x41)) }],
    [
      'an id longer than all',
      { attestationObject: attestationNone(Buffer.concat([head(20, 0x41), Buffer.from('ffff', 'hex')])) },
    ],
    ['extensions that are not there', { attestationObject: attestationNone(head(4, 0x81)) }],
    [
      'lists in lists where the key should be',
      {
        attestationObject: attestationNone(
          Buffer.concat([head(20, 0x41), Buffer.from('0001aa', 'hex'), Buffer.alloc(8_000, 0x81)]),
        ),
      },
    ],
  ])('with CBOR that is %s is refused like a wrong one', async (_, twist) => {
    await expectRefused((options) => new SoftKey({ origin }).create(options, twist));
  });
});
