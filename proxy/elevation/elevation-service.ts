import type { AuditLog, Person } from '../audit/index.ts';
import type { Authenticator } from '../authenticators/authenticator.ts';
import type { FactorProof, LockedUntil, RequestOrigin } from '../conversation/index.ts';
import type { EnrollmentRepository } from '../enrollment/index.ts';
import { type Clock, minute } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { AddressLimiter, SharedStore } from '../store/index.ts';

/** How somebody may confirm that it is them: with a factor where they have one, else with the password. */
export type ElevationMethod = 'PASSWORD' | 'TOTP';

/** Who is elevated, and with which session or token: another one of the same person is not. */
export type ElevationHolder = { readonly person: Person; readonly proofKey: string };

export type ElevationOutcome =
  | { readonly kind: 'elevated'; readonly replacementCode: string | undefined }
  | { readonly kind: 'wrong' | 'not_this_way' | 'not_enrolled' }
  | { readonly kind: 'locked'; readonly until: LockedUntil }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/** Whether a password is right is Jira's to say. */
export type ProvePassword = (person: Person, password: string, origin: RequestOrigin) => Promise<boolean>;

export type ElevationParts = {
  readonly store: SharedStore;
  readonly hash: KeyedHash;
  readonly sessions: VerifiedSessionService;
  readonly enrollments: EnrollmentRepository;
  readonly proof: FactorProof;
  readonly totp: Authenticator;
  readonly recoveryCode: Authenticator;
  readonly provePassword: ProvePassword;
  readonly addresses: AddressLimiter;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

const elevatedFor = 10 * minute;

/** Changing one's own two-step verification wants a fresh proof, however the session was opened. */
export class ElevationService {
  readonly #parts: ElevationParts;

  constructor(parts: ElevationParts) {
    this.#parts = parts;
  }

  async methodsFor(userKey: string): Promise<readonly ElevationMethod[]> {
    // Whoever has a second factor, whichever it is, does not confirm with the password.
    return (await this.#parts.enrollments.find(userKey)) === undefined ? ['PASSWORD'] : ['TOTP'];
  }

  /** A revocation of the person's sessions ends it, too. */
  async isElevated(holder: ElevationHolder): Promise<boolean> {
    const { store, sessions, clock } = this.#parts;
    const [generation, until] = (await store.get(this.#keyOf(holder)))?.split(' ') ?? [];
    if (generation === undefined || Number(until) <= clock()) return false;
    return generation === (await sessions.generationOf(holder.person.userKey));
  }

  async elevate(holder: ElevationHolder): Promise<void> {
    const { store, sessions, clock } = this.#parts;
    const generation = await sessions.generationOf(holder.person.userKey);
    await store.set(this.#keyOf(holder), `${generation} ${clock() + elevatedFor}`, elevatedFor);
  }

  /** Only for people without a factor: the password was asked for at the login already. */
  async byPassword(
    holder: ElevationHolder,
    password: string,
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const { enrollments, addresses, provePassword } = this.#parts;
    if ((await enrollments.find(person.userKey)) !== undefined) return { kind: 'not_this_way' };
    const seconds = await addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };
    if (!(await provePassword(person, password, origin)))
      return this.#refuse(person, 'wrong password', origin);
    return this.#grant(holder, 'password', undefined, origin);
  }

  byTotp(holder: ElevationHolder, code: string, origin: RequestOrigin): Promise<ElevationOutcome> {
    return this.#byFactor(holder, this.#parts.totp, code, origin);
  }

  /** Uses the recovery code up; the outcome carries the next one. */
  byRecoveryCode(holder: ElevationHolder, code: string, origin: RequestOrigin): Promise<ElevationOutcome> {
    return this.#byFactor(holder, this.#parts.recoveryCode, code, origin);
  }

  async #byFactor(
    holder: ElevationHolder,
    authenticator: Authenticator,
    code: string,
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const { enrollments, addresses, proof } = this.#parts;
    if ((await enrollments.find(person.userKey)) === undefined) return { kind: 'not_enrolled' };
    const seconds = await addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };
    const outcome = await proof.check(authenticator, person.userKey, code);
    if (outcome.kind === 'locked') return outcome;
    if (outcome.kind === 'wrong') return this.#refuse(person, outcome.reason, origin);
    return this.#grant(holder, authenticator.method, outcome.replacementCode, origin);
  }

  async #grant(
    holder: ElevationHolder,
    reason: string,
    replacementCode: string | undefined,
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const event = {
      type: 'elevation.granted',
      outcome: 'success',
      reason,
      actor: person,
      target: person,
    } as const;
    await this.#parts.audit.record({ ...event, ...origin });
    await this.elevate(holder);
    return { kind: 'elevated', replacementCode };
  }

  async #refuse(person: Person, reason: string, origin: RequestOrigin): Promise<ElevationOutcome> {
    await this.#parts.addresses.countFailure(origin.address);
    const event = {
      type: 'elevation.refused',
      outcome: 'failure',
      reason,
      actor: person,
      target: person,
    } as const;
    await this.#parts.audit.record({ ...event, ...origin });
    return { kind: 'wrong' };
  }

  #keyOf({ person, proofKey }: ElevationHolder): string {
    return `elevated:${this.#parts.hash('elevation', person.userKey, proofKey)}`;
  }
}
