import type { NewEnrollment, UsedStep } from '../../../proxy/enrollment/index.ts';

export function buildUsedStep(step: number): UsedStep {
  return { step, hash: `hash of step ${step}`, expiresAt: new Date((step + 4) * 30_000) };
}

export function buildNewEnrollment(changes: Partial<NewEnrollment> = {}): NewEnrollment {
  const userKey = changes.userKey ?? 'JIRAUSER10100';
  return {
    userKey,
    username: `name of ${userKey}`,
    sealedSecret: 's1:test:c2VhbGVk',
    storedRecoveryCode: 'AAAAA-BBBBB-CCCCC-DDDDD',
    at: new Date('2026-03-01T12:00:00Z'),
    confirmedWith: buildUsedStep(59_000_000),
    ...changes,
  };
}
