import { randomInt } from 'node:crypto';
import { sameString } from '../kernel/keyed-hash.ts';
import type { StartResult } from './authenticator.ts';
import type { FactorTools } from './factor-tools.ts';
import { forgetSendings, waitBeforeSending } from './send-limits.ts';
import { readSixDigits } from './six-digits.ts';

export type SentCodeKind = {
  readonly method: string;
  /** How long a code is good for (ms). */
  readonly life: number;
};

type Recipient = {
  readonly userKey: string;
  /** The code is good in this flow only. */
  readonly flow: string;
  /** Where it goes; the code proves that this, and nothing else, is reached. */
  readonly to: string;
};

/** Six digits that were sent somewhere. Of each person and way only the newest counts, and only once. */
export class SentCodes {
  readonly #tools: Pick<FactorTools, 'memory' | 'hash' | 'onDeliveryFailure'>;
  readonly #kind: SentCodeKind;

  constructor(tools: Pick<FactorTools, 'memory' | 'hash' | 'onDeliveryFailure'>, kind: SentCodeKind) {
    this.#tools = tools;
    this.#kind = kind;
  }

  /** @param deliver sends the code; throws when it could not be sent, which the person is told */
  async send(recipient: Recipient, deliver: (code: string) => Promise<void>): Promise<StartResult> {
    const { memory } = this.#tools;
    const { userKey } = recipient;
    const seconds = await waitBeforeSending(memory, this.#kind.method, userKey);
    if (seconds > 0) return { kind: 'wait', seconds };
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    // Kept before it is sent: a fast reader must not be told that there is no such code.
    await memory.put(this.#slot(userKey), this.#hashOf(recipient, code), this.#kind.life);
    try {
      await deliver(code);
      return { kind: 'started' };
    } catch (error) {
      if (error instanceof Error) this.#tools.onDeliveryFailure(error);
      // Nobody is told that a code is on its way which is not.
      await memory.take(this.#slot(userKey));
      return { kind: 'failed' };
    }
  }

  /** Whether a code is on its way for this flow and place: nothing about which one. */
  async isWaiting(recipient: Recipient): Promise<boolean> {
    const kept = await this.#tools.memory.look(this.#slot(recipient.userKey));
    return kept?.startsWith(`${this.#placeOf(recipient)} `) ?? false;
  }

  /** A right code is used up: of any number of callers one gets `true`. */
  async consume(recipient: Recipient, typed: string): Promise<boolean> {
    const { memory } = this.#tools;
    const code = readSixDigits(typed);
    if (code === undefined) return false;
    const expected = this.#hashOf(recipient, code);
    const slot = this.#slot(recipient.userKey);
    const kept = await memory.look(slot);
    if (kept === undefined || !sameString(kept, expected)) return false;
    const taken = await memory.take(slot);
    const won = taken !== undefined && sameString(taken, expected);
    if (won) await forgetSendings(memory, this.#kind.method, recipient.userKey);
    return won;
  }

  #slot(userKey: string): string[] {
    return ['sent code', this.#kind.method, userKey];
  }

  #placeOf({ userKey, flow, to }: Recipient): string {
    return this.#tools.hash('sent to', this.#kind.method, userKey, flow, to);
  }

  #hashOf(recipient: Recipient, code: string): string {
    const { userKey, flow, to } = recipient;
    const hashed = this.#tools.hash('sent code', this.#kind.method, userKey, flow, to, code);
    return `${this.#placeOf(recipient)} ${hashed}`;
  }
}
