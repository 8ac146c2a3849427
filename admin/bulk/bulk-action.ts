import type { PersonRow } from '../../proxy/people/index.ts';
import type {
  AccessService,
  ExemptionService,
  HelpRefusal,
  HelpRequest,
  ResetService,
} from '../../proxy/user-help/index.ts';

export const bulkKinds = ['unlock', 'end_access', 'exempt', 'reset'] as const;
export type BulkKind = (typeof bulkKinds)[number];

export type BulkHelp = {
  readonly reset: ResetService;
  readonly exemptions: ExemptionService;
  readonly access: AccessService;
};

/** What came of it for one of them: nothing to add, or why they were skipped. */
export type OneOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped'; readonly why: string }
  /** It goes on for nobody: the administrator themselves may not. */
  | { readonly kind: 'stop'; readonly why: string };

/** Does it for one of them. */
export async function runOne(
  kind: BulkKind,
  { reset, exemptions, access }: BulkHelp,
  person: PersonRow,
  request: HelpRequest,
  hours: number,
): Promise<OneOutcome> {
  switch (kind) {
    case 'unlock':
      if (person.lockedUntil === undefined) return { kind: 'skipped', why: 'was not locked' };
      return outcomeOf(await access.unlock(request));
    case 'end_access': {
      // Browsers first: one that is remembered would let somebody in again at once.
      const devices = outcomeOf(await access.revokeDevices(request));
      return devices.kind === 'done' ? outcomeOf(await access.revokeSessions(request)) : devices;
    }
    case 'exempt':
      return outcomeOf(await exemptions.grant({ ...request, hours }));
    case 'reset':
      return outcomeOf(await reset.reset({ ...request, scope: { kind: 'all' } }));
    default:
      return kind satisfies never;
  }
}

type Help =
  | HelpRefusal
  | Awaited<ReturnType<AccessService['unlock']>>
  | Awaited<ReturnType<AccessService['revokeDevices']>>
  | Awaited<ReturnType<ExemptionService['grant']>>
  | Awaited<ReturnType<ResetService['reset']>>;

function outcomeOf(outcome: Help): OneOutcome {
  switch (outcome.kind) {
    case 'unlocked':
    case 'revoked':
    case 'granted':
    case 'reset':
    case 'factor_removed':
      return { kind: 'done' };
    case 'self':
      return { kind: 'skipped', why: 'is you' };
    case 'unknown_user':
      return { kind: 'skipped', why: 'is not known to Jira by this name any more' };
    case 'not_enrolled':
      return { kind: 'skipped', why: 'has no second factor' };
    case 'unknown_factor':
    case 'last_factor':
    case 'bad_duration':
    case 'bad_reason':
      return { kind: 'skipped', why: 'was refused' };
    case 'actor_not_enrolled':
      return { kind: 'stop', why: 'you have no second factor of your own that could confirm it' };
    case 'locked':
      return { kind: 'stop', why: 'you typed too many wrong codes yourself' };
    case 'wrong_code':
      return { kind: 'stop', why: 'it was not confirmed' };
    default:
      return outcome satisfies never;
  }
}
