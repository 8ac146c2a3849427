import { describe, expect, it } from 'vitest';
import { comparePolicies, policyWarnings } from '../../../proxy/policy/index.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';

const rule = (id: string, more: object = {}) => ({ id, name: id.toUpperCase(), ...more });

describe('the difference between two policies', () => {
  it('is nothing where they say the same', () => {
    expect(comparePolicies(buildPolicy(), buildPolicy())).toEqual([]);
  });

  it('tells in words what was added, removed, changed and moved', () => {
    const before = buildPolicy({
      rules: [rule('a'), rule('b', { mode: 'monitor' }), rule('c'), rule('d')],
      networks: [{ name: 'Office', ranges: ['192.0.2.0/24'] }],
    });
    const after = buildPolicy({
      rules: [
        rule('d'),
        rule('b', { match: { groups: ['staff'] }, withoutFactor: { outcome: 'grace', days: 14 } }),
        rule('c'),
        rule('e', { withFactor: 'exempt' }),
      ],
      networks: [{ name: 'Office', ranges: ['192.0.2.0/25'] }],
      default: { mode: 'off' },
      stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 5 }],
    });
    const told = comparePolicies(before, after).map(({ kind, what, details }) => [kind, what, details]);
    expect(told).toEqual([
      ['removed', 'Rule “A”', expect.arrayContaining(['Name: A'])],
      [
        'changed',
        'Rule “B”',
        [
          'Mode: Monitor → Enforce',
          'Applies to: no longer everybody',
          'Who has none: has to set one up → has time to set one up: 14 days from when they were told',
          'Groups: now staff',
        ],
      ],
      ['added', 'Rule “E”', expect.arrayContaining(['Who has a factor: is not asked for it'])],
      ['moved', 'Rule “D”', ['Place: 4 → 1']],
      ['changed', 'Everybody else', ['Mode: Enforce → Off']],
      ['added', 'Step-up “Admin”', ['Places: Administration', 'Shown within: 5 minutes']],
      ['changed', 'Network “Office”', ['Ranges: 192.0.2.0/24 → 192.0.2.0/25']],
    ]);
  });
});

describe('warnings about a policy', () => {
  it('name rules that are never reached, lenient places, methods that there are not, and an open end', () => {
    const policy = buildPolicy({
      rules: [
        rule('a', { match: { paths: ['portal'] }, withFactor: 'exempt' }),
        rule('b', { methods: ['TOTP', 'DUO'] }),
        rule('c', { match: { groups: ['staff'] } }),
      ],
      default: { mode: 'monitor' },
    });
    const warnings = policyWarnings(policy, ['TOTP']).join('\n');
    expect(warnings).toContain('“C” is never reached: “B”');
    expect(warnings).toContain('“A” asks for less at some places only');
    expect(warnings).toContain('“B” counts methods that this site does not have: DUO');
    expect(warnings).toContain('Whoever no rule is about');
    expect(policyWarnings(buildPolicy({ rules: [rule('x', { match: { groups: ['y'] } })] }), [])).toEqual([]);
  });

  it.each([
    ['exempt', 'enroll', 'enforce', true],
    ['require', 'exempt', 'monitor', true],
    ['require', 'enroll', 'enforce', false],
    ['exempt', 'exempt', 'off', false],
  ])('tell that the password is enough where remembered logins are let off: %s, %s, %s', (...given) => {
    const [withFactor, outcome, mode, warned] = given;
    const about = (logins: readonly string[]) =>
      policyWarnings(
        buildPolicy({
          rules: [rule('r', { match: { logins }, withFactor, withoutFactor: { outcome }, mode })],
        }),
        ['TOTP'],
      ).filter((warning) => warning.includes('lets remembered logins off'));
    expect(about(['single_sign_on', 'remembered'])).toHaveLength(warned ? 1 : 0);
    expect(about(['single_sign_on'])).toEqual([]);
  });
});
