/**
 * Attack: go on with a verified session at another gate after it was taken away at the first one, also when word of it
 * got lost on the way: the message in Redis, the notification of PostgreSQL, or both.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, type GateHere, Visitor, waitFor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { type DeafWire, startDeafWire } from '../support/servers/deaf-wire.ts';

const seconds = 1_000;
type Wires = { readonly redis: DeafWire; readonly database: DeafWire };

describe('a verified session that is taken away at one gate', () => {
  let pair: GatePair;
  let wires: Wires;
  let others: Record<
    'hears all' | 'hears no messages' | 'hears no notifications' | 'hears neither',
    GateHere
  >;
  let adminSecret: string;

  beforeAll(async () => {
    pair = await startPair();
    wires = {
      redis: await startDeafWire(pair.redis.url),
      database: await startDeafWire(pair.databaseUrl),
    };
    const REDIS_URL = wires.redis.url;
    const DATABASE_URL = wires.database.url;
    others = {
      'hears all': pair.second,
      'hears no messages': await pair.startGate({ REDIS_URL }),
      'hears no notifications': await pair.startGate({ DATABASE_URL }),
      'hears neither': await pair.startGate({ REDIS_URL, DATABASE_URL }),
    };
    const admin = new Visitor(pair.first.url);
    adminSecret = (await admin.enroll('admin', 'admin-password', pair.clock.now)).secret;
  });
  afterAll(async () => {
    await pair?.close();
    await wires?.redis.close();
    await wires?.database.close();
  });

  const revocations = {
    'an unenrollment': async (username: string) => {
      const target = `/rest/tsv/1.0/totp/unenroll/user/${encodeURIComponent(username)}`;
      const answer = await ask(pair.first.url, target, {
        method: 'DELETE',
        json: { totpCode: codeAt(adminSecret, pair.clock.now) },
        headers: { authorization: 'Bearer pat-admin' },
      });
      expect(answer.status).toBe(204);
    },
    "a database administrator's DELETE": (username: string) =>
      pair.query(
        `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
         WHERE "USER_KEY" = (SELECT user_key FROM app_user WHERE lower_user_name = lower($1))`,
        [username],
      ),
    'a log-out': async (_: string, visitor: Visitor) => {
      const token = visitor.client.cookies.get('atlassian.xsrf.token') ?? '';
      await visitor.open(`/secure/Logout!default.jspa?atl_token=${encodeURIComponent(token)}`);
    },
  };
  const messages = () => wires.redis.lost();
  const notifications = () => wires.database.lost();

  /** Each case has a person of its own. */
  it.each<[keyof typeof revocations, keyof typeof others, string, (() => number)[]]>([
    ['an unenrollment', 'hears all', 'alice', []],
    ['an unenrollment', 'hears no messages', 'bob', [messages]],
    ['an unenrollment', 'hears no notifications', 'carol', [notifications]],
    ['an unenrollment', 'hears neither', 'manager', [messages, notifications]],
    ["a database administrator's DELETE", 'hears all', 'olga', []],
    ["a database administrator's DELETE", 'hears no messages', 'newname', [messages]],
    ["a database administrator's DELETE", 'hears no notifications', 'mary jane', [notifications]],
    ["a database administrator's DELETE", 'hears neither', 'dave@example.com', [messages, notifications]],
    ['a log-out', 'hears all', 'jörg', []],
    ['a log-out', 'hears no messages', 'MixedCase', [messages]],
  ])('by %s is over at a gate that %s (%s)', async (what, which, username, losses) => {
    // For a code of the administrator's that was not used yet: from here on the clock stands.
    pair.clock.pass(30 * seconds);
    const person = pair.jira.people.find((one) => one.username === username);
    const visitor = new Visitor(pair.first.url);
    await visitor.enroll(username, person?.password ?? '', pair.clock.now);
    const elsewhere = copyOf(visitor, others[which].url);
    const isSeen = async () => (await personSeen(elsewhere)) !== undefined;
    await waitFor(isSeen, 5 * seconds, 'the verified session at the other gate');

    const before = losses.map((lost) => lost());
    await revocations[what](username, visitor);
    await waitFor(() => losses.every((lost, at) => lost() > (before[at] ?? 0)), 5 * seconds, 'the loss');
    // What nobody told it of, a gate finds out by asking again after three seconds.
    if (losses.length > 0) pair.clock.pass(4 * seconds);
    await waitFor(async () => !(await isSeen()), 3 * seconds, 'the end at the other gate');
  });
});

describe('a database administrator who takes a second factor away from the only gate', () => {
  let pair: GatePair;
  let wire: DeafWire;
  beforeAll(async () => {
    pair = await startPair();
    wire = await startDeafWire(pair.databaseUrl);
    await pair.first.close();
    await pair.second.close();
  });
  afterAll(async () => {
    await pair?.close();
    await wire?.close();
  });

  it('is heeded within a minute, though the notification got lost', async () => {
    const gate = await pair.startGate({ DATABASE_URL: wire.url });
    const alice = new Visitor(gate.url);
    await alice.enroll('alice', 'alice-password', pair.clock.now);
    expect(await personSeen(alice)).toBe('alice');
    const before = wire.lost();
    await pair.query('DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"');
    await waitFor(() => wire.lost() > before, 5 * seconds, 'the loss');
    pair.clock.pass(60 * seconds);
    expect((await alice.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });
});
