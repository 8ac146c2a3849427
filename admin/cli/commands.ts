import { auditExport } from './audit-export.ts';
import { auditKey } from './audit-key.ts';
import { auditVerify } from './audit-verify.ts';
import type { Command } from './command.ts';

/** All there are. A new one is a file and a line here. */
export const commands: readonly Command[] = [auditVerify, auditExport, auditKey];
