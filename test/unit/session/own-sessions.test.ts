import { beforeEach, describe, expect, it } from 'vitest';
import { hour, minute } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { type SessionRegister, VerifiedSessionService } from '../../../proxy/session/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeRandomBytes,
  createFakeSessionRegister,
  type FakeClock,
} from '../../support/fakes/index.ts';

const alice = 'JIRAUSER1';

describe('the list of one’s own sessions', () => {
  let clock: FakeClock;
  let sessions: VerifiedSessionService;
  let register: SessionRegister;
  let store: InProcessStore;
  const issue = async (sessionId: string, browser: string, userKey = alice) =>
    sessions.issue({
      ...{ sessionId, userKey, username: userKey, method: 'TOTP', enrolledSince: 'then' },
      generation: await sessions.generationOf(userKey),
      place: { browser, address: '192.0.2.1' },
    });
  const browsers = async (userKey = alice) => (await sessions.list(userKey)).map(({ browser }) => browser);

  beforeEach(() => {
    clock = createFakeClock();
    store = new InProcessStore(clock.read);
    register = createFakeSessionRegister();
    sessions = new VerifiedSessionService({
      ...{ store, register },
      ...{ hash: createKeyedHash(buildKeyRing()), clock: clock.read, randomBytes: createFakeRandomBytes() },
      idleLimit: () => 5 * hour,
    });
  });

  it('has each login once, the latest first, and those of nobody else', async () => {
    await issue('SID1', 'Firefox');
    clock.pass(minute);
    await issue('SID2', 'Chrome');
    await issue('SID3', 'Safari', 'JIRAUSER2');
    expect(await browsers()).toEqual(['Chrome', 'Firefox']);
    expect(await browsers('JIRAUSER2')).toEqual(['Safari']);
    expect(await browsers('JIRAUSER3')).toEqual([]);
  });

  it('tells neither session ids nor secrets', async () => {
    const secret = await issue('SESSIONID', 'Firefox');
    const listed = JSON.stringify(await sessions.list(alice));
    expect(listed).not.toContain('SESSIONID');
    expect(listed).not.toContain(secret);
  });

  it('has a login once also after Jira gave it a new id', async () => {
    const secret = await issue('SID1', 'Firefox');
    await sessions.carryOver('SID1', 'SID2', secret);
    expect(await sessions.list(alice)).toMatchObject([{ browser: 'Firefox', address: '192.0.2.1' }]);
  });

  it('leaves out what has ended: idle, too old, logged out, revoked', async () => {
    await issue('SID1', 'Firefox');
    clock.pass(5 * hour);
    expect(await browsers()).toEqual([]);
    const secret = await issue('SID2', 'Chrome');
    await sessions.revoke('SID2', secret);
    expect(await browsers()).toEqual([]);
    await issue('SID3', 'Safari');
    await sessions.revokeUser(alice);
    expect(await browsers()).toEqual([]);
  });

  it('ends one login, under all ids that it had, and no other', async () => {
    const secret = await issue('SID1', 'Firefox');
    const other = await issue('SID2', 'Chrome');
    await sessions.carryOver('SID1', 'NEW', secret);
    const family = (await sessions.find('SID1', secret))?.family ?? '';
    expect(await sessions.end(alice, family)).toBe(true);
    expect(await sessions.find('SID1', secret)).toBeUndefined();
    expect(await sessions.find('NEW', secret)).toBeUndefined();
    expect(await sessions.find('SID2', other)).toBeDefined();
    expect(await browsers()).toEqual(['Chrome']);
    expect(await sessions.end(alice, family)).toBe(false);
  });

  it('ends one login also under an id that Jira gives it meanwhile', async () => {
    const secret = await issue('SID1', 'Firefox');
    const { add } = register;
    register.add = async (session) => {
      await sessions.end(alice, session.family);
      await add(session);
    };
    await sessions.carryOver('SID1', 'NEW', secret);
    expect(await sessions.find('NEW', secret)).toBeUndefined();
    clock.pass(2 * minute);
    expect(await sessions.find('NEW', secret)).toBeUndefined();
    expect(await browsers()).toEqual([]);
  });

  it('ends one login at once also under an id that was never registered', async () => {
    const secret = await issue('SID1', 'Firefox');
    register.add = () => Promise.reject(new Error('away'));
    await sessions.carryOver('SID1', 'NEW', secret);
    const family = (await sessions.find('NEW', secret))?.family ?? '';
    expect(await sessions.end(alice, family)).toBe(true);
    expect(await sessions.find('NEW', secret)).toBeUndefined();
  });

  it('knows of what was found earlier whether that login was ended since', async () => {
    const ended = await sessions.find('SID1', await issue('SID1', 'Firefox'));
    const kept = await sessions.find('SID2', await issue('SID2', 'Chrome'));
    if (ended === undefined || kept === undefined) throw new Error('not verified');
    expect(await sessions.isCurrent(ended)).toBe(true);
    await sessions.end(alice, ended.family);
    expect([await sessions.isCurrent(ended), await sessions.isCurrent(kept)]).toEqual([false, true]);
  });

  it('is as it was where the store does not take the end: it can be asked for again', async () => {
    const secret = await issue('SID1', 'Firefox');
    const family = (await sessions.find('SID1', secret))?.family ?? '';
    const { set } = store;
    store.set = () => Promise.reject(new Error('away'));
    await expect(sessions.end(alice, family)).rejects.toThrow('away');
    store.set = set.bind(store);
    expect(await browsers()).toEqual(['Firefox']);
    expect(await sessions.end(alice, family)).toBe(true);
  });

  it('ends nothing of somebody else', async () => {
    const secret = await issue('SID1', 'Firefox');
    const family = (await sessions.find('SID1', secret))?.family ?? '';
    expect(await sessions.end('JIRAUSER2', family)).toBe(false);
    expect(await sessions.find('SID1', secret)).toBeDefined();
  });
});
