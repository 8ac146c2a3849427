import type { AuditLog, Person } from '../audit/index.ts';
import type { Authenticator, FactorContext, FactorPerson } from '../authenticators/authenticator.ts';
import type { FactorProof, LockedUntil, RequestOrigin } from '../conversation/index.ts';
import type { SecurityNotifier } from '../notification/security-notice.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';

export type UnenrollInput = {
  readonly actor: Person;
  readonly target: () => Promise<(Person & Partial<FactorPerson>) | undefined>;
  readonly isSelf: boolean;
  /** The administrator's own code. */
  readonly code: string;
  readonly origin: RequestOrigin;
};

export type UnenrollOutcome =
  | {
      readonly kind:
        | 'unenrolled'
        | 'self'
        | 'actor_not_enrolled'
        | 'unknown_user'
        | 'not_enrolled'
        | 'wrong_code';
    }
  | { readonly kind: 'locked'; readonly until: LockedUntil };

export type UnenrollmentParts = {
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly sessions: VerifiedSessionService;
  readonly totp: Authenticator;
  readonly proof: FactorProof;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
};

/** Taking somebody's second factor away, confirmed with the administrator's own. */
export class UnenrollmentService {
  readonly #parts: UnenrollmentParts;

  constructor(parts: UnenrollmentParts) {
    this.#parts = parts;
  }

  /**
   * The code is looked at last: a typo in the name must not use it up. Everything else is checked before, in the
   * order in which an administrator can mend it. Audited whatever comes out.
   */
  async unenroll(input: UnenrollInput): Promise<UnenrollOutcome> {
    let target: Person | undefined;
    const outcome = await this.#run(input, (found) => {
      target = found;
    });
    await this.#parts.audit.record({
      type: outcome.kind === 'unenrolled' ? 'enrollment.removed' : 'enrollment.removal_refused',
      outcome: outcome.kind === 'unenrolled' ? 'success' : 'failure',
      reason: outcome.kind,
      actor: input.actor,
      target: input.isSelf ? input.actor : target,
      ...input.origin,
    });
    return outcome;
  }

  async #run(input: UnenrollInput, onTarget: (person: Person) => void): Promise<UnenrollOutcome> {
    const { enrollments, totp, proof } = this.#parts;
    const { actor } = input;
    if (input.isSelf) return { kind: 'self' };
    const own = await enrollments.find(actor.userKey);
    if (own === undefined || own.sealedSecret === '') return { kind: 'actor_not_enrolled' };
    const locked = await proof.lockedUntil(actor.userKey);
    if (locked !== undefined) return { kind: 'locked', until: locked };
    const target = await input.target();
    if (target === undefined) return { kind: 'unknown_user' };
    onTarget(target);
    if (target.userKey === actor.userKey) return { kind: 'self' };
    if ((await enrollments.find(target.userKey)) === undefined) return { kind: 'not_enrolled' };
    const proven = await proof.check([totp], contextOf(actor, input.origin), { code: input.code });
    if (proven.kind === 'locked') return proven;
    if (proven.kind === 'wrong') return { kind: 'wrong_code' };
    const outcome = await this.#remove(target);
    if (outcome.kind === 'unenrolled') this.#tell(target, input.origin);
    return outcome;
  }

  /** Help desks are talked round: whoever it happened to has to know. */
  #tell({ userKey, username, ...known }: Person & Partial<FactorPerson>, origin: RequestOrigin): void {
    const { displayName = username, email = '', locale = '' } = known;
    const person = { userKey, username, displayName, email, locale };
    this.#parts.notifier.tell(person, { kind: 'reset' }, origin);
  }

  async #remove(target: Person): Promise<UnenrollOutcome> {
    const removed = await this.#parts.enrollments.remove(target.userKey);
    this.#parts.directory.forget(target.userKey);
    await this.#parts.sessions.revokeUser(target.userKey);
    return { kind: removed ? 'unenrolled' : 'not_enrolled' };
  }
}

function contextOf({ userKey, username }: Person, { address }: RequestOrigin): FactorContext {
  return {
    person: { userKey, username, displayName: username, email: '', locale: '' },
    flow: 'unenroll',
    address,
  };
}
