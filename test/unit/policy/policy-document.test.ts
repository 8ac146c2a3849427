import { describe, expect, it } from 'vitest';
import { initialPolicy, readPolicy } from '../../../proxy/policy/index.ts';

const last = { mode: 'enforce', withFactor: 'require', withoutFactor: { outcome: 'enroll' } };
const rule = { id: 'staff', name: 'Staff', match: { groups: ['staff'] }, ...last };
const read = (changes: object) =>
  readPolicy({ networks: [], rules: [], default: last, stepUp: [], ...changes });
const problemsOf = (changes: object) => {
  const reading = read(changes);
  return reading.kind === 'invalid' ? reading.problems : [];
};

describe('reading a policy', () => {
  it('takes what the settings say', () => {
    for (const enforcement of ['mandatory', 'optional', 'monitor'] as const) {
      expect(readPolicy(initialPolicy(enforcement)).kind).toBe('policy');
    }
  });

  it('takes a rule with everything in it', () => {
    const networks = [{ name: 'Office', ranges: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1-192.0.2.9'] }];
    const full = {
      ...rule,
      match: { groups: ['a'], users: ['b'], networks: ['office'], paths: ['rest'], logins: ['password'] },
      wave: { startsAt: '2026-06-01T00:00:00Z', mails: true },
      ...{ methods: ['TOTP', 'WEBAUTHN'], rememberDays: 7 },
      guard: { any: ['network', 'mail'], networks: ['Office', '198.51.100.7'] },
    };
    const stepUp = [{ name: 'Admin', paths: ['administration'], minutes: 10 }];
    expect(problemsOf({ networks, rules: [full], stepUp })).toEqual([]);
  });

  it.each([
    ['no default', { default: undefined }, 'default'],
    ['a field that there is not', { rules: [{ ...rule, enable: true }] }, 'rules.0'],
    [
      'an empty list, which would match nobody',
      { rules: [{ ...rule, match: { groups: [] } }] },
      'rules.0.match.groups',
    ],
    [
      'grace without an end',
      { default: { ...last, withoutFactor: { outcome: 'grace' } } },
      'default.withoutFactor',
    ],
    ['two rules of one id', { rules: [rule, rule] }, 'two rules have the id "staff"'],
    [
      'a network that there is not',
      { rules: [{ ...rule, match: { networks: ['Ofice'] } }] },
      'there is no network "Ofice"',
    ],
    ['a range that is none', { networks: [{ name: 'A', ranges: ['10.0.0.0/33'] }] }, 'networks.0.ranges.0'],
    [
      'a range backwards',
      { networks: [{ name: 'A', ranges: ['10.0.0.9-10.0.0.1'] }] },
      'networks.0.ranges.0',
    ],
    [
      'a range of two families',
      { networks: [{ name: 'A', ranges: ['10.0.0.9-2001:db8::1'] }] },
      'networks.0.ranges.0',
    ],
    [
      'a guard of networks without networks',
      { default: { ...last, guard: { any: ['network'] } } },
      'default.guard.networks',
    ],
    [
      'a date that is none',
      { default: { ...last, withoutFactor: { outcome: 'grace', until: 'soon' } } },
      'until',
    ],
    ['a wave without a start', { rules: [{ ...rule, wave: { mails: true } }] }, 'startsAt'],
  ])('refuses %s, and says where', (_what, changes, place) => {
    expect(problemsOf(changes).join('\n')).toContain(place);
  });

  it('tells all problems at once', () => {
    expect(problemsOf({ rules: [{ ...rule, id: 'A B', mode: 'maybe' }], stepUp: 7 })).toHaveLength(3);
  });
});
