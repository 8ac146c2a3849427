import type { AuditLog, Person } from '../audit/index.ts';
import type {
  FactorContext,
  FactorInput,
  FactorPerson,
  StartResult,
} from '../authenticators/authenticator.ts';
import type { Factors } from '../authenticators/factors.ts';
import type { FactorProof, LockedUntil, OnAlarm, RequestOrigin } from '../conversation/index.ts';
import type { EnrollmentRepository } from '../enrollment/index.ts';
import { type Clock, hour, minute } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import { paperNotice, type SecurityNotifier } from '../notification/security-notice.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { AddressLimiter, SharedStore } from '../store/index.ts';

/** How somebody may confirm that it is them: with a factor where they have one, else with the password. */
export type ElevationMethod = 'PASSWORD' | 'TOTP';

/** Who is elevated, and with which session or token: another one of the same person is not. */
export type ElevationHolder = {
  readonly person: FactorPerson;
  readonly proofKey: string;
  /** Methods that the policy wants where the person is going; absent: any of theirs. */
  readonly wanted?: readonly string[] | undefined;
};
type ProofHolder = Omit<ElevationHolder, 'person'> & { readonly person: Pick<FactorPerson, 'userKey'> };

export type ElevationOutcome =
  | {
      readonly kind: 'elevated';
      readonly method: string;
      readonly replacementCode: string | undefined;
      readonly codesLeft: number | undefined;
    }
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
  readonly factors: Factors;
  readonly onAlarm: OnAlarm;
  readonly provePassword: ProvePassword;
  readonly addresses: AddressLimiter;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
  readonly clock: Clock;
};

/** How long a proof is fresh (ms). */
export const elevatedFor = 10 * minute;

/** A policy may be content with an older one; none wants to know of one that is older than any session (ms). */
const rememberedFor = 13 * hour;

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

  async isElevated(holder: ElevationHolder): Promise<boolean> {
    const shownAt = await this.shownAt(holder);
    return shownAt !== undefined && shownAt + elevatedFor > this.#parts.clock();
  }

  /** When the person last confirmed that it is them (ms since the epoch). A revocation of their sessions ends it, too. */
  async shownAt({ person, proofKey, wanted }: ProofHolder): Promise<number | undefined> {
    const { store, sessions, factors } = this.#parts;
    const [generation, shownAt, method = ''] =
      (await store.get(this.#keyOf(person.userKey, proofKey)))?.split(' ') ?? [];
    if (generation === undefined || generation !== (await sessions.generationOf(person.userKey)))
      return undefined;
    const counts = wanted === undefined || [...wanted, ...factors.recoveryMethods()].includes(method);
    return counts ? Number(shownAt) : undefined;
  }

  /**
   * @param generation of the person's sessions, read before the proof was looked at: a revocation that comes meanwhile
   * is not outrun
   */
  async elevate({ person, proofKey }: ElevationHolder, generation: string, method: string): Promise<void> {
    const { store, clock } = this.#parts;
    const value = `${generation} ${clock()} ${method}`;
    await store.set(this.#keyOf(person.userKey, proofKey), value, rememberedFor);
  }

  /** Only for people without a factor: the password was asked for at the login already. */
  async byPassword(
    holder: ElevationHolder,
    password: string,
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const { enrollments, addresses, provePassword, sessions } = this.#parts;
    const generation = await sessions.generationOf(person.userKey);
    if ((await enrollments.find(person.userKey)) !== undefined) return { kind: 'not_this_way' };
    const seconds = await addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };
    if (!(await provePassword(person, password, origin)))
      return this.#refuse(person, 'wrong password', origin);
    return this.#grant(holder, generation, { method: 'password' }, origin);
  }

  /** What the page that asks for a factor has to know. */
  prompt(holder: ElevationHolder, method: string, address: string): Promise<unknown> {
    return this.#parts.factors.get(method).prompt(this.#context(holder, address));
  }

  async start(
    holder: ElevationHolder,
    method: string,
    input: FactorInput,
    address: string,
  ): Promise<StartResult | undefined> {
    return this.#parts.factors.get(method).start?.(this.#context(holder, address), input);
  }

  async isAnswered(
    holder: ElevationHolder,
    method: string,
    address: string,
    input?: FactorInput,
  ): Promise<boolean> {
    const { progress } = this.#parts.factors.get(method);
    return (await progress?.(this.#context(holder, address), input)) !== 'waiting';
  }

  /**
   * One attempt; several methods where somebody types a code without saying of which kind. A recovery code is used up:
   * the outcome carries the next one.
   */
  async byFactor(
    holder: ElevationHolder,
    methods: readonly string[],
    input: FactorInput,
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const { enrollments, addresses, proof, factors, onAlarm, sessions } = this.#parts;
    const generation = await sessions.generationOf(person.userKey);
    if ((await enrollments.find(person.userKey)) === undefined) return { kind: 'not_enrolled' };
    const seconds = await addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };
    const authenticators = [];
    for (const method of methods) {
      const one = factors.get(method);
      // What somebody else read out to them opens a login. It does not confirm that it is them, again.
      if (one.traits.loginOnly === true) continue;
      if (await factors.accepts(person.userKey, one, holder.wanted)) authenticators.push(one);
    }
    if (authenticators.length === 0) return this.#refuse(person, 'not a way of this person', origin);
    const outcome = await proof.check(authenticators, this.#context(holder, origin.address), input);
    if (outcome.kind === 'locked') return outcome;
    if (outcome.kind === 'right') {
      await this.#tellOfPaper(person, outcome, origin);
      return this.#grant(holder, generation, outcome, origin);
    }
    if (outcome.alarm !== undefined) await onAlarm(person, origin);
    return this.#refuse(person, outcome.reason, origin);
  }

  /** A code that was saved for a lost phone opens the settings, too: its owner hears of it as of a login with it. */
  async #tellOfPaper(
    person: FactorPerson,
    shown: { readonly method: string; readonly codesLeft: number | undefined },
    origin: RequestOrigin,
  ): Promise<void> {
    const { factors, audit, notifier } = this.#parts;
    const { traits } = factors.get(shown.method);
    if (traits.role !== 'recovery') return;
    const { userKey, username } = person;
    const actor = { userKey, username };
    const { address, requestId } = origin;
    const event = { type: traits.events.right, outcome: 'success', reason: 'right' } as const;
    await audit.record({ ...event, actor, target: actor, address, requestId });
    notifier.tell(person, paperNotice(shown.codesLeft), origin);
  }

  #context({ person, proofKey }: ElevationHolder, address: string): FactorContext {
    return { person, flow: this.#parts.hash('elevation flow', proofKey), address };
  }

  async #grant(
    holder: ElevationHolder,
    generation: string,
    shown: { method: string; replacementCode?: string | undefined; codesLeft?: number | undefined },
    origin: RequestOrigin,
  ): Promise<ElevationOutcome> {
    const { person } = holder;
    const { method, replacementCode, codesLeft } = shown;
    const event = {
      type: 'elevation.granted',
      outcome: 'success',
      reason: method,
      actor: person,
      target: person,
    } as const;
    await this.#parts.audit.record({ ...event, ...origin });
    await this.elevate(holder, generation, method);
    return { kind: 'elevated', method, replacementCode, codesLeft };
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

  #keyOf(userKey: string, proofKey: string): string {
    return `elevated:${this.#parts.hash('elevation', userKey, proofKey)}`;
  }
}
