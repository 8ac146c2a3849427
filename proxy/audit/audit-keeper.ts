import { hour, minute, second } from '../kernel/clock.ts';
import type { AuditChain } from './audit-chain.ts';
import type { CheckpointOutcome, CheckpointWriter } from './checkpoint-writer.ts';
import { Repeated } from './repeated.ts';
import { type Retention, retentionDays } from './retention.ts';
import { type AuditReceiver, AuditStream } from './streams/audit-stream.ts';

export type KeeperParts = {
  readonly chain: AuditChain;
  readonly checkpoints: CheckpointWriter;
  readonly receivers: readonly AuditReceiver[];
  /** As it stands now: settings change while the gate runs. */
  readonly retention: () => Promise<Retention>;
  readonly onCheckpoint: (outcome: CheckpointOutcome) => void;
  readonly onPruned: (type: string, count: number) => void;
  readonly onError: (what: string, error: Error) => void;
};

/** As many as one call of `chainStaged` moves. */
const chainedAtOnce = 1_000;

/**
 * What has to happen to the audit besides writing it: staged rows are chained, the head is signed, old rows are
 * emptied, receivers get what is new. Every gate has one; the database says whose turn it is.
 */
export class AuditKeeper {
  readonly #parts: KeeperParts;
  #repeated: readonly Repeated[] = [];
  #chaining: Repeated | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    const { checkpoints, onCheckpoint, onError, chain, receivers } = this.#parts;
    const repeat = (every: number, what: string, work: () => Promise<void>) =>
      new Repeated(every, work, (error) => onError(what, error));
    this.#chaining = repeat(second, 'chaining the audit', () => this.#chain());
    const signing = repeat(10 * second, 'signing the audit', async () =>
      onCheckpoint(await checkpoints.write(minute)),
    );
    const pruning = repeat(hour, 'pruning the audit', () => this.#prune());
    const streams = receivers.map((receiver) => {
      const stream = new AuditStream(chain, receiver, Date.now);
      return repeat(second, `sending the audit (${receiver.name})`, () => stream.pump());
    });
    this.#repeated = [this.#chaining, signing, pruning, ...streams];
    for (const one of this.#repeated) one.now();
  }

  /** Something was done by hand, and is committed. */
  chainSoon(): void {
    this.#chaining?.now();
  }

  async #chain(): Promise<void> {
    while ((await this.#parts.chain.chainStaged()) === chainedAtOnce);
  }

  async #prune(): Promise<void> {
    const { chain, retention, onPruned } = this.#parts;
    const rules = await retention();
    if (Object.keys(rules).length === 0) return;
    for (const type of await chain.types()) {
      const days = retentionDays(rules, type);
      if (days === undefined) continue;
      let count = 0;
      for (let emptied = -1; emptied !== 0; count += emptied) emptied = await chain.prune(type, days);
      if (count > 0) onPruned(type, count);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#repeated.map((one) => one.stop()));
  }
}
