import { beforeEach, describe, expect, it } from 'vitest';
import { EnrollmentDirectory, type PersonFacts } from '../../../proxy/enrollment/index.ts';
import { LoginMarks, StandingService } from '../../../proxy/gate/index.ts';
import { hour } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { initialPolicy, type PolicyDocument } from '../../../proxy/policy/index.ts';
import { PrincipalService } from '../../../proxy/principal/index.ts';
import { VerifiedSessionService } from '../../../proxy/session/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { JiraClient } from '../../../proxy/upstream/index.ts';
import { buildFacts, buildKeyRing, buildRequirements, buildScope } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeRandomBytes,
  createFakeSessionRegister,
} from '../../support/fakes/index.ts';

type Person = { readonly key: string; readonly name: string };
const alice = { key: 'JIRAUSER1', name: 'alice' };
const bob = { key: 'JIRAUSER2', name: 'bob' };

/** Jira as the gate's client sees it: who a Cookie header belongs to, and which session it opens for it. */
function createFakeJira() {
  const sessions = new Map<string, Person>([['JSESSIONID=ALICE', alice]]);
  const opens = new Map<string, string>();
  const asked: Record<string, string>[] = [];
  const client = new JiraClient(async ({ headers }) => {
    asked.push({ ...headers });
    const person = sessions.get(headers.cookie ?? '') ?? sessions.get(headers.authorization ?? '');
    const opened = opens.get(headers.cookie ?? '') ?? opens.get(headers.authorization ?? '');
    const setCookies = opened === undefined ? [] : [`JSESSIONID=${opened}; Path=/`];
    return { status: person ? 200 : 401, headers: {}, setCookies, text: JSON.stringify(person ?? {}) };
  });
  return { client, sessions, opens, asked };
}

describe('where a request stands', () => {
  let jira: ReturnType<typeof createFakeJira>;
  let enrolled: Map<string, string>;
  let directory: EnrollmentDirectory;
  let has: Partial<PersonFacts>;
  let marks: LoginMarks;
  let sessions: VerifiedSessionService;
  let standings: StandingService;
  const cookie = (name: string, value: string) => ({ name, value });
  const assess = (...all: { name: string; value: string }[]) => {
    const logsIn = ({ name }: { name: string }) => name.startsWith('seraph.');
    const cookies = all.filter((one) => !logsIn(one));
    return standings.assess(buildScope({ cookies, loginCookies: all.filter(logsIn) }));
  };

  beforeEach(() => {
    const clock = createFakeClock();
    const hash = createKeyedHash(buildKeyRing());
    jira = createFakeJira();
    enrolled = new Map([[alice.key, 'then']]);
    directory = new EnrollmentDirectory(async (key) => buildFacts(enrolled.get(key), has), clock.read);
    has = {};
    sessions = new VerifiedSessionService({
      ...{ store: new InProcessStore(clock.read), hash, clock: clock.read },
      ...{
        register: createFakeSessionRegister(),
        randomBytes: createFakeRandomBytes(),
        idleLimit: () => hour,
      },
    });
    standings = standingsUnder(initialPolicy('mandatory'), clock.read);
  });

  const standingsUnder = (policy: PolicyDocument, clock: () => number) => {
    const principals = new PrincipalService(createKeyedHash(buildKeyRing()), clock);
    const store = new InProcessStore(clock);
    marks = new LoginMarks(store, clock);
    return new StandingService({
      ...{ jira: jira.client, sessions, principals, marks, verifiedCookie: 'two-step' },
      requirements: buildRequirements(policy, { enrollments: directory, store, clock }),
      standIns: new Set(['RECOVERY_CODE']),
    });
  };

  const verify = async (person: Person, sessionId: string, enrolledSince = 'then') =>
    sessions.issue({
      ...{ sessionId, userKey: person.key, username: person.name, method: 'TOTP', enrolledSince },
      generation: await sessions.generationOf(person.key),
      place: { browser: '', address: '192.0.2.1' },
    });

  it('is nowhere without credentials, and Jira is not asked', async () => {
    expect(await assess()).toMatchObject({ caller: { kind: 'anonymous' }, requirement: { outcome: 'none' } });
    expect(jira.asked).toEqual([]);
  });

  it('is that of the person whose session it is, asked about with that session and nothing else', async () => {
    const standing = await assess(cookie('JSESSIONID', 'ALICE'), cookie('crowd.token_key', 'x'));
    expect(standing).toMatchObject({
      caller: { kind: 'person', principal: { userKey: alice.key } },
      sessionId: 'ALICE',
      requirement: { outcome: 'require' },
      enrolledSince: 'then',
      verified: undefined,
    });
    expect(jira.asked.map(({ cookie: sent }) => sent)).toEqual(['JSESSIONID=ALICE']);
  });

  it('is verified with the secret that belongs to the session', async () => {
    const secret = await verify(alice, 'ALICE');
    const session = cookie('JSESSIONID', 'ALICE');
    expect((await assess(session, cookie('two-step', secret))).verified).toMatchObject({
      userKey: alice.key,
    });
    expect((await assess(session, cookie('two-step', 'guess'))).verified).toBeUndefined();
    expect((await assess(session)).verified).toBeUndefined();
  });

  it('is not verified by what somebody else showed in the same session', async () => {
    const secret = await verify(bob, 'ALICE');
    const standing = await assess(cookie('JSESSIONID', 'ALICE'), cookie('two-step', secret));
    expect(standing.verified).toBeUndefined();
  });

  it('is not verified by what was shown for an enrollment that is gone', async () => {
    const secret = await verify(alice, 'ALICE');
    const request = () => assess(cookie('JSESSIONID', 'ALICE'), cookie('two-step', secret));
    enrolled.set(alice.key, 'later');
    expect(await request()).toMatchObject({ verified: undefined, requirement: { outcome: 'require' } });
    enrolled.delete(alice.key);
    directory.forget(alice.key);
    expect(await request()).toMatchObject({ verified: undefined, requirement: { outcome: 'enroll' } });
  });

  it('adopts the session that Jira opens for remember-me, unverified, and hands its cookie on', async () => {
    jira.sessions.set('seraph.rememberme.cookie=R', alice);
    jira.opens.set('seraph.rememberme.cookie=R', 'NEW');
    const secret = await verify(alice, 'DEAD');
    expect(
      await assess(
        cookie('JSESSIONID', 'DEAD'),
        cookie('seraph.rememberme.cookie', 'R'),
        cookie('two-step', secret),
      ),
    ).toMatchObject({
      caller: { kind: 'person' },
      sessionId: 'NEW',
      adoptedCookies: ['JSESSIONID=NEW; Path=/'],
      verified: undefined,
    });
  });

  it('adopts for other schemes as well, and asks with the scheme', async () => {
    jira.sessions.set('Negotiate x', alice);
    jira.opens.set('Negotiate x', 'NEW');
    const standing = await standings.assess(buildScope({ authorization: 'Negotiate x' }));
    expect(standing).toMatchObject({ sessionId: 'NEW', requirement: { outcome: 'require' } });
  });

  it('is refused where Jira knows the person but opens no session that could be verified', async () => {
    jira.sessions.set('Negotiate x', alice);
    const assessed = standings.assess(buildScope({ authorization: 'Negotiate x' }));
    await expect(assessed).rejects.toMatchObject({ code: 'not_authenticated' });
  });

  it('is nobody’s with a remember-me that Jira does not take, and keeps the anonymous session', async () => {
    const standing = await assess(cookie('JSESSIONID', 'ANON'), cookie('seraph.rememberme.cookie', 'old'));
    expect(standing).toMatchObject({ caller: { kind: 'anonymous' }, sessionId: 'ANON', adoptedCookies: [] });
  });

  it.each(['OAuth x', 'Basic YTpi'])(
    'is not asked about for "%s", and has no session',
    async (authorization) => {
      const standing = await standings.assess(
        buildScope({ authorization, cookies: [cookie('JSESSIONID', 'ALICE')] }),
      );
      expect(standing).toMatchObject({ caller: { kind: 'anonymous' }, sessionId: undefined });
      expect(jira.asked).toEqual([]);
    },
  );

  it('is that of the owner of a token, asked about with the token alone, and owes nothing', async () => {
    jira.sessions.set('Bearer x', bob);
    const cookies = [cookie('JSESSIONID', 'ALICE'), cookie('seraph.rememberme.cookie', 'R')];
    expect(await standings.assess(buildScope({ authorization: 'Bearer x', cookies }))).toMatchObject({
      caller: { kind: 'person', principal: { userKey: bob.key } },
      sessionId: undefined,
      requirement: { outcome: 'none' },
      verified: undefined,
    });
    expect(jira.asked).toEqual([expect.not.objectContaining({ cookie: expect.anything() })]);
  });

  it('is nobody’s with a token that Jira does not know', async () => {
    const standing = await standings.assess(buildScope({ authorization: 'Bearer guessed' }));
    expect(standing).toMatchObject({ caller: { kind: 'anonymous' }, sessionId: undefined });
  });

  it('cannot be told while the database is away', async () => {
    directory = new EnrollmentDirectory(
      () => Promise.reject(new Error('the database is away')),
      () => 0,
    );
    const clock = createFakeClock();
    standings = standingsUnder(initialPolicy('optional'), clock.read);
    await expect(assess(cookie('JSESSIONID', 'ALICE'))).rejects.toThrow('the database is away');
  });

  describe('under a policy that wants certain methods', () => {
    const wants = (methods: string[]): PolicyDocument => {
      const policy = initialPolicy('mandatory');
      return { ...policy, default: { ...policy.default, methods } };
    };
    const session = cookie('JSESSIONID', 'ALICE');
    const shown = async () => assess(session, cookie('two-step', await verify(alice, 'ALICE')));

    it('is verified by one of them', async () => {
      standings = standingsUnder(wants(['TOTP']), createFakeClock().read);
      expect(await shown()).toMatchObject({ verified: { method: 'TOTP' }, lacksMethod: false });
    });

    it('is not verified by another, where the person has one of them', async () => {
      has = { methods: ['TOTP', 'WEBAUTHN'] };
      standings = standingsUnder(wants(['WEBAUTHN']), createFakeClock().read);
      expect(await shown()).toMatchObject({ verified: undefined, lacksMethod: false });
    });

    it('does not wait for a method that the site does not take', async () => {
      standings = standingsUnder(wants(['DUO']), createFakeClock().read);
      expect(await shown()).toMatchObject({ verified: { method: 'TOTP' }, lacksMethod: false });
    });

    it('is verified by a remembered browser for what it was trusted for, and for nothing else', async () => {
      has = { methods: ['TOTP', 'WEBAUTHN'] };
      standings = standingsUnder(wants(['WEBAUTHN']), createFakeClock().read);
      const remembered = async (trustedFor: string) => {
        const secret = await sessions.issue({
          ...{ sessionId: 'ALICE', userKey: alice.key, username: alice.name, method: 'TRUSTED_DEVICE' },
          ...{ trustedFor, enrolledSince: 'then', generation: await sessions.generationOf(alice.key) },
          place: { browser: '', address: '192.0.2.1' },
        });
        return assess(session, cookie('two-step', secret));
      };
      expect((await remembered('TOTP')).verified).toBeUndefined();
      expect((await remembered('WEBAUTHN')).verified).toMatchObject({ trustedFor: 'WEBAUTHN' });
    });

    it('is verified by what the person has, where that is none of them, and something is lacking', async () => {
      standings = standingsUnder(wants(['WEBAUTHN']), createFakeClock().read);
      expect(await shown()).toMatchObject({ verified: { method: 'TOTP' }, lacksMethod: true });
    });
  });

  it('tells a remembered login from a password only where a rule asks', async () => {
    jira.opens.set('seraph.rememberme.cookie=x', 'NEW');
    jira.sessions.set('seraph.rememberme.cookie=x', alice);
    const rule = {
      ...initialPolicy('mandatory').default,
      ...{ id: 'idp', name: 'Identity provider', mode: 'enforce', withFactor: 'exempt' },
      match: { logins: ['single_sign_on'] },
    } as const;
    const policy = { ...initialPolicy('mandatory'), rules: [rule] } as unknown as PolicyDocument;
    standings = standingsUnder(policy, createFakeClock().read);
    const remembered = await assess(cookie('seraph.rememberme.cookie', 'x'));
    expect(remembered).toMatchObject({ sessionId: 'NEW', requirement: { outcome: 'require' } });
    const key = new PrincipalService(createKeyedHash(buildKeyRing()), () => 0).keyOf('ALICE');
    expect((await assess(cookie('JSESSIONID', 'ALICE'))).requirement.outcome).toBe('require');
    await marks.put(key, 'single_sign_on');
    expect((await assess(cookie('JSESSIONID', 'ALICE'))).requirement).toMatchObject({
      outcome: 'none',
      rule: 'idp',
    });
  });
});
