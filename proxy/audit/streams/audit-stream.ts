import { type Clock, minute, second } from '../../kernel/clock.ts';
import type { AuditChain } from '../audit-chain.ts';
import type { AuditRow } from '../audit-row.ts';

/** Somebody outside who gets every row, in order and at least once. */
export interface AuditReceiver {
  /** How far it came is remembered under this name. */
  readonly name: string;
  /** @throws when it cannot be known that all rows arrived: they are sent again */
  deliver(rows: readonly AuditRow[]): Promise<void>;
}

const batch = 100;
const longestPause = minute;

/** Hands a receiver what it has not had; leaves one that is away alone for a while, longer each time. */
export class AuditStream {
  readonly #chain: AuditChain;
  readonly #receiver: AuditReceiver;
  readonly #clock: Clock;
  #pause = 0;
  #notBefore = 0;

  constructor(chain: AuditChain, receiver: AuditReceiver, clock: Clock) {
    this.#chain = chain;
    this.#receiver = receiver;
    this.#clock = clock;
  }

  /** @throws what the receiver throws */
  async pump(): Promise<void> {
    if (this.#clock() < this.#notBefore) return;
    const deliver = (rows: readonly AuditRow[]) => this.#receiver.deliver(rows);
    try {
      while ((await this.#chain.deliverNext(this.#receiver.name, batch, deliver)) === batch);
      this.#pause = 0;
    } catch (error) {
      this.#pause = Math.min(Math.max(2 * this.#pause, second), longestPause);
      this.#notBefore = this.#clock() + this.#pause;
      throw error;
    }
  }
}
