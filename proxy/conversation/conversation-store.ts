import { AppError } from '../kernel/app-error.ts';
import { type Clock, minute, type RandomBytes } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SharedStore } from '../store/index.ts';
import { type Conversation, conversationSchema } from './conversation.ts';

/** A code is at hand within minutes; finding and installing an app takes longer. */
const lifeOf = { VERIFICATION: 5 * minute, ENROLLMENT: 15 * minute } as const;

/** Longer than it can be carried on: whoever closes what an abandoned login left open has to find it. */
const keptLonger = minute;

/** Begun by one person within 15 minutes, over all browsers: far more than anybody needs. */
const mostOpened = 300;

/** Where conversations live between requests; every gate of the site sees the same ones. */
export class ConversationStore {
  readonly #store: SharedStore;
  readonly #hash: KeyedHash;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;

  constructor(store: SharedStore, hash: KeyedHash, clock: Clock, randomBytes: RandomBytes) {
    this.#store = store;
    this.#hash = hash;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** Answers the id, which nobody but the client keeps. */
  async open(conversation: Omit<Conversation, 'expiresAt'>): Promise<string> {
    const id = this.#randomBytes(32).toString('base64url');
    const expiresAt = this.#clock() + lifeOf[conversation.step];
    await this.#write(id, { ...conversation, expiresAt });
    return id;
  }

  /** `undefined` for an id that is unknown, expired, ended or finished: these look the same from outside. */
  async find(id: string): Promise<Conversation | undefined> {
    return this.#parse(await this.#store.get(this.#keyOf(id)));
  }

  /** Ends it; of any number of callers exactly one gets it. Who came in time is not sent away for a slow check. */
  async take(id: string): Promise<Conversation | undefined> {
    const text = await this.#store.take(this.#keyOf(id));
    return text === undefined ? undefined : conversationSchema.parse(JSON.parse(text));
  }

  /** Counts an attempt before it is made. Answers how many were made, this one included. */
  countAttempt(id: string): Promise<number> {
    return this.#store.increment(`${this.#keyOf(id)}:attempts`, lifeOf.ENROLLMENT);
  }

  /**
   * Somebody with a password and without cookies could open conversations for ever.
   * @throws AppError `too_many_requests`
   */
  async countOpened(userKey: string): Promise<void> {
    const opened = await this.#store.increment(`opened:${this.#hash('opened', userKey)}`, lifeOf.ENROLLMENT);
    if (opened > mostOpened) {
      throw new AppError('too_many_requests', 'too many logins of one person begun', {
        headers: { 'retry-after': '300' },
      });
    }
  }

  /** Under which factors remember what they asked in this conversation. */
  flowOf(id: string): string {
    return this.#hash('flow', id);
  }

  /** Proves that a form was made for this conversation. */
  formToken(id: string): string {
    return this.#hash('form token', id);
  }

  #parse(text: string | undefined): Conversation | undefined {
    if (text === undefined) return undefined;
    const conversation = conversationSchema.parse(JSON.parse(text));
    return conversation.expiresAt > this.#clock() ? conversation : undefined;
  }

  async #write(id: string, conversation: Conversation): Promise<void> {
    const ttl = conversation.expiresAt - this.#clock();
    if (ttl <= 0) return;
    await this.#store.set(this.#keyOf(id), JSON.stringify(conversation), ttl + keptLonger);
  }

  #keyOf(id: string): string {
    return `conversation:${this.#hash('conversation', id)}`;
  }
}
