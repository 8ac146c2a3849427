import { LRUCache } from 'lru-cache';
import type { AuditLog, Person } from '../../proxy/audit/index.ts';
import { originOf } from '../../proxy/http/browser-name.ts';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import { type Clock, hour } from '../../proxy/kernel/clock.ts';
import type { SharedStore } from '../../proxy/store/index.ts';

export type ConsoleVisitsParts = {
  readonly store: SharedStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

const day = 24 * hour;

/** Writes down who opens the console: once a day for each person, on all gates together. */
export class ConsoleVisits {
  readonly #parts: ConsoleVisitsParts;
  readonly #noted = new LRUCache<string, true>({ max: 1_000 });

  constructor(parts: ConsoleVisitsParts) {
    this.#parts = parts;
  }

  /** @throws when it cannot be written down: then nobody gets in */
  async note(person: Person, scope: RequestScope): Promise<void> {
    const { store, audit, clock } = this.#parts;
    const today = new Date(clock()).toISOString().slice(0, 10);
    const key = `console-opened:${today}:${person.userKey}`;
    if (this.#noted.has(key)) return;
    const { address, requestId } = originOf(scope);
    if ((await store.getOrSet(key, requestId, day)) === requestId) {
      const event = { type: 'console.opened', outcome: 'success', reason: '' } as const;
      await audit.record({ ...event, actor: person, target: person, address, requestId });
    }
    this.#noted.set(key, true);
  }
}
