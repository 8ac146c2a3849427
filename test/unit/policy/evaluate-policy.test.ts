import { describe, expect, it } from 'vitest';
import {
  type Circumstances,
  compilePolicy,
  evaluatePolicy,
  initialPolicy,
  longestGrace,
  type PathClass,
  type RuleVerdict,
  readPolicy,
  type Subject,
} from '../../../proxy/policy/index.ts';

const day = 24 * 60 * 60 * 1_000;
const now = Date.parse('2026-06-01T12:00:00Z');
const alice: Subject = { userKey: 'JIRAUSER1', username: 'Alice', groups: ['Staff'], enrolled: true };
const newcomer: Subject = { ...alice, enrolled: false };
const here: Circumstances = {
  ...{ address: '192.0.2.7', path: 'pages', possiblePaths: new Set(['pages']), login: 'password', now },
};

const must = { withFactor: 'require', withoutFactor: { outcome: 'enroll' } };
const may = { withFactor: 'exempt', withoutFactor: { outcome: 'exempt' } };
const never = { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } };

type Parts = { rules?: object[]; last?: object; networks?: object[]; stepUp?: object[] };

function policyOf({ rules = [], last = {}, networks = [], stepUp = [] }: Parts) {
  const whole = rules.map((rule, at) => ({
    id: `r${at}`,
    name: `Rule ${at}`,
    mode: 'enforce',
    match: {},
    ...rule,
  }));
  const reading = readPolicy({
    networks,
    rules: whole,
    default: { mode: 'enforce', ...must, ...last },
    stepUp,
  });
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('; '));
  return compilePolicy(reading.document, 1);
}

const decide = (parts: Parts, subject = alice, circumstances: Partial<Circumstances> = {}) =>
  evaluatePolicy(policyOf(parts), subject, { ...here, ...circumstances });

describe('a site without rules', () => {
  it.each([
    ['mandatory', true, 'require', 'require'],
    ['mandatory', false, 'enroll', 'enroll'],
    ['optional', true, 'require', 'require'],
    ['optional', false, 'none', 'none'],
    ['monitor', true, 'none', 'require'],
    ['monitor', false, 'none', 'enroll'],
  ] as const)(
    'that is %s: who has a factor (%s) owes %s (enforced it would be %s)',
    (enforcement, enrolled, outcome, wouldBe) => {
      const policy = compilePolicy(initialPolicy(enforcement), 0);
      const requirement = evaluatePolicy(policy, { ...alice, enrolled }, here);
      expect(requirement).toMatchObject({ outcome, wouldBe, rule: 'default' });
      expect(requirement.obliged).toBe(enforcement === 'mandatory');
      expect(requirement.because).toMatch(/\w+ \w+/);
    },
  );
});

describe('ordered rules', () => {
  it('let the first that matches decide, then the default', () => {
    const rules = [
      { match: { users: ['bob'] }, ...never },
      { match: { groups: ['staff'] }, ...may },
      { match: {}, ...never },
    ];
    expect(decide({ rules })).toMatchObject({ outcome: 'none', rule: 'r1' });
    expect(decide({ rules }, { ...alice, groups: [] })).toMatchObject({ outcome: 'refuse', rule: 'r2' });
    expect(decide({ rules: rules.slice(0, 2) }, { ...alice, groups: [] })).toMatchObject({ rule: 'default' });
  });

  it('match people by name or key, and groups by name, in any case', () => {
    for (const users of [['ALICE'], ['jirauser1']]) {
      expect(decide({ rules: [{ match: { users }, ...may }] }).rule).toBe('r0');
    }
    expect(decide({ rules: [{ match: { groups: ['STAFF'] }, ...may }] }).rule).toBe('r0');
    expect(decide({ rules: [{ match: { groups: ['staff '] }, ...may }] }).rule).toBe('r0');
    expect(decide({ rules: [{ match: { groups: ['sta'] }, ...may }] }).rule).toBe('default');
  });

  it('want everything that they name to match', () => {
    const match = { groups: ['staff'], networks: ['192.0.2.0/24'] };
    expect(decide({ rules: [{ match, ...may }] }).rule).toBe('r0');
    expect(decide({ rules: [{ match, ...may }] }, alice, { address: '198.51.100.1' }).rule).toBe('default');
    expect(decide({ rules: [{ match, ...may }] }, { ...alice, groups: ['other'] }).rule).toBe('default');
  });

  it.each([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['192.0.2.0/28', '192.0.2.15', true],
    ['192.0.2.0/28', '192.0.2.16', false],
    ['192.0.2.5-192.0.2.9', '192.0.2.9', true],
    ['192.0.2.5 - 192.0.2.9', '192.0.2.10', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::1-2001:db8::f', '2001:db8::10', false],
    ['192.0.2.0/24', '::ffff:192.0.2.7', true],
    ['office', '10.1.2.3', true],
    ['OFFICE', '2001:db8::7', true],
    ['office', '192.0.2.7', false],
  ])('on the network %s count %s: %s', (network, address, matches) => {
    const networks = [{ name: 'Office', ranges: ['10.0.0.0/8', '2001:db8::/64'] }];
    const { rule } = decide({ networks, rules: [{ match: { networks: [network] }, ...may }] }, alice, {
      address,
    });
    expect(rule).toBe(matches ? 'r0' : 'default');
  });

  it('tell how the session came about', () => {
    const rules = [{ match: { logins: ['single_sign_on'] }, ...may }];
    expect(decide({ rules }).rule).toBe('default');
    expect(decide({ rules }, alice, { login: 'single_sign_on' }).rule).toBe('r0');
  });

  it('let people off only for the one thing that a path can mean', () => {
    const rules = [{ match: { paths: ['portal'] }, ...may }];
    const portal = { path: 'portal', possiblePaths: new Set<PathClass>(['portal']) } as const;
    expect(decide({ rules }, alice, portal).outcome).toBe('none');
    const odd = { path: undefined, possiblePaths: new Set<PathClass>(['portal', 'administration']) } as const;
    expect(decide({ rules }, alice, odd).outcome).toBe('require');
  });

  it('ask for a factor wherever a path might lead to', () => {
    const rules = [{ match: { paths: ['administration'] }, ...must }];
    const odd = { path: 'pages', possiblePaths: new Set<PathClass>(['pages', 'administration']) } as const;
    expect(decide({ rules, last: may }, alice, odd).outcome).toBe('require');
    expect(decide({ rules, last: may }).outcome).toBe('none');
  });
});

describe('modes', () => {
  it('skip a rule that is off', () => {
    expect(decide({ rules: [{ mode: 'off', ...never }] }).rule).toBe('default');
  });

  it('let a rule that is only watched say what it would do, and the next one decide', () => {
    const rules = [{ mode: 'monitor', ...never }, { mode: 'monitor', ...must }, { ...may }];
    expect(decide({ rules })).toMatchObject({
      ...{ outcome: 'none', wouldBe: 'refuse', rule: 'r2', watchedRule: 'r0' },
    });
  });

  it('challenge nobody by a default that is only watched or off', () => {
    expect(decide({ last: { mode: 'monitor' } })).toMatchObject({
      ...{ outcome: 'none', wouldBe: 'require', watchedRule: 'default', obliged: false },
    });
    expect(decide({ last: { mode: 'off' } })).toMatchObject({
      outcome: 'none',
      wouldBe: 'none',
      obliged: false,
    });
  });
});

describe('a period of grace', () => {
  const grace = (withoutFactor: object) => ({
    last: { withFactor: 'require', withoutFactor: { outcome: 'grace', ...withoutFactor } },
  });

  it('begins when the person is first told, and is over after so many days', () => {
    expect(decide(grace({ days: 7 }), newcomer)).toMatchObject({
      ...{ outcome: 'none', obliged: true, graceBegins: true, graceUntil: now + 7 * day },
    });
    const told = { ...newcomer, graceStartedAt: now - 6 * day };
    expect(decide(grace({ days: 7 }), told)).toMatchObject({ outcome: 'none', graceUntil: now + day });
    expect(decide(grace({ days: 7 }), told).graceBegins).toBeUndefined();
    expect(decide(grace({ days: 6 }), told).outcome).toBe('enroll');
  });

  it('is over at its date, or after its days, whichever comes first', () => {
    const both = grace({ days: 30, until: '2026-06-03T00:00:00Z' });
    expect(decide(both, newcomer).graceUntil).toBe(Date.parse('2026-06-03T00:00:00Z'));
    expect(decide(grace({ until: '2026-06-01T12:00:00Z' }), newcomer).outcome).toBe('enroll');
  });

  it('gives whoever has a factor nothing', () => {
    expect(decide(grace({ days: 7 })).outcome).toBe('require');
  });

  it('counts from the start of a wave for whoever was told before', () => {
    const wave = { startsAt: '2026-05-31T12:00:00Z', mails: false };
    const rules = [{ wave, withFactor: 'require', withoutFactor: { outcome: 'grace', days: 3 } }];
    const told = { ...newcomer, graceStartedAt: now - 90 * day };
    expect(decide({ rules }, told).graceUntil).toBe(now + 2 * day);
    expect(
      decide({ rules: [{ ...rules[0], wave: { ...wave, paused: true } }], last: may }, told).outcome,
    ).toBe('none');
    const later = { ...wave, startsAt: '2026-06-02T00:00:00Z' };
    expect(decide({ rules: [{ ...rules[0], wave: later }], last: may }, told).rule).toBe('default');
  });
});

describe('an exemption', () => {
  const exempt = { ...alice, exemptUntil: now + 1 };

  it('takes away what is owed until it ends', () => {
    expect(decide({}, exempt)).toMatchObject({ outcome: 'none', rule: 'exemption', obliged: false });
    expect(decide({}, { ...exempt, enrolled: false }).outcome).toBe('none');
    expect(decide({}, { ...exempt, exemptUntil: now }).outcome).toBe('require');
  });

  it('lets nobody in whom a rule refuses', () => {
    expect(decide({ rules: [never] }, exempt)).toMatchObject({ outcome: 'refuse', rule: 'r0' });
  });
});

describe('places that want a fresh factor', () => {
  const stepUp = [
    { name: 'Administration', paths: ['administration'], minutes: 15 },
    { name: 'Tokens', paths: ['tokens', 'administration'], minutes: 5 },
  ];

  it('say how old it may be; the strictest counts', () => {
    const at = (...paths: ('administration' | 'tokens' | 'pages')[]) =>
      decide({ stepUp }, alice, { path: undefined, possiblePaths: new Set(paths) }).stepUp;
    expect(at('administration')).toBe(5 * 60_000);
    expect(at('pages')).toBeUndefined();
  });
});

describe('the explanation', () => {
  it('names every rule on the way, and why it did not decide', () => {
    const rules = [
      { mode: 'off', ...never },
      { match: { users: ['bob'] }, ...never },
      { match: { networks: ['10.0.0.0/8'] }, ...never },
      { mode: 'monitor', ...never },
      { wave: { startsAt: '2027-01-01T00:00:00Z', mails: true }, ...never },
      { match: { groups: ['staff'] }, ...may },
      { ...never },
    ];
    const verdicts: RuleVerdict[] = [];
    evaluatePolicy(policyOf({ rules }), alice, here, (verdict) => verdicts.push(verdict));
    expect(verdicts.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
      ...[
        'r0 off',
        'r1 does_not_match',
        'r2 does_not_match',
        'r3 would_decide',
        'r4 not_started',
        'r5 decides',
      ],
    ]);
    expect(verdicts[1]?.detail).toBe('another user');
    expect(verdicts[2]?.detail).toContain('192.0.2.7');
  });

  it('says the same as the decision, over many policies', () => {
    const outcomes = [must, may, never];
    const modes = ['off', 'monitor', 'enforce'];
    const matches = [{}, { users: ['bob'] }, { groups: ['staff'] }, { networks: ['10.0.0.0/8'] }];
    for (let seed = 0; seed < 500; seed += 1) {
      const pick = <T>(list: readonly T[], by: number) => list[(seed * by + by) % list.length] as T;
      const rules = [3, 5, 7].map((by) => ({
        mode: pick(modes, by),
        match: pick(matches, by + 4),
        ...pick(outcomes, by + 1),
      }));
      const policy = policyOf({ rules });
      const verdicts: RuleVerdict[] = [];
      const told = evaluatePolicy(policy, alice, here, (verdict) => verdicts.push(verdict));
      expect(told).toEqual(evaluatePolicy(policy, alice, here));
      expect(verdicts.filter(({ verdict }) => verdict === 'decides')).toEqual([
        expect.objectContaining({ rule: told.rule }),
      ]);
    }
  });
});

describe('the longest period of grace', () => {
  const grace = (days: number, mode = 'enforce') => ({
    ...{ mode, withFactor: 'require', withoutFactor: { outcome: 'grace', days } },
  });

  it('is that of any rule in force, and none where no rule counts days', () => {
    const longest = (parts: Parts) => longestGrace(policyOf(parts).document);
    expect(longest({ rules: [grace(3), grace(30, 'off')], last: grace(7) })).toBe(7);
    expect(longest({ rules: [grace(14)] })).toBe(14);
    expect(longest({})).toBeUndefined();
  });
});
