import { beforeEach, describe, expect, it } from 'vitest';
import { Factors, type OwnedAuthenticator } from '../../../proxy/authenticators/index.ts';
import { createFakeAuthenticator } from '../../support/fakes/index.ts';

const setup = { offer: async () => undefined, confirm: async () => ({ kind: 'wrong', reason: '' }) as const };

function buildEntry(changes: Partial<OwnedAuthenticator> = {}): OwnedAuthenticator {
  return { id: 'id', name: '', addedAt: new Date(0), lastUsedAt: undefined, blocked: false, ...changes };
}

/** Factors of every role, handed over in no order. */
function givenFactors(...allowed: string[]) {
  const make = createFakeAuthenticator;
  const app = make('TOTP', { setup, traits: { strength: 60, slug: 'app', movable: true } });
  const key = make('WEBAUTHN', { setup, traits: { strength: 90, slug: 'key', several: true } });
  const mail = make('EMAIL', { setup, traits: { strength: 30, slug: 'email' } });
  const questions = make('SECURITY_QUESTIONS', { setup, traits: { strength: 20, role: 'fallback' } });
  const backup = {
    ...make('BACKUP_CODES', { traits: { strength: 10, role: 'recovery' } }),
    issue: async () => ['code'],
  };
  const recovery = make('RECOVERY_CODE', { traits: { strength: 5, role: 'recovery' } });
  const factors = new Factors([recovery, mail, app, backup, questions, key], new Set(allowed));
  return { factors, app, key, mail, questions, backup, recovery };
}

const methodsOf = (list: readonly { readonly method: string }[]) => list.map(({ method }) => method);

describe('the factors of a site', () => {
  it('stand in the order of their strength, however they were handed over', () => {
    const { factors } = givenFactors();
    expect(methodsOf(factors.all)).toEqual([
      ...['WEBAUTHN', 'TOTP', 'EMAIL', 'SECURITY_QUESTIONS', 'BACKUP_CODES', 'RECOVERY_CODE'],
    ]);
  });

  it('are found by method and by the name in addresses, and nothing else is', () => {
    const { factors, key } = givenFactors();
    expect(factors.get('WEBAUTHN')).toBe(key);
    expect(factors.bySlug('key')).toBe(key);
    for (const unknown of ['webauthn', '', '__proto__', 'constructor']) {
      expect(() => factors.get(unknown)).toThrow('no such method');
      expect(factors.find(unknown)).toBeUndefined();
      expect(factors.bySlug(unknown === 'webauthn' ? 'WEBAUTHN' : unknown)).toBeUndefined();
    }
  });

  it('offer nothing weaker where what the policy wants is there and does not open', async () => {
    const { factors, app, key } = givenFactors('TOTP', 'WEBAUTHN');
    app.owned.set('K1', [buildEntry()]);
    key.owned.set('K1', [buildEntry({ blocked: true, unreadable: true })]);
    expect(await factors.usableBy('K1', ['WEBAUTHN'])).toEqual([]);
    expect((await factors.usableBy('K1')).map(({ authenticator }) => authenticator)).toEqual([app]);
    key.owned.set('K1', [buildEntry({ blocked: true })]);
    expect((await factors.usableBy('K1', ['WEBAUTHN'])).map(({ authenticator }) => authenticator)).toEqual([
      app,
    ]);
  });

  it('are offered where the site allows them, the strongest first; codes on paper never are', () => {
    const all = ['SECURITY_QUESTIONS', 'TOTP', 'WEBAUTHN', 'EMAIL', 'BACKUP_CODES', 'RECOVERY_CODE'];
    expect(methodsOf(givenFactors(...all).factors.offered())).toEqual([
      ...['WEBAUTHN', 'TOTP', 'EMAIL', 'SECURITY_QUESTIONS'],
    ]);
    expect(methodsOf(givenFactors('TOTP').factors.offered())).toEqual(['TOTP']);
    expect(givenFactors().factors.offered()).toEqual([]);
  });

  it('allow codes on paper whatever the site allows besides', () => {
    const { factors, backup, recovery, app, questions } = givenFactors('EMAIL');
    expect([backup, recovery, app, questions].map((one) => factors.isAllowed(one))).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('count where they can stand alone', () => {
    expect(givenFactors().factors.countingMethods().primary).toEqual(['WEBAUTHN', 'TOTP', 'EMAIL']);
  });

  it('have codes on paper: the set before the single one, and one of them makes new ones', () => {
    const { factors, backup } = givenFactors();
    expect(factors.recoveryMethods()).toEqual(['BACKUP_CODES', 'RECOVERY_CODE']);
    expect(factors.issuer()).toBe(backup);
    expect(() => new Factors([], new Set()).recoveryMethods()).toThrow('no recovery method');
  });
});

describe('the factors of a person', () => {
  let given: ReturnType<typeof givenFactors>;
  const alice = 'JIRAUSER1';
  const usable = async () => {
    const owned = await given.factors.usableBy(alice);
    return methodsOf(owned.map(({ authenticator }) => authenticator));
  };
  beforeEach(() => {
    given = givenFactors('TOTP', 'WEBAUTHN', 'SECURITY_QUESTIONS');
    for (const one of [given.app, given.backup, given.recovery]) one.owned.set(alice, [buildEntry()]);
  });

  it('are those of which they have something, the strongest first', async () => {
    given.key.owned.set(alice, [buildEntry(), buildEntry({ id: 'second' })]);
    const owned = await given.factors.ownedBy(alice);
    expect(methodsOf(owned.map(({ authenticator }) => authenticator))).toEqual([
      ...['WEBAUTHN', 'TOTP', 'BACKUP_CODES', 'RECOVERY_CODE'],
    ]);
    expect(owned[0]?.entries.map(({ id }) => id)).toEqual(['id', 'second']);
    expect(await given.factors.ownedBy('JIRAUSER2')).toEqual([]);
  });

  it('are usable without codes on paper, the strongest first', async () => {
    given.key.owned.set(alice, [buildEntry()]);
    expect(await usable()).toEqual(['WEBAUTHN', 'TOTP']);
  });

  it('are not usable where everything of one is blocked', async () => {
    given.key.owned.set(alice, [buildEntry({ blocked: true })]);
    expect(await usable()).toEqual(['TOTP']);
    given.key.owned.set(alice, [buildEntry({ blocked: true }), buildEntry({ id: 'second' })]);
    expect(await usable()).toEqual(['WEBAUTHN', 'TOTP']);
  });

  it('are not usable where the site allows them no more, as long as another one is left', async () => {
    given.mail.owned.set(alice, [buildEntry()]);
    expect(await usable()).toEqual(['TOTP']);
  });

  it('stay usable where the site allows none of them any more', async () => {
    given.app.owned.clear();
    given.mail.owned.set(alice, [buildEntry()]);
    expect(await usable()).toEqual(['EMAIL']);
  });

  it('are asked for another one where only security questions are still allowed: these never stand alone', async () => {
    given.app.owned.clear();
    given.mail.owned.set(alice, [buildEntry()]);
    given.questions.owned.set(alice, [buildEntry()]);
    expect(await usable()).toEqual(['EMAIL']);
  });

  it('stay usable where the only allowed one is blocked', async () => {
    given.app.owned.clear();
    given.key.owned.set(alice, [buildEntry({ blocked: true })]);
    given.mail.owned.set(alice, [buildEntry()]);
    expect(await usable()).toEqual(['EMAIL']);
  });

  it('are none for somebody who has codes on paper alone', async () => {
    given.app.owned.clear();
    expect(await usable()).toEqual([]);
  });

  it('can be moved where one of them can', async () => {
    expect(await given.factors.movableOf(alice)).toBe(given.app);
    given.app.owned.clear();
    given.key.owned.set(alice, [buildEntry()]);
    expect(await given.factors.movableOf(alice)).toBeUndefined();
  });

  it('cannot be told when one of them cannot', async () => {
    given.key.list = () => Promise.reject(new Error('the database is away'));
    await expect(given.factors.usableBy(alice)).rejects.toThrow('the database is away');
  });
});
