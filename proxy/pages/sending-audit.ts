import type { AuditLog } from '../audit/index.ts';
import type { FactorPerson, StartResult } from '../authenticators/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';

/** Writes down that something was sent, or was to be: whose, by which way, and never where to or what. */
export async function auditSending(
  audit: AuditLog,
  result: StartResult | undefined,
  method: string,
  { userKey, username }: Pick<FactorPerson, 'userKey' | 'username'>,
  scope: RequestScope,
): Promise<void> {
  if (result === undefined) return;
  const sent = result.kind === 'started';
  const person = { userKey, username };
  await audit.record({
    type: sent ? 'code.sent' : 'code.not_sent',
    outcome: sent ? 'success' : 'failure',
    reason: sent ? method : `${method} ${result.kind}`,
    ...{ actor: person, target: person },
    ...originOf(scope),
  });
}
