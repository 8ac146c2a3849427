import type { RequestScope } from '../http/request-scope.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { PrincipalService } from '../principal/index.ts';
import { trustedDeviceMethod } from '../trusted-device/index.ts';
import type { Standing } from './standing.ts';

export type FreshnessParts = {
  readonly principals: PrincipalService;
  /** The cookie that says that a person was told of their period of grace. */
  readonly laterCookie: string;
  /** When a person last confirmed that it is them, besides at the login (ms since the epoch). */
  readonly confirmedAt: (
    userKey: string,
    sessionKey: string,
    wanted: readonly string[] | undefined,
  ) => Promise<number | undefined>;
};

/** Whether a place wants a factor that was shown more lately. Only where the policy asks anything is looked up. */
export async function isStale(
  standing: Standing,
  scope: RequestScope,
  { principals, confirmedAt }: Pick<FreshnessParts, 'principals' | 'confirmedAt'>,
): Promise<boolean> {
  const { requirement, caller, verified, sessionId, lacksMethod } = standing;
  const { stepUp } = requirement;
  if (stepUp === undefined || caller.kind !== 'person' || sessionId === undefined) return false;
  if (verified === undefined) return true;
  const since = scope.startedAt - stepUp;
  // A browser that was remembered showed nothing.
  if (verified.method !== trustedDeviceMethod && verified.verifiedAt > since) return false;
  const wanted = lacksMethod ? undefined : requirement.methods;
  const confirmed = await confirmedAt(caller.principal.userKey, principals.keyOf(sessionId), wanted);
  return confirmed === undefined || confirmed <= since;
}

/** On pages only, and once a day. A client that says it was told already goes without a reminder, no more. */
export function isReminderDue(
  { requirement, sessionId }: Standing,
  scope: RequestScope,
  laterCookie: string,
): boolean {
  const { graceUntil } = requirement;
  if (graceUntil === undefined || sessionId === undefined) return false;
  if (scope.class !== 'page' || scope.method !== 'GET') return false;
  return cookieValue(scope.cookies, laterCookie) !== laterMark(graceUntil);
}

/** What the cookie holds of a person who was told. @param graceUntil ms since the epoch */
export function laterMark(graceUntil: number): string {
  return `until-${graceUntil}`;
}
