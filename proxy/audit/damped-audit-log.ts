import { minute } from '../kernel/clock.ts';
import type { SharedStore } from '../store/index.ts';
import type { AuditEvent, AuditEventType, AuditLog } from './audit.ts';

/** What somebody can bring about with every request, and of which more of the same tells nothing new. */
const repeatable: ReadonlySet<AuditEventType> = new Set([
  'grace.skipped',
  'code.not_sent',
  'console.refused',
]);

const window = 10 * minute;

/**
 * Writes what people can repeat as often as they like once in ten minutes for each person, address, type, outcome and
 * reason, on all gates together; everything else always. The address counts: whoever comes from elsewhere with somebody's
 * password is not hidden by what that person did just before.
 */
export class DampedAuditLog implements AuditLog {
  readonly #log: AuditLog;
  readonly #store: Pick<SharedStore, 'increment' | 'delete'>;

  constructor(log: AuditLog, store: Pick<SharedStore, 'increment' | 'delete'>) {
    this.#log = log;
    this.#store = store;
  }

  async record(event: AuditEvent): Promise<void> {
    if (!repeatable.has(event.type)) return this.#log.record(event);
    const key = keyOf(event);
    if ((await this.#store.increment(key, window)) > 1) return;
    try {
      await this.#log.record(event);
    } catch (error) {
      // What is not recorded does not happen; tried again, it is to be recorded.
      await this.#store.delete(key).catch(() => undefined);
      throw error;
    }
  }
}

function keyOf({ type, outcome, reason, actor, target, address }: AuditEvent): string {
  const whose = actor?.userKey || target?.userKey;
  return ['audited', type, outcome, reason, `by ${whose ?? ''}`, `from ${address}`].join(':');
}
