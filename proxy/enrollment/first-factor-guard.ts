import type { AuditEventType, AuditLog } from '../audit/index.ts';
import type { FactorPerson, StartResult } from '../authenticators/authenticator.ts';
import type { AttemptLedger, LockedUntil, RequestOrigin } from '../conversation/index.ts';
import { type Clock, hour } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import { findEnrollmentGuard, type PolicySource } from '../policy/index.ts';
import type { AddressLimiter, SharedStore } from '../store/index.ts';

/** What somebody may show, besides the password, before they set up their first factor. */
export type GuardWay = 'network' | 'mail' | 'help_desk_code';

/** Codes that an administrator has given out for one person. `true` for the one caller that used it up. */
export type ConsumeHelpDeskCode = (userKey: string, code: string) => Promise<boolean>;

/** A code that was sent to the mailbox which Jira knows. */
export interface GuardMail {
  send(person: FactorPerson, flow: string): Promise<StartResult>;
  isWaiting(person: FactorPerson, flow: string): Promise<boolean>;
  consume(person: FactorPerson, flow: string, code: string): Promise<boolean>;
}

export type GuardedPerson = FactorPerson & { readonly groups: readonly string[] };

/** In which session somebody is about to set up their first factor. */
export type GuardHolder = {
  readonly person: GuardedPerson;
  readonly sessionKey: string;
  /** Of the person's sessions, as it is now. */
  readonly generation: string;
};

export type GuardOutcome =
  | { readonly kind: 'passed' | 'wrong' }
  | { readonly kind: 'locked'; readonly until: LockedUntil }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export type FirstFactorGuardParts = {
  readonly policies: PolicySource;
  /** Absent on a site without a mail server. */
  readonly mail: GuardMail | undefined;
  readonly consumeHelpDeskCode: ConsumeHelpDeskCode;
  /** Whether a token is that of a link which the person was mailed, and which is still good. */
  readonly holdsLink: (userKey: string, token: string) => Promise<boolean>;
  readonly store: SharedStore;
  readonly hash: KeyedHash;
  readonly ledger: AttemptLedger;
  readonly addresses: AddressLimiter;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** Long enough to set a phone up. */
const passedFor = hour;

/**
 * Whoever stole a password must not tie their own phone to the account. Where the policy says so, the first factor is
 * set up only from a known network, with a code from the mailbox, or with one from the help desk. What was shown counts
 * for one person in one session, and not after their sessions were revoked.
 */
export class FirstFactorGuard {
  readonly #parts: FirstFactorGuardParts;

  constructor(parts: FirstFactorGuardParts) {
    this.#parts = parts;
  }

  /** The ways that are open to the person; none where nothing more is wanted. Never empty where something is. */
  waysFor(
    person: Pick<GuardedPerson, 'userKey' | 'username' | 'groups'>,
    address: string,
  ): readonly GuardWay[] {
    const { policies, mail, clock } = this.#parts;
    const policy = policies.current;
    const guard = findEnrollmentGuard(policy, person, { address, now: clock() });
    if (guard === undefined) return [];
    if (guard.networks !== undefined && policy.onNetworks(guard.networks, address)) return [];
    const open = guard.any.filter((way) => way !== 'mail' || mail !== undefined);
    // A site that lost its mail server: then somebody has to help, and nobody gets by.
    return open.length > 0 ? open : ['help_desk_code'];
  }

  async isPassed({
    person,
    sessionKey,
    generation,
  }: Omit<GuardHolder, 'person'> & {
    readonly person: Pick<FactorPerson, 'userKey'>;
  }): Promise<boolean> {
    return (await this.#parts.store.get(this.#keyOf(person.userKey, sessionKey))) === generation;
  }

  async sendMail({ person, sessionKey }: GuardHolder): Promise<StartResult> {
    const { mail } = this.#parts;
    return mail === undefined
      ? { kind: 'failed' }
      : mail.send(person, this.#flowOf(person.userKey, sessionKey));
  }

  async isMailWaiting({ person, sessionKey }: GuardHolder): Promise<boolean> {
    const waiting = this.#parts.mail?.isWaiting(person, this.#flowOf(person.userKey, sessionKey));
    return (await waiting) ?? false;
  }

  /** Whoever followed the link that they were mailed has shown that they read the mailbox. Ends nothing by itself. */
  async passByLink(holder: GuardHolder, token: string, origin: RequestOrigin): Promise<boolean> {
    const { holdsLink, store } = this.#parts;
    const { person, sessionKey, generation } = holder;
    if (!(await holdsLink(person.userKey, token))) return false;
    await this.#record('enrollment.guard_passed', 'success', person, 'mail', origin);
    await store.set(this.#keyOf(person.userKey, sessionKey), generation, passedFor);
    return true;
  }

  /** One attempt, counted with all others of the person before it is looked at. @param way one of `waysFor` */
  async pass(
    holder: GuardHolder,
    way: Exclude<GuardWay, 'network'>,
    code: string,
    origin: RequestOrigin,
  ): Promise<GuardOutcome> {
    const { ledger, addresses, store, clock } = this.#parts;
    const { person, sessionKey, generation } = holder;
    const { userKey } = person;
    const seconds = await addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };
    const spending = await ledger.spend(userKey, clock());
    if (spending.kind === 'locked') return spending;
    if (!(await this.#isRight(holder, way, code))) {
      await addresses.countFailure(origin.address);
      await this.#record('enrollment.guard_refused', 'failure', person, way, origin);
      return { kind: 'wrong' };
    }
    await ledger.clear(userKey);
    await this.#record('enrollment.guard_passed', 'success', person, way, origin);
    await store.set(this.#keyOf(userKey, sessionKey), generation, passedFor);
    return { kind: 'passed' };
  }

  async #isRight({ person, sessionKey }: GuardHolder, way: 'mail' | 'help_desk_code', code: string) {
    const { mail, consumeHelpDeskCode } = this.#parts;
    switch (way) {
      case 'mail':
        return (await mail?.consume(person, this.#flowOf(person.userKey, sessionKey), code)) ?? false;
      case 'help_desk_code':
        return consumeHelpDeskCode(person.userKey, code);
      default:
        return way satisfies never;
    }
  }

  #record(
    type: AuditEventType,
    outcome: 'success' | 'failure',
    { userKey, username }: GuardedPerson,
    reason: GuardWay,
    { address, requestId }: RequestOrigin,
  ): Promise<void> {
    const person = { userKey, username };
    return this.#parts.audit.record({
      type,
      outcome,
      reason,
      actor: person,
      target: person,
      address,
      requestId,
    });
  }

  #keyOf(userKey: string, sessionKey: string): string {
    return `guard:${this.#parts.hash('first factor guard', userKey, sessionKey)}`;
  }

  #flowOf(userKey: string, sessionKey: string): string {
    return this.#parts.hash('first factor guard mail', userKey, sessionKey);
  }
}
