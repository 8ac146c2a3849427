import type { Person } from '../audit/index.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorPerson,
} from '../authenticators/authenticator.ts';
import type { FactorProof, LockedUntil, RequestOrigin } from '../conversation/index.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';

/** Whom something is done to: what Jira tells of them besides key and name may be missing. */
export type Target = Person & Partial<FactorPerson>;

/** How administrators show that it is them: an answer for one of these factors, or a proof that is fresh already. */
export type OwnProof =
  | {
      readonly kind: 'factor';
      readonly authenticators: readonly Authenticator[];
      readonly input: FactorInput;
    }
  | { readonly kind: 'elevated' };

export type Refusal =
  | { readonly kind: 'self' | 'actor_not_enrolled' | 'unknown_user' | 'wrong_code' }
  | { readonly kind: 'locked'; readonly until: LockedUntil };

export type AdministratorRequest<Stop> = {
  readonly actor: Person;
  /** Known before anybody is looked up: by the name that was typed. */
  readonly isSelf?: boolean;
  readonly target: () => Promise<Target | undefined>;
  /** `undefined`: they have no second factor of their own that counts here. */
  readonly ownProof: () => Promise<OwnProof | undefined>;
  /** What else has to be so. Looked at before the code is. */
  readonly stop: (target: Target) => Promise<Stop | undefined>;
  readonly origin: RequestOrigin;
};

export type AdministratorAnswer<Stop> =
  | { readonly kind: 'allowed'; readonly target: Target }
  | { readonly kind: 'refused'; readonly refusal: Refusal | Stop; readonly target: Person | undefined };

/** Whether an administrator may do something to somebody else's second factor, confirmed with their own. */
export class AdministratorCheck {
  readonly #enrollments: EnrollmentRepository;
  readonly #proof: FactorProof;

  constructor(enrollments: EnrollmentRepository, proof: FactorProof) {
    this.#enrollments = enrollments;
    this.#proof = proof;
  }

  /**
   * The code is looked at last: a typo in the name must not use it up. Everything else is checked before, in the
   * order in which an administrator can mend it.
   */
  async check<Stop>(request: AdministratorRequest<Stop>): Promise<AdministratorAnswer<Stop>> {
    const { actor, origin } = request;
    const refused = (refusal: Refusal | Stop, target?: Person) =>
      ({ kind: 'refused', refusal, target }) as const;
    if (request.isSelf === true) return refused({ kind: 'self' }, actor);
    const ownProof = await this.#ownProof(request);
    if (ownProof === undefined) return refused({ kind: 'actor_not_enrolled' });
    const locked = await this.#proof.lockedUntil(actor.userKey);
    if (locked !== undefined) return refused({ kind: 'locked', until: locked });
    const target = await request.target();
    if (target === undefined) return refused({ kind: 'unknown_user' });
    if (target.userKey === actor.userKey) return refused({ kind: 'self' }, target);
    const stop = await request.stop(target);
    if (stop !== undefined) return refused(stop, target);
    if (ownProof.kind === 'elevated') return { kind: 'allowed', target };
    const { authenticators, input } = ownProof;
    const proven = await this.#proof.check(authenticators, contextOf(actor, origin), input);
    if (proven.kind === 'locked') return refused(proven, target);
    return proven.kind === 'right' ? { kind: 'allowed', target } : refused({ kind: 'wrong_code' }, target);
  }

  async #ownProof({ actor, ownProof }: AdministratorRequest<unknown>): Promise<OwnProof | undefined> {
    return (await this.#enrollments.find(actor.userKey)) === undefined ? undefined : ownProof();
  }
}

/** Whom a mail goes to, with what is known of them. */
export function recipientOf({ userKey, username, ...known }: Target): FactorPerson {
  const { displayName = username, email = '', locale = '' } = known;
  return { userKey, username, displayName, email, locale };
}

function contextOf({ userKey, username }: Person, { address }: RequestOrigin): FactorContext {
  return { person: recipientOf({ userKey, username }), flow: 'administration', address };
}
