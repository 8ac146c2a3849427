import { LRUCache } from 'lru-cache';
import { type Clock, hour, minute } from '../kernel/clock.ts';
import { type LoginMethod, loginMethods } from '../policy/index.ts';
import type { SharedStore } from '../store/index.ts';

/** No session is verified for longer, so none needs its mark for longer. */
const keptFor = 13 * hour;
const believedFor = minute;
const mostRemembered = 50_000;

/**
 * How Jira's sessions came about, where that was not a password. The mark is made by the gate when it sees the login
 * happen, never by anything that a client says; a session without a mark came by a password, which is what policies
 * ask most for.
 */
export class LoginMarks {
  readonly #store: SharedStore;
  readonly #known: LRUCache<string, LoginMethod>;

  constructor(store: SharedStore, clock: Clock) {
    this.#store = store;
    this.#known = new LRUCache({
      max: mostRemembered,
      ttl: believedFor,
      perf: { now: clock },
      ttlResolution: 0,
    });
  }

  /** @param sessionKey the keyed hash of the session id; @throws AppError `store_unavailable` */
  async put(sessionKey: string, method: LoginMethod): Promise<void> {
    this.#known.set(sessionKey, method);
    await this.#store.set(`login:${sessionKey}`, method, keptFor);
  }

  /** @throws AppError `store_unavailable` */
  async find(sessionKey: string): Promise<LoginMethod> {
    const known = this.#known.get(sessionKey);
    if (known !== undefined) return known;
    const stored = await this.#store.get(`login:${sessionKey}`);
    const method = loginMethods.find((one) => one === stored) ?? 'password';
    this.#known.set(sessionKey, method);
    return method;
  }

  /** Jira goes on with the session under a new id. */
  async carryOver(from: string, to: string): Promise<void> {
    const method = await this.find(from);
    if (method !== 'password') await this.put(to, method);
  }
}
