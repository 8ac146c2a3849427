import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../proxy/policy/index.ts';

describe('what a person owes', () => {
  it.each([
    ['mandatory', true, 'require', 'require'],
    ['mandatory', false, 'enroll', 'enroll'],
    ['optional', true, 'require', 'require'],
    ['optional', false, 'none', 'none'],
    ['monitor', true, 'none', 'require'],
    ['monitor', false, 'none', 'enroll'],
  ] as const)(
    'under the %s policy, enrolled %s: %s (enforced it would be %s)',
    (mode, enrolled, outcome, wouldBe) => {
      const requirement = evaluatePolicy({ mode }, { enrolled });
      expect(requirement).toMatchObject({ outcome, wouldBe });
      expect(requirement.because).toMatch(/\w+ \w+/);
    },
  );
});
