import type { FactorContext, FactorInput, StartResult } from '../authenticators/authenticator.ts';
import type { Factors } from '../authenticators/factors.ts';
import type { NewFactor } from '../authenticators/new-factor.ts';
import type { RecoveryCodeVault } from '../authenticators/recovery-code/index.ts';
import type {
  AttemptOutcome,
  CheckResult,
  Conversation,
  ConversationPurpose,
  ConversationService,
  ConversationStore,
  RequestOrigin,
} from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';
import type { FirstFactorGuard } from './first-factor-guard.ts';

/** Links that lead back to the setup after an administrator's reset. */
export interface SetupLinks {
  /** The person is set up: no link of theirs is good any more. Answers whether they had been sent one. */
  end(userKey: string): Promise<boolean>;
}

export type Enrolled = {
  /** Of a new enrollment only; the one that people have stays as it is when a factor is added. */
  readonly recoveryCode: string | undefined;
  readonly since: string;
  /** Whether it is the first one after an administrator's reset. */
  readonly afterReset: boolean;
};

type Kept = Omit<Enrolled, 'afterReset'>;

export type EnrollmentParts = {
  readonly conversations: ConversationService;
  readonly store: ConversationStore;
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly factors: Factors;
  readonly vault: RecoveryCodeVault;
  readonly guard: FirstFactorGuard;
  readonly setupLinks: SetupLinks;
  readonly clock: Clock;
};

export type Setup = {
  readonly id: string;
  readonly method: string;
  readonly origin: RequestOrigin;
  /** Absent: the first factor, on the way into Jira. */
  readonly purpose?: ConversationPurpose | undefined;
};

/** Setting up a factor, whichever it is: an offer for this conversation alone, then the proof that the person has it. */
export class EnrollmentService {
  readonly #parts: EnrollmentParts;

  constructor(parts: EnrollmentParts) {
    this.#parts = parts;
  }

  /** @param wanted methods that the policy wants of this person */
  canSetUp(method: string, wanted?: readonly string[]): boolean {
    const authenticator = this.#parts.factors.find(method);
    return authenticator?.setup !== undefined && this.#parts.factors.isAllowed(authenticator, wanted);
  }

  /** The same conversation offers the same, every new one something new. `undefined` where there is no such one. */
  async offer(setup: Setup): Promise<unknown> {
    const conversation = await this.#open(setup);
    if (conversation === undefined) return undefined;
    return this.#setupOf(setup.method, conversation).offer(this.#context(setup, conversation));
  }

  /** Sends what the setup has to send: a code to a new number, say. */
  async start(setup: Setup, input: FactorInput): Promise<StartResult | undefined> {
    const conversation = await this.#open(setup);
    if (conversation === undefined) return undefined;
    const { start } = this.#setupOf(setup.method, conversation);
    return start?.(this.#context(setup, conversation), input);
  }

  async isAnswered(setup: Setup, input?: FactorInput): Promise<boolean> {
    const conversation = await this.#open(setup);
    if (conversation === undefined) return true;
    const { progress } = this.#setupOf(setup.method, conversation);
    if (progress === undefined) return true;
    return (await progress(this.#context(setup, conversation), input)) === 'answered';
  }

  /** A right answer stores the factor and is spent with it: all in one step, or nothing. */
  async confirm(setup: Setup, input: FactorInput): Promise<AttemptOutcome<Enrolled>> {
    const outcome = await this.#attempt(setup, input);
    if (outcome.kind !== 'right') return outcome;
    const isFirst = setup.purpose === undefined || setup.purpose === 'voluntary';
    const { userKey } = outcome.conversation.person;
    const afterReset = isFirst && (await this.#parts.setupLinks.end(userKey));
    return { ...outcome, value: { ...outcome.value, afterReset } };
  }

  #attempt(setup: Setup, input: FactorInput): Promise<AttemptOutcome<Kept>> {
    const { id, purpose, origin } = setup;
    const right = {
      update: 'enrollment.updated',
      add: 'authenticator.added',
      voluntary: 'enrollment.confirmed',
    } as const;
    return this.#parts.conversations.attempt({
      ...{ id, step: 'ENROLLMENT', purpose, origin },
      detail: () => setup.method,
      events: {
        right: purpose === undefined ? 'enrollment.confirmed' : right[purpose],
        wrong: 'factor.failed',
      },
      check: async (conversation) => {
        if (!(await this.#isOpen(conversation, origin.address)))
          return { kind: 'wrong', reason: 'guard not passed' };
        const authenticator = this.#setupOf(setup.method, conversation);
        const result = await authenticator.confirm(this.#context(setup, conversation), input);
        if (result.kind === 'wrong') return result;
        const stored = await this.#store(conversation, result.factor);
        this.#parts.directory.forget(conversation.person.userKey);
        return stored;
      },
    });
  }

  #store(conversation: Conversation, factor: NewFactor): Promise<CheckResult<Kept>> {
    const { purpose } = conversation;
    if (purpose === 'update') return this.#replace(conversation, factor);
    return purpose === 'add' ? this.#add(conversation, factor) : this.#create(conversation, factor);
  }

  async #create(
    { person: { userKey, username } }: Conversation,
    first: NewFactor,
  ): Promise<CheckResult<Kept>> {
    const { vault, enrollments, clock } = this.#parts;
    const { code, stored } = vault.create(userKey);
    const at = new Date(clock());
    const since = await enrollments.create({ userKey, username, storedRecoveryCode: stored, at, first });
    if (since === undefined) return { kind: 'wrong', reason: 'already enrolled' };
    return { kind: 'right', value: { recoveryCode: code, since } };
  }

  async #add({ person: { userKey } }: Conversation, factor: NewFactor): Promise<CheckResult<Kept>> {
    const { enrollments, clock } = this.#parts;
    const standing = await enrollments.find(userKey);
    const added = standing !== undefined && (await enrollments.addFactor(userKey, factor, new Date(clock())));
    if (!added) return { kind: 'wrong', reason: 'known already' };
    return { kind: 'right', value: { recoveryCode: undefined, since: standing.since } };
  }

  /** The app on another phone: the new secret takes the place of the old one, and the recovery code stays. */
  async #replace({ person: { userKey } }: Conversation, factor: NewFactor): Promise<CheckResult<Kept>> {
    const { enrollments, clock } = this.#parts;
    const standing = await enrollments.find(userKey);
    if (standing === undefined) return { kind: 'wrong', reason: 'not enrolled' };
    if (factor.kind !== 'app') return { kind: 'wrong', reason: 'only the app is replaced in place' };
    const at = new Date(clock());
    const replaced = await enrollments.replaceSecret(userKey, standing.sealedSecret, factor, at);
    if (!replaced) return { kind: 'wrong', reason: 'changed meanwhile' };
    return { kind: 'right', value: { recoveryCode: undefined, since: standing.since } };
  }

  async #open({ id, purpose, origin }: Setup): Promise<Conversation | undefined> {
    const conversation = await this.#parts.conversations.find(id);
    if (conversation?.step !== 'ENROLLMENT' || conversation.purpose !== purpose) return undefined;
    return (await this.#isOpen(conversation, origin.address)) ? conversation : undefined;
  }

  /**
   * Whether nothing more than the password is wanted before the first factor, or it was shown in this session. By the
   * policy of this moment: a setup that was begun under a lighter one is held to it as well.
   */
  async #isOpen(conversation: Conversation, address: string): Promise<boolean> {
    const { purpose, session, person, groups, generation } = conversation;
    if (purpose === 'add' || purpose === 'update') return true;
    if (this.#parts.guard.waysFor({ ...person, groups }, address).length === 0) return true;
    if (session.kind !== 'browser') return false;
    return this.#parts.guard.isPassed({ person, sessionKey: session.sessionKey, generation });
  }

  #context({ id, origin }: Setup, { person }: Conversation): FactorContext {
    return { person, flow: this.#parts.store.flowOf(id), address: origin.address };
  }

  /** @throws Error for a method that cannot be set up, or is not allowed: pages and routes offer no such one. */
  #setupOf(method: string, { methods }: Conversation) {
    const { setup } = this.#parts.factors.get(method);
    if (setup === undefined || !this.canSetUp(method, methods))
      throw new Error(`${method} cannot be set up here`);
    return setup;
  }
}
