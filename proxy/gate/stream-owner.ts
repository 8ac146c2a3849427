import type { RequestScope } from '../http/request-scope.ts';
import { type FreshnessParts, isStale } from './freshness.ts';
import type { StreamOwner } from './open-streams.ts';
import type { Standing, StandingService } from './standing.ts';

export type StreamOwnerParts = Pick<FreshnessParts, 'principals' | 'confirmedAt'> & {
  readonly standings: Pick<StandingService, 'reassess'>;
};

/** Whose a WebSocket or a long reply is, and whether a request for it would go through by now. */
export function streamOwner(standing: Standing, scope: RequestScope, parts: StreamOwnerParts): StreamOwner {
  const { caller, sessionId, verified, credentials, requirement } = standing;
  const { principals, standings } = parts;
  const principal = caller.kind === 'person' ? caller.principal : undefined;
  const owner = {
    userKey: principal?.userKey,
    sessionKey: sessionId === undefined ? undefined : principals.keyOf(sessionId),
    expiresAt: verified?.expiresAt,
    login: verified?.family,
  };
  if (principal === undefined || credentials.kind !== 'browser') return owner;
  const mayStay = async () => {
    const now = await standings.reassess(standing, principal, scope);
    const { outcome, stepUp } = now.requirement;
    if (outcome !== 'none' && (outcome !== 'require' || now.verified === undefined)) return false;
    if (now.lacksMethod) return false;
    // What was fresh enough when it began may take longer than anything stays fresh: only a stricter policy asks again.
    const isAskedMore =
      stepUp !== undefined && !(requirement.stepUp !== undefined && requirement.stepUp <= stepUp);
    return !isAskedMore || !(await isStale(now, scope, parts));
  };
  return { ...owner, mayStay };
}
