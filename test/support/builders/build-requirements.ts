import type { EnrollmentDirectory } from '../../../proxy/enrollment/index.ts';
import { RequirementService } from '../../../proxy/gate/index.ts';
import { compilePolicy, type PolicyDocument } from '../../../proxy/policy/index.ts';
import type { SharedStore } from '../../../proxy/store/index.ts';
import { createFakeAuditLog, type FakeAuditLog } from '../fakes/fake-audit-log.ts';
import { createFakeGracePeriods } from '../fakes/fake-grace-periods.ts';

/** What a policy wants, over fakes. */
export function buildRequirements(
  policy: PolicyDocument,
  parts: {
    readonly enrollments: EnrollmentDirectory;
    readonly store: SharedStore;
    readonly clock: () => number;
    readonly audit?: FakeAuditLog;
  },
): RequirementService {
  const { enrollments, store, clock, audit = createFakeAuditLog() } = parts;
  const policies = { current: compilePolicy(policy, 0) };
  return new RequirementService({
    ...{ policies, grace: createFakeGracePeriods(), audit, enrollments, store, clock },
    siteMethods: new Set(['TOTP', 'WEBAUTHN']),
  });
}
