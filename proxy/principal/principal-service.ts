import { LRUCache } from 'lru-cache';
import type { Clock } from '../kernel/clock.ts';
import { minute, second } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { Caller, Principal } from './principal.ts';

/** Asks Jira who a session belongs to. Throws when Jira does not say. */
export type AskJira = () => Promise<Caller>;

const personFor = 5 * minute;
const anonymousFor = 2 * second;
const mostSessions = 50_000;

/**
 * Who is calling: Jira says, once for each new session, and the answer is kept in this process.
 *
 * "Nobody" is kept for seconds only, and never across a request that may change something: the session may have been
 * logged in through another gate since.
 */
export class PrincipalService {
  readonly #answers: LRUCache<string, Caller>;
  readonly #asking = new Map<string, Promise<Caller>>();
  readonly #hash: KeyedHash;
  /** Questions under way, by session; one that was forgotten meanwhile has a stale answer. */
  readonly #underWay = new Map<string, Set<{ stale: boolean }>>();

  readonly #onPerson: (principal: Principal) => void;

  /** `onPerson` is told of each person of whom Jira has just said who they are. */
  constructor(hash: KeyedHash, clock: Clock, onPerson: (principal: Principal) => void = () => undefined) {
    this.#hash = hash;
    this.#onPerson = onPerson;
    this.#answers = new LRUCache({
      max: mostSessions,
      ttl: personFor,
      perf: { now: clock },
      ttlResolution: 0,
    });
  }

  /** @throws whatever `ask` throws; a failure is never remembered. */
  async resolve(sessionId: string, changesState: boolean, ask: AskJira): Promise<Caller> {
    const key = this.keyOf(sessionId);
    const known = this.#answers.get(key);
    if (known !== undefined && !(known.kind === 'anonymous' && changesState)) return known;
    if (changesState) return this.#ask(key, ask);
    const running = this.#asking.get(key);
    if (running !== undefined) return running;
    const question = this.#ask(key, ask).finally(() => this.#asking.delete(key));
    this.#asking.set(key, question);
    return question;
  }

  /** The name under which a session is known outside this process: never the session id itself. */
  keyOf(sessionId: string): string {
    return this.#hash('session', sessionId);
  }

  forget(sessionKey: string): void {
    for (const question of this.#underWay.get(sessionKey) ?? []) question.stale = true;
    this.#answers.delete(sessionKey);
    this.#asking.delete(sessionKey);
  }

  async #ask(key: string, ask: AskJira): Promise<Caller> {
    const question = { stale: false };
    const questions = this.#underWay.get(key) ?? new Set();
    this.#underWay.set(key, questions.add(question));
    try {
      const caller = await ask();
      // An answer that was under way while the session was forgotten may be the very thing that is wrong.
      if (question.stale) return caller;
      if (caller.kind === 'person') this.#onPerson(caller.principal);
      this.#answers.set(key, caller, { ttl: caller.kind === 'person' ? personFor : anonymousFor });
      return caller;
    } finally {
      questions.delete(question);
      if (questions.size === 0) this.#underWay.delete(key);
    }
  }
}
