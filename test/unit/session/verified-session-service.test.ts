import { beforeEach, describe, expect, it } from 'vitest';
import { hour, second } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { type IssueInput, type Revocation, VerifiedSessionService } from '../../../proxy/session/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { buildKeyRing, buildPrincipal } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeRandomBytes,
  createFakeSessionRegister,
  createPausedStore,
  type FakeClock,
  type PausedStore,
} from '../../support/fakes/index.ts';

const { userKey, username } = buildPrincipal();
const hash = createKeyedHash(buildKeyRing());

describe('a verified session', () => {
  let clock: FakeClock;
  let shared: InProcessStore;
  let paused: PausedStore;
  let here: VerifiedSessionService;
  /** Another gate of the same site. */
  let there: VerifiedSessionService;

  beforeEach(() => {
    clock = createFakeClock();
    shared = new InProcessStore(clock.read);
    paused = createPausedStore(shared);
    const randomBytes = createFakeRandomBytes();
    const register = createFakeSessionRegister();
    const parts = { hash, register, clock: clock.read, randomBytes, idleLimit: () => 5 * hour };
    here = new VerifiedSessionService({ ...parts, store: paused.store });
    there = new VerifiedSessionService({ ...parts, store: shared });
  });

  async function input(changes: Partial<IssueInput> = {}): Promise<IssueInput> {
    const generation = await here.generationOf(changes.userKey ?? userKey);
    return {
      sessionId: 'SID',
      userKey,
      username,
      method: 'TOTP',
      generation,
      enrolledSince: 'then',
      place: { browser: 'Firefox', address: '192.0.2.1' },
      ...changes,
    };
  }
  const issue = async (changes: Partial<IssueInput> = {}) => here.issue(await input(changes));

  it('is found by its session id and its secret, on every gate', async () => {
    const secret = await issue();
    const record = { userKey, username, method: 'TOTP', enrolledSince: 'then', verifiedAt: clock.read() };
    expect(await here.find('SID', secret)).toMatchObject(record);
    expect(await there.find('SID', secret)).toMatchObject(record);
  });

  it('has a secret of 256 bits, and the store knows neither that nor the session id', async () => {
    const written: string[] = [];
    const set = shared.set.bind(shared);
    shared.set = (key, value, ttl) => {
      written.push(key, value);
      return set(key, value, ttl);
    };
    const secret = await issue({ sessionId: 'SESSIONID' });
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(written).toHaveLength(2);
    expect(written.join()).not.toContain(secret);
    expect(written.join()).not.toContain('SESSIONID');
  });

  it('is not found with one half of it, or with halves that do not belong together', async () => {
    const secret = await issue();
    const other = await issue({ sessionId: 'SID2' });
    expect(await here.find('SID', other)).toBeUndefined();
    expect(await here.find('SID2', secret)).toBeUndefined();
    expect(await here.find('SID', '')).toBeUndefined();
    expect(await here.find('', secret)).toBeUndefined();
    expect(await here.find(secret, 'SID')).toBeUndefined();
    expect(await here.find('SIDx', secret.slice(1))).toBeUndefined();
  });

  it('lasts twelve hours, however often it is used', async () => {
    const secret = await issue();
    for (let passed = 0; passed < 12; passed += 1) {
      expect(await here.find('SID', secret)).toBeDefined();
      clock.pass(hour);
    }
    expect(await here.find('SID', secret)).toBeUndefined();
  });

  it('ends when nobody used it for five hours, on any gate', async () => {
    const secret = await issue();
    clock.pass(5 * hour - 1);
    expect(await there.find('SID', secret)).toBeDefined();
    clock.pass(5 * hour - 1);
    expect(await here.find('SID', secret)).toBeDefined();
    clock.pass(5 * hour);
    expect(await here.find('SID', secret)).toBeUndefined();
  });

  it('that was revoked does not come back because somebody was using it', async () => {
    const secret = await issue();
    clock.pass(hour);
    paused.pause();
    const using = here.find('SID', secret);
    await there.revoke('SID', secret);
    paused.resume();
    expect(await using).toBeUndefined();
    expect(await there.find('SID', secret)).toBeUndefined();
  });

  it('goes on while the store takes no more, until it was idle too long', async () => {
    const secret = await issue();
    shared.replace = () => Promise.reject(new Error('the store is full'));
    clock.pass(4 * hour);
    expect(await here.find('SID', secret)).toBeDefined();
    clock.pass(hour);
    expect(await here.find('SID', secret)).toBeUndefined();
  });

  it('ends to the millisecond, also where it is remembered', async () => {
    const secret = await issue();
    for (let passed = 0; passed < 11; passed += 1) {
      clock.pass(hour);
      await here.find('SID', secret);
    }
    clock.pass(hour - 1);
    expect(await here.find('SID', secret)).toBeDefined();
    clock.pass(1);
    expect(await here.find('SID', secret)).toBeUndefined();
  });

  it('is asked for in the store once in three seconds', async () => {
    const secret = await issue();
    await here.find('SID', secret);
    const before = paused.reads();
    for (let round = 0; round < 10; round += 1) await here.find('SID', secret);
    clock.pass(3 * second);
    await here.find('SID', secret);
    expect(paused.reads()).toBe(before);
    clock.pass(1);
    await here.find('SID', secret);
    expect(paused.reads()).toBeGreaterThan(before);
  });

  it('that is not there is asked for each time', async () => {
    const generated = await input();
    await here.find('SID', 'guess');
    const secret = await here.issue(generated);
    expect(await here.find('SID', 'guess')).toBeUndefined();
    expect(await here.find('SID', secret)).toBeDefined();
    expect(paused.reads()).toBe(5);
  });

  it('cannot be told while the store is away, and is not found then', async () => {
    const secret = await issue();
    paused.pause();
    const found = here.find('SID', secret);
    paused.resume(new Error('the store is away'));
    await expect(found).rejects.toThrow('the store is away');
  });

  it('takes no record for one that was changed in the store', async () => {
    const secret = await issue();
    for (const text of ['{}', 'null', '[]', 'nonsense', '{"userKey":1}']) {
      shared.get = async () => text;
      expect(await here.find('SID', secret)).toBeUndefined();
    }
  });

  describe('after a revocation of one session', () => {
    it('is gone here and on other gates, and others of the person are not', async () => {
      const secret = await issue();
      const other = await issue({ sessionId: 'SID2' });
      for (const gate of [here, there]) await gate.find('SID', secret);
      await here.revoke('SID', secret);
      for (const gate of [here, there]) {
        expect(await gate.find('SID', secret)).toBeUndefined();
        expect(await gate.find('SID2', other)).toBeDefined();
      }
    });
  });

  describe('after a revocation of the person', () => {
    it('is gone here and on other gates, however many there were; those of others are not', async () => {
      const secrets = await Promise.all([1, 2, 3].map((n) => issue({ sessionId: `SID${n}` })));
      const bob = await issue({ userKey: 'JIRAUSER2', username: 'bob', sessionId: 'BOB' });
      for (const [at, secret] of secrets.entries()) await there.find(`SID${at + 1}`, secret);
      await here.revokeUser(userKey);
      for (const [at, secret] of secrets.entries()) {
        expect(await here.find(`SID${at + 1}`, secret)).toBeUndefined();
        expect(await there.find(`SID${at + 1}`, secret)).toBeUndefined();
      }
      expect(await there.find('BOB', bob)).toBeDefined();
    });

    it('is void when its verification was under way', async () => {
      const begun = await input();
      await there.revokeUser(userKey);
      const secret = await here.issue(begun);
      expect(await here.find('SID', secret)).toBeUndefined();
      expect(await there.find('SID', secret)).toBeUndefined();
    });

    it('is void when it was just being read from the store', async () => {
      const secret = await issue();
      paused.pause();
      const found = here.find('SID', secret);
      await there.revokeUser(userKey);
      paused.resume();
      expect(await found).toBeUndefined();
      expect(await here.find('SID', secret)).toBeUndefined();
    });

    it('is gone within three seconds also where word of the revocation got lost', async () => {
      const secret = await issue();
      await there.find('SID', secret);
      await shared.delete(`generation:${userKey}`);
      clock.pass(3 * second + 1);
      expect(await there.find('SID', secret)).toBeUndefined();
    });

    it('is gone here at once even when the store does not answer', async () => {
      const secret = await issue();
      await here.find('SID', secret);
      shared.delete = () => Promise.reject(new Error('the store is away'));
      await expect(here.revokeUser(userKey)).rejects.toThrow('the store is away');
      shared.get = () => Promise.reject(new Error('the store is away'));
      await expect(here.find('SID', secret)).rejects.toThrow('the store is away');
    });

    it('can be verified anew', async () => {
      await issue();
      await here.revokeUser(userKey);
      const secret = await issue();
      expect(await here.find('SID', secret)).toBeDefined();
      expect(await there.find('SID', secret)).toBeDefined();
    });
  });

  describe('with a new session id of the same person', () => {
    it('goes along, until the same hour as before', async () => {
      const secret = await issue();
      for (const hours of [4, 4, 3]) {
        clock.pass(hours * hour);
        await here.find('SID', secret);
      }
      expect(await here.carryOver('SID', 'NEW', secret)).toBe(true);
      expect(await there.find('NEW', secret)).toMatchObject({ userKey });
      clock.pass(hour);
      expect(await there.find('NEW', secret)).toBeUndefined();
    });

    it('does not come from nothing', async () => {
      const secret = await issue();
      expect(await here.carryOver('SID', 'NEW', 'guess')).toBe(false);
      expect(await here.carryOver('other', 'NEW', secret)).toBe(false);
      await here.revokeUser(userKey);
      expect(await here.carryOver('SID', 'NEW', secret)).toBe(false);
      expect(await here.find('NEW', secret)).toBeUndefined();
    });

    it('is revoked with the person as well', async () => {
      const secret = await issue();
      await here.carryOver('SID', 'NEW', secret);
      await there.revokeUser(userKey);
      expect(await here.find('NEW', secret)).toBeUndefined();
    });
  });

  it('is told of to whoever listens, on every gate', async () => {
    const heard: Revocation[] = [];
    there.onRevocation((revocation) => heard.push(revocation));
    await here.revokeUser(userKey);
    await here.forgetSession('session key');
    await here.forgetSession('session key', 'over');
    await here.revoke('SID', 'secret');
    expect(heard).toEqual([
      { kind: 'user', userKey },
      { kind: 'session', key: 'session key', over: false },
      { kind: 'session', key: 'session key', over: true },
      { kind: 'verification', key: expect.not.stringContaining('secret') },
    ]);
  });

  it.each(['', 'nonsense', '{}', '{"kind":"user"}', '{"kind":"newer"}', '[]', 'null'])(
    'outlives the message "%s", which is not for it',
    async (message) => {
      const secret = await issue();
      await shared.publish(message);
      expect(await here.find('SID', secret)).toBeDefined();
    },
  );

  it('is one of 50 000 that are remembered: the one that was used longest ago makes room', async () => {
    const { place: _, sessionId: __, ...person } = await input();
    const record = {
      ...{ ...person, family: 'family' },
      verifiedAt: 0,
      seenAt: clock.read(),
      expiresAt: clock.read() + hour,
    };
    const get = shared.get.bind(shared);
    shared.get = async (key) => (key.startsWith('verified:') ? JSON.stringify(record) : get(key));
    for (let at = 0; at <= 50_000; at += 1) await here.find(`S${at}`, 'secret');
    const before = paused.reads();
    await here.find('S50000', 'secret');
    await here.find('S1', 'secret');
    expect(paused.reads()).toBe(before);
    await here.find('S0', 'secret');
    expect(paused.reads()).toBeGreaterThan(before);
  });
});
