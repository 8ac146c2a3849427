import type { AuditLog, Person } from '../audit/index.ts';
import type { Authenticator } from '../authenticators/authenticator.ts';
import type { RequestOrigin } from '../conversation/index.ts';
import type { SecurityNotifier } from '../notification/security-notice.ts';
import { type AdministratorCheck, type Refusal, recipientOf, type Target } from './administrator-check.ts';
import { type EndEnrollmentParts, endEnrollment } from './end-enrollment.ts';

export type UnenrollInput = {
  readonly actor: Person;
  readonly target: () => Promise<Target | undefined>;
  readonly isSelf: boolean;
  /** The administrator's own code. */
  readonly code: string;
  readonly origin: RequestOrigin;
};

export type UnenrollOutcome = Refusal | { readonly kind: 'unenrolled' | 'not_enrolled' };

export type UnenrollmentParts = EndEnrollmentParts & {
  readonly totp: Authenticator;
  readonly check: AdministratorCheck;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
};

/** Taking somebody's second factor away, confirmed with the code of the administrator's own app. */
export class UnenrollmentService {
  readonly #parts: UnenrollmentParts;

  constructor(parts: UnenrollmentParts) {
    this.#parts = parts;
  }

  /** Audited whatever comes out. */
  async unenroll(input: UnenrollInput): Promise<UnenrollOutcome> {
    const { actor, origin } = input;
    const { outcome, target } = await this.#run(input);
    await this.#parts.audit.record({
      type: outcome.kind === 'unenrolled' ? 'enrollment.removed' : 'enrollment.removal_refused',
      outcome: outcome.kind === 'unenrolled' ? 'success' : 'failure',
      reason: outcome.kind,
      ...{ actor, target, ...origin },
    });
    return outcome;
  }

  async #run(input: UnenrollInput): Promise<{ outcome: UnenrollOutcome; target: Person | undefined }> {
    const { enrollments, totp, check, notifier } = this.#parts;
    const answer = await check.check({
      ...input,
      ownProof: async () => {
        const own = await enrollments.find(input.actor.userKey);
        if (own === undefined || own.sealedSecret === '') return undefined;
        return { kind: 'factor', authenticators: [totp], input: { code: input.code } };
      },
      stop: async ({ userKey }) =>
        (await enrollments.find(userKey)) === undefined ? ({ kind: 'not_enrolled' } as const) : undefined,
    });
    const { target } = answer;
    if (answer.kind === 'refused') return { outcome: answer.refusal, target };
    const ended = await endEnrollment(this.#parts, answer.target.userKey);
    // Help desks are talked round: whoever it happened to has to know.
    if (ended) notifier.tell(recipientOf(answer.target), { kind: 'reset' }, input.origin);
    return { outcome: { kind: ended ? 'unenrolled' : 'not_enrolled' }, target };
  }
}
