import type { NewRow, UsedStep } from '../../../proxy/authenticators/index.ts';
import type { NewEnrollment, NewSecret } from '../../../proxy/enrollment/index.ts';

export function buildUsedStep(step: number): UsedStep {
  return { step, hash: `hash of step ${step}`, expiresAt: new Date((step + 4) * 30_000) };
}

export function buildApp(changes: Partial<NewSecret> = {}): NewSecret {
  return {
    kind: 'app',
    name: '',
    sealedSecret: 's1:test:c2VhbGVk',
    confirmedWith: buildUsedStep(59_000_000),
    ...changes,
  };
}

let rows = 0;

/** A row like no other, unless the changes say so. */
export function buildRow(changes: Partial<NewRow> = {}): NewRow {
  rows += 1;
  return { kind: 'row', method: 'WEBAUTHN', name: '', data: 'data', uniqueKey: `key ${rows}`, ...changes };
}

/** Enrolled with an authenticator app, unless the changes say otherwise. */
export function buildNewEnrollment(changes: Partial<NewEnrollment> = {}): NewEnrollment {
  const userKey = changes.userKey ?? 'JIRAUSER10100';
  return {
    userKey,
    username: `name of ${userKey}`,
    storedRecoveryCode: 'AAAAA-BBBBB-CCCCC-DDDDD',
    at: new Date('2026-03-01T12:00:00Z'),
    first: buildApp(),
    ...changes,
  };
}
