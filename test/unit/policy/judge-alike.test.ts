import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, evaluatePolicy, type Requirement } from '../../../proxy/policy/index.ts';
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
    username: fc.constantFrom('A', 'b', 'C', ...Array.from({ length: 30 }, (_, at) => `p${at}`)),
    groups: fc.subarray(['A', 'b', 'C', 'other']),
    enrolled: fc.boolean(),
    methods: fc.subarray(['TOTP', 'SMS']),
    exemptUntil: fc.constantFrom(undefined, now - 1, now, now + 1),
    graceStartedAt: fc.constantFrom(
      undefined,
      now - 9 * day,
      now - 5 * day,
      now - 5 * day + 1,
      now - 2 * day,
    ),
  })
  .map(({ username, ...facts }) => buildPolicyPerson(username, facts));

/** Until when somebody has time differs from one to the next; whether they have does not. */
const gist = ({ graceUntil, because, ...requirement }: Requirement) => ({
  ...requirement,
  because: because.replace(/from \S+ on$/, 'from some day on'),
  has: graceUntil !== undefined,
});

describe('judging those alike who are alike', () => {
  it('says of everybody what the policies say of them', () => {
    fc.assert(
      fc.property(
        policy,
        policy,
        fc.uniqueArray(person, { maxLength: 30, selector: ({ username }) => username }),
        (before, after, people) => {
          const circumstances = circumstancesAt({}, now);
          const judge = new JudgeAlike(before, after, circumstances);
          for (const one of people) {
            const kind = judge.kindOf(one);
            expect(gist(kind.before)).toEqual(gist(evaluatePolicy(before, one, circumstances)));
            expect(gist(kind.after)).toEqual(gist(evaluatePolicy(after, one, circumstances)));
            expect([kind.enrolled, kind.methods]).toEqual([one.enrolled, one.methods]);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('judges each kind once', () => {
    const before = compilePolicy(buildPolicy(), 1);
    const grace = { outcome: 'grace', days: 5 };
    const after = compilePolicy(
      buildPolicy({ rules: [{ match: { groups: ['a'] }, withoutFactor: grace }] }),
      2,
    );
    const judge = new JudgeAlike(before, after, circumstancesAt({}, now));
    const kinds = new Set(
      Array.from({ length: 999 }, (_, at) =>
        judge.kindOf(
          buildPolicyPerson(`p${at}`, {
            groups: at % 2 === 0 ? ['a', `g${at}`] : [`g${at}`],
            graceStartedAt: now - at * 3_600_000,
          }),
        ),
      ),
    );
    expect(kinds.size).toBe(4);
  });
});
