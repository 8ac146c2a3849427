import { beforeEach, describe, expect, it } from 'vitest';
import type { SetupResult } from '../../../proxy/authenticators/index.ts';
import type { ConversationPurpose } from '../../../proxy/conversation/index.ts';
import {
  buildApp,
  buildConversation,
  buildNewEnrollment,
  buildPerson,
  buildRow,
} from '../../support/builders/index.ts';
import { createFakeAuthenticator } from '../../support/fakes/index.ts';
import { origin } from '../conversation/given-conversations.ts';
import { givenEnrollment } from './given-enrollment.ts';

const alice = buildPerson();
const { userKey } = alice;
const place = { browser: 'Firefox', address: '192.0.2.1' };

describe('looking after one’s own enrollment', () => {
  let given: ReturnType<typeof givenEnrollment>;
  let key: ReturnType<typeof createFakeAuthenticator>;
  let row: ReturnType<typeof buildRow>;
  let session: string;

  beforeEach(async () => {
    row = buildRow();
    const result: SetupResult = { kind: 'right', factor: row };
    const confirm = async (): Promise<SetupResult> => result;
    key = createFakeAuthenticator('WEBAUTHN', { setup: { offer: async () => undefined, confirm } });
    given = givenEnrollment({ others: [key] });
    key.list = async (of) => given.rows.authenticators.of(of);
    await given.rows.create(buildNewEnrollment({ userKey, username: alice.username, first: buildApp() }));
    const generation = await given.sessions.generationOf(userKey);
    const login = { sessionId: 'SID', userKey, username: alice.username, method: 'TOTP', place };
    session = await given.sessions.issue({ ...login, generation, enrolledSince: 'then' });
    await given.devices.trust({ userKey, ...place }, 'TOTP');
  });

  const setUp = async (purpose: ConversationPurpose | undefined, method = 'WEBAUTHN') => {
    const conversation = buildConversation({ step: 'ENROLLMENT', ...(purpose && { purpose }) });
    const id = await given.service.begin(conversation);
    return given.enrollment.confirm({ id, method, purpose, origin }, { code: 'right' });
  };
  const isLoggedIn = async () => (await given.sessions.find('SID', session)) !== undefined;
  const remembered = async () => (await given.devices.list(userKey)).length;
  const told = () => given.notifier.told.map(({ notice }) => notice.kind);
  const audited = () => given.audit.events.map(({ type, outcome }) => `${type} ${outcome}`);
  const keyId = () => given.rows.authenticators.of(userKey)[0]?.id ?? '';

  it('adds a factor beside what there is, and the recovery code stays', async () => {
    const before = await given.rows.find(userKey);
    expect(await setUp('add')).toMatchObject({
      ...{ kind: 'right', value: { recoveryCode: undefined, since: before?.since } },
    });
    expect(given.rows.authenticators.of(userKey)).toHaveLength(1);
    expect(await given.rows.find(userKey)).toEqual(before);
    expect(audited()).toEqual(['authenticator.added success']);
  });

  it('adds nothing that is somebody’s already, or to an enrollment that is gone', async () => {
    await given.rows.create(buildNewEnrollment({ userKey: 'JIRAUSER2', first: row }));
    expect(await setUp('add')).toMatchObject({ kind: 'wrong' });
    await given.rows.remove(userKey);
    await given.rows.remove('JIRAUSER2');
    expect(await setUp('add')).toMatchObject({ kind: 'wrong' });
    expect(given.rows.authenticators.of(userKey)).toEqual([]);
  });

  it('replaces nothing but the app in place, and sets up nothing anew for who is enrolled', async () => {
    const before = await given.rows.find(userKey);
    expect(await setUp('update')).toMatchObject({ kind: 'wrong' });
    expect(await setUp(undefined)).toMatchObject({ kind: 'wrong' });
    expect(await setUp('voluntary')).toMatchObject({ kind: 'wrong' });
    expect(await given.rows.find(userKey)).toEqual(before);
    expect(given.rows.authenticators.of(userKey)).toEqual([]);
  });

  it('sets up nothing that the site does not allow', async () => {
    given = givenEnrollment({ others: [key], allowed: ['TOTP'] });
    await expect(setUp(undefined)).rejects.toThrow('cannot be set up here');
    expect(given.enrollment.canSetUp('WEBAUTHN')).toBe(false);
    expect(await given.rows.find(userKey)).toBeUndefined();
  });

  it.each([
    ['add', true, 'factor_added'],
    ['first', true, 'factor_added'],
    ['update', false, 'app_replaced'],
  ] as const)('after "%s" forgets remembered browsers; logged in stays: %s', async (how, stays, kind) => {
    await given.ownEnrollment.factorAdded(alice, 'TOTP', how, origin);
    expect(await remembered()).toBe(0);
    expect(await isLoggedIn()).toBe(stays);
    expect(told()).toEqual([kind]);
  });

  it('removes one of two factors, and everybody is out: sessions and remembered browsers', async () => {
    await setUp('add');
    expect(await given.ownEnrollment.removeFactor(alice, keyId(), origin)).toMatchObject({
      outcome: 'removed',
    });
    expect(given.rows.authenticators.of(userKey)).toEqual([]);
    expect(await isLoggedIn()).toBe(false);
    expect(await remembered()).toBe(0);
    expect(told()).toEqual(['factor_removed']);
    expect(audited().at(-1)).toBe('authenticator.removed success');
  });

  it('leaves the last one that works, whatever lies beside it that does not open; that can go', async () => {
    await setUp('add');
    const { list } = key;
    key.list = async (of) => (await list(of)).map((one) => ({ ...one, blocked: true, unreadable: true }));
    expect(await given.ownEnrollment.removeFactor(alice, 'app', origin)).toMatchObject({ outcome: 'last' });
    expect(await given.rows.findApp(userKey)).toBeDefined();
    expect(await given.ownEnrollment.removeFactor(alice, keyId(), origin)).toMatchObject({
      outcome: 'removed',
    });
  });

  it('does not remove the last one, or one that is not theirs; nothing ends then', async () => {
    expect(await given.ownEnrollment.removeFactor(alice, 'app', origin)).toMatchObject({ outcome: 'last' });
    await setUp('add');
    const bob = buildPerson({ userKey: 'JIRAUSER2', username: 'bob' });
    await given.rows.create(buildNewEnrollment({ userKey: 'JIRAUSER2' }));
    expect(await given.ownEnrollment.removeFactor(bob, keyId(), origin)).toMatchObject({
      outcome: 'not_found',
    });
    expect(await given.ownEnrollment.removeFactor(alice, 'recovery-code', origin)).toMatchObject({
      outcome: 'not_found',
    });
    expect(await isLoggedIn()).toBe(true);
    expect(await remembered()).toBe(1);
    expect(told()).toEqual([]);
  });

  it('renames a factor, and audits no name', async () => {
    expect(await given.ownEnrollment.renameFactor(alice, 'app', 'My phone', origin)).toBe(true);
    expect(await given.rows.findApp(userKey)).toMatchObject({ name: 'My phone' });
    expect(await given.ownEnrollment.renameFactor(alice, 'guessed', 'x', origin)).toBe(false);
    expect(audited()).toEqual(['authenticator.renamed success']);
    expect(JSON.stringify(given.audit.events)).not.toContain('My phone');
  });

  it('keeps what is to be asked for first', async () => {
    await given.ownEnrollment.makeDefault(alice, 'WEBAUTHN', origin);
    expect(await given.preferences.find(userKey)).toBe('WEBAUTHN');
    expect(audited()).toEqual(['authenticator.made_default success']);
  });

  it('turns all of it off: nothing is left, and the password alone is enough', async () => {
    await setUp('add');
    expect(await given.ownEnrollment.unenroll(alice, origin)).toBe(true);
    expect(await given.rows.find(userKey)).toBeUndefined();
    expect(given.rows.authenticators.of(userKey)).toEqual([]);
    expect(await given.directory.enrolledSince(userKey)).toBeUndefined();
    expect(await isLoggedIn()).toBe(false);
    expect(await remembered()).toBe(0);
    expect(told()).toEqual(['turned_off']);
    expect(await given.ownEnrollment.unenroll(alice, origin)).toBe(false);
  });
});
