import { auditExport } from './audit-export.ts';
import { auditKey } from './audit-key.ts';
import { auditVerify } from './audit-verify.ts';
import { breakGlassConfirm, breakGlassStart } from './break-glass.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { keysDrop, keysList, keysRotate } from './keys.ts';
import { policyApply, policyPlan } from './policy-change.ts';
import { policyExplain, policyList } from './policy-list.ts';
import { status } from './status.ts';
import { userCode, userExempt, userReset, userUnlock } from './user-help.ts';
import { userShow } from './user-show.ts';

/** All there are. A new one is a file and a line here. */
export const commands: readonly Command[] = [
  ...[status, doctor],
  ...[userShow, userReset, userExempt, userUnlock, userCode],
  ...[policyList, policyExplain, policyPlan, policyApply],
  ...[auditVerify, auditExport, auditKey],
  ...[keysList, keysRotate, keysDrop],
  ...[breakGlassStart, breakGlassConfirm],
];
