import type { AuditEventType, AuditLog } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { PeopleDirectory } from '../principal/index.ts';
import type { AddressLimiter } from '../store/index.ts';
import { type AttemptLedger, attemptLimits, type LockedUntil } from './attempt-ledger.ts';
import { type Conversation, type HeldSession, heldSessionSchema } from './conversation.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Who is asking, for the audit and the address limits. */
export type RequestOrigin = {
  readonly address: string;
  readonly requestId: string;
  /** "Firefox · Windows", for mails and lists. */
  readonly browser?: string;
};

export type CheckResult<T> =
  | { readonly kind: 'right'; readonly value: T }
  /** The reason is for the audit; outside all wrong codes look the same. */
  | { readonly kind: 'wrong'; readonly reason: string };

export type AttemptOutcome<T> =
  | { readonly kind: 'right'; readonly value: T; readonly conversation: Conversation }
  | { readonly kind: 'wrong'; readonly attemptsLeft: number }
  /** That was the last try: the conversation is over, and so is the password login. */
  | { readonly kind: 'ended'; readonly conversation: Conversation }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'locked'; readonly until: LockedUntil }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export type AttemptEvents = { readonly right: AuditEventType; readonly wrong: AuditEventType };

export type Attempt<T> = {
  readonly id: string;
  readonly step: Conversation['step'];
  readonly purpose?: Conversation['purpose'] | undefined;
  readonly origin: RequestOrigin;
  /** Asked for after the check, which may find out what it was about. */
  readonly events: AttemptEvents | (() => AttemptEvents);
  /** What the audit says of a right one, where the kind of event does not say it all. */
  readonly detail?: (() => string) | undefined;
  /** Looks at the code, and uses it up when it is right. Runs only after the attempt was counted. */
  readonly check: (conversation: Conversation) => Promise<CheckResult<T>>;
};

/**
 * The one way to verify. Whatever the factor and whoever asks (page or REST), an attempt is counted first, against
 * the conversation and against the person, and only then is the code looked at.
 */
export class ConversationService {
  readonly #conversations: ConversationStore;
  readonly #ledger: AttemptLedger;
  readonly #addresses: AddressLimiter;
  readonly #audit: AuditLog;
  readonly #people: PeopleDirectory;
  readonly #generationOf: (userKey: string) => Promise<string>;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(parts: {
    conversations: ConversationStore;
    ledger: AttemptLedger;
    addresses: AddressLimiter;
    audit: AuditLog;
    people: PeopleDirectory;
    /** Of the person's verified sessions: a conversation that was begun before a revocation is void. */
    generationOf: (userKey: string) => Promise<string>;
    box: SecretBox;
    clock: Clock;
  }) {
    this.#conversations = parts.conversations;
    this.#ledger = parts.ledger;
    this.#addresses = parts.addresses;
    this.#audit = parts.audit;
    this.#people = parts.people;
    this.#generationOf = parts.generationOf;
    this.#box = parts.box;
    this.#clock = parts.clock;
  }

  /** Answers the conversation's id. Whoever begins one is known to the table of people from then on. */
  async begin(conversation: Omit<Conversation, 'expiresAt'>): Promise<string> {
    await this.#conversations.countOpened(conversation.person.userKey);
    await this.#people.remember(conversation.person);
    return this.#conversations.open(conversation);
  }

  find(id: string): Promise<Conversation | undefined> {
    return this.#conversations.find(id);
  }

  /** Ends a conversation without a result; answers it to the one caller that ended it. */
  abandon(id: string): Promise<Conversation | undefined> {
    return this.#conversations.take(id);
  }

  lockedUntil(userKey: string): Promise<LockedUntil | undefined> {
    return this.#ledger.lockedUntil(userKey, this.#clock());
  }

  sealSession(session: HeldSession): string {
    return this.#box.seal(JSON.stringify(session), ['conversation', 'session']);
  }

  openSession(sealed: string): HeldSession {
    return heldSessionSchema.parse(JSON.parse(this.#box.open(sealed, ['conversation', 'session'])));
  }

  async attempt<T>(attempt: Attempt<T>): Promise<AttemptOutcome<T>> {
    const { id, origin } = attempt;
    const conversation = await this.#conversations.find(id);
    if (conversation === undefined || conversation.step !== attempt.step) return { kind: 'unknown' };
    if (conversation.purpose !== attempt.purpose) return { kind: 'unknown' };
    // Begun before everything of the person was ended: nothing comes of it, whoever carries it on.
    if (conversation.generation !== (await this.#generationOf(conversation.person.userKey)))
      return { kind: 'unknown' };
    const seconds = await this.#addresses.blockedFor(origin.address);
    if (seconds > 0) return { kind: 'slow_down', seconds };

    const attempts = await this.#conversations.countAttempt(id);
    if (attempts > attemptLimits.perConversation) return { kind: 'unknown' };
    const spending = await this.#ledger.spend(conversation.person.userKey, this.#clock());
    if (spending.kind === 'locked') {
      await this.#record('factor.locked', conversation, origin, 'locked');
      return spending;
    }

    const result = await attempt.check(conversation);
    const events = typeof attempt.events === 'function' ? attempt.events() : attempt.events;
    if (result.kind === 'wrong') {
      await this.#addresses.countFailure(origin.address);
      await this.#record(events.wrong, conversation, origin, result.reason);
      return this.#afterWrong(id, attempts);
    }
    await this.#ledger.clear(conversation.person.userKey);
    await this.#record(events.right, conversation, origin, attempt.detail?.() ?? 'right', 'success');
    const finished = await this.#conversations.take(id);
    return finished === undefined
      ? { kind: 'unknown' }
      : { kind: 'right', value: result.value, conversation: finished };
  }

  async #afterWrong(id: string, attempts: number): Promise<AttemptOutcome<never>> {
    const attemptsLeft = attemptLimits.perConversation - attempts;
    if (attemptsLeft > 0) return { kind: 'wrong', attemptsLeft };
    const ended = await this.#conversations.take(id);
    return ended === undefined ? { kind: 'unknown' } : { kind: 'ended', conversation: ended };
  }

  #record(
    type: AuditEventType,
    { person }: Conversation,
    origin: RequestOrigin,
    reason: string,
    outcome: 'success' | 'failure' = 'failure',
  ): Promise<void> {
    return this.#audit.record({ type, outcome, reason, actor: person, target: person, ...origin });
  }
}
