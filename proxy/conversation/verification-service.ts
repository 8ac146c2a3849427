import type {
  FactorContext,
  FactorInput,
  FactorPerson,
  FactorTraits,
  StartResult,
} from '../authenticators/authenticator.ts';
import type { Factors } from '../authenticators/factors.ts';
import type { Conversation } from './conversation.ts';
import type { AttemptOutcome, ConversationService, RequestOrigin } from './conversation-service.ts';
import type { ConversationStore } from './conversation-store.ts';
import { firstRight } from './factor-proof.ts';

export type Verified = {
  readonly method: string;
  readonly replacementCode: string | undefined;
  readonly codesLeft: number | undefined;
};

/** Told when a key showed a counter that went back: somebody may have a copy of it. */
export type OnAlarm = (person: FactorPerson, origin: RequestOrigin) => Promise<void>;

/** Showing a factor that the person has. */
export class VerificationService {
  readonly #conversations: ConversationService;
  readonly #store: ConversationStore;
  readonly #factors: Factors;
  readonly #onAlarm: OnAlarm;

  constructor(parts: {
    conversations: ConversationService;
    conversationStore: ConversationStore;
    factors: Factors;
    onAlarm: OnAlarm;
  }) {
    this.#conversations = parts.conversations;
    this.#store = parts.conversationStore;
    this.#factors = parts.factors;
    this.#onAlarm = parts.onAlarm;
  }

  /** What the page that asks for a factor has to know. */
  prompt(
    id: string,
    { person }: Conversation,
    method: string,
    { address }: Pick<RequestOrigin, 'address'>,
  ): Promise<unknown> {
    return this.#factors.get(method).prompt(this.#context(id, person, address));
  }

  /** Sends what the factor has to send; `undefined` where it sends nothing. */
  async start(
    id: string,
    { person }: Conversation,
    method: string,
    input: FactorInput,
    { address }: Pick<RequestOrigin, 'address'>,
  ): Promise<StartResult | undefined> {
    return this.#factors.get(method).start?.(this.#context(id, person, address), input);
  }

  /** Whether what was started has an answer. Decides nothing. */
  async isAnswered(
    id: string,
    { person }: Conversation,
    method: string,
    { address }: Pick<RequestOrigin, 'address'>,
    input?: FactorInput,
  ): Promise<boolean> {
    const context = this.#context(id, person, address);
    return (await this.#factors.get(method).progress?.(context, input)) !== 'waiting';
  }

  /**
   * One attempt. Where somebody types a code without saying of which kind, several methods may look at it: the first
   * one that takes it counts.
   * @param methods at least one
   */
  verify(
    id: string,
    methods: readonly [string, ...string[]],
    input: FactorInput,
    origin: RequestOrigin,
  ): Promise<AttemptOutcome<Verified>> {
    const authenticators = methods.map((method) => this.#factors.get(method));
    let events: FactorTraits['events'] = this.#factors.get(methods[0]).traits.events;
    let shown = '';
    return this.#conversations.attempt({
      id,
      step: 'VERIFICATION',
      origin,
      events: () => events,
      detail: () => shown,
      check: async (conversation) => {
        const { person, methods: wanted } = conversation;
        const accepted = [];
        for (const one of authenticators) {
          if (await this.#factors.accepts(person.userKey, one, wanted)) accepted.push(one);
        }
        if (accepted.length === 0)
          return { kind: 'wrong', reason: 'not a way of this person, or not any more' };
        const context = this.#context(id, person, origin.address);
        const { result, authenticator } = await firstRight(accepted, context, input);
        events = authenticator.traits.events;
        shown = authenticator.method;
        if (result.kind === 'wrong') {
          if (result.alarm !== undefined) await this.#onAlarm(person, origin);
          return result;
        }
        const { replacementCode, codesLeft, event } = result;
        if (event !== undefined) events = { ...events, right: event };
        return { kind: 'right', value: { method: authenticator.method, replacementCode, codesLeft } };
      },
    });
  }

  #context(id: string, person: Conversation['person'], address: string): FactorContext {
    return { person, flow: this.#store.flowOf(id), address };
  }
}
