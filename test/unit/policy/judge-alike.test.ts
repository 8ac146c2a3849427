import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, evaluatePolicy } from '../../../proxy/policy/index.ts';
import { JudgeAlike } from '../../../proxy/policy/judge-alike.ts';
import { circumstancesAt } from '../../../proxy/policy/preview-policy.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';
import { buildPolicyPerson } from '../../support/fakes/index.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const day = 24 * 3_600_000;
const names = ['a', 'B', 'c'];

const someNames = fc.option(fc.subarray(names, { minLength: 1 }), { nil: undefined });
const withoutFactor = fc.constantFrom(
  { outcome: 'enroll' },
  { outcome: 'optional' },
  { outcome: 'refuse' },
  { outcome: 'grace', days: 5 },
  { outcome: 'grace', until: '2026-06-03T00:00:00Z' },
);
const outcome = { withoutFactor, withFactor: fc.constantFrom('require', 'exempt', 'refuse') };
const rule = fc.record({
  match: fc.record({ groups: someNames, users: someNames }),
  mode: fc.constantFrom('enforce', 'monitor', 'off'),
  ...outcome,
});
const policy = fc
  .record({ rules: fc.array(rule, { maxLength: 4 }), default: fc.record(outcome) })
  .map((draft) => compilePolicy(buildPolicy(draft), 1));
const person = fc
  .record({
    username: fc.constantFrom('A', 'b', 'C', 'd'),
    groups: fc.subarray(['A', 'b', 'C', 'other']),
    enrolled: fc.boolean(),
    exemptUntil: fc.constantFrom(undefined, now - 1, now, now + 1),
    graceStartedAt: fc.constantFrom(undefined, now - 9 * day, now - 5 * day, now - 2 * day),
  })
  .map(({ username, ...facts }) => buildPolicyPerson(username, facts));

describe('judging those alike who are alike', () => {
  it('says of everybody what the policies say of them', () => {
    fc.assert(
      fc.property(policy, policy, fc.array(person, { maxLength: 30 }), (before, after, people) => {
        const circumstances = circumstancesAt({}, now);
        const judge = new JudgeAlike(before, after, circumstances);
        for (const one of people) {
          expect(judge.judge(one)).toEqual({
            before: evaluatePolicy(before, one, circumstances),
            after: evaluatePolicy(after, one, circumstances),
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});
