import { DeliveryError } from './delivery-error.ts';
import type { Mail, Mailer } from './mailer.ts';

export type MailQueueOptions = {
  readonly mailer: Mailer;
  /** Told of every mail that is given up. */
  readonly onFailure: (error: Error) => void;
  /** Milliseconds before each further try; as many tries as there are pauses, and the first one. */
  readonly retryAfter: readonly number[];
  /** Mails at the same time, the one under way included: a mail server that is away must not fill the memory. */
  readonly mostWaiting: number;
};

const lastTriesWithin = 3_000;

/** Alerts that nobody waits for: sent one at a time and in order, kept in memory only. */
export class MailQueue {
  readonly #options: MailQueueOptions;
  /** The first one is under way. */
  readonly #waiting: Mail[] = [];
  #working: Promise<void> | undefined;
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closing: Promise<void> | undefined;
  #endPause = () => {};

  constructor(options: MailQueueOptions) {
    this.#options = options;
  }

  /** Never throws and never waits. */
  post(mail: Mail): void {
    if (this.#state !== 'open') {
      this.#giveUp(new Error('a mail came after the queue was closed'));
    } else if (this.#waiting.length >= this.#options.mostWaiting) {
      this.#giveUp(new Error('too many mails wait'));
    } else {
      this.#waiting.push(mail);
      this.#working ??= this.#work();
    }
  }

  /** Tries each waiting mail once more, for three seconds at most. The mailer stays open: it belongs to others. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#state = 'closing';
    this.#endPause();
    const { over, end } = pause(lastTriesWithin);
    await Promise.race([this.#working, over]);
    end();
    this.#state = 'closed';
    for (const _ of this.#waiting.splice(0)) this.#giveUp(new DeliveryError('timeout'));
  }

  async #work(): Promise<void> {
    for (let mail = this.#waiting[0]; mail !== undefined; mail = this.#waiting[0]) {
      await this.#deliver(mail);
      this.#waiting.shift();
    }
    this.#working = undefined;
  }

  async #deliver(mail: Mail): Promise<void> {
    const pauses = this.#options.retryAfter.values();
    for (;;) {
      const failure = await this.#try(mail);
      if (failure === undefined || this.#state === 'closed') return;
      const next = pauses.next();
      if (next.done || this.#state === 'closing' || !mayPass(failure)) return this.#giveUp(failure);
      const { over, end } = pause(next.value);
      this.#endPause = end;
      await over;
    }
  }

  async #try(mail: Mail): Promise<Error | undefined> {
    try {
      await this.#options.mailer.send(mail);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error('a mailer threw a value');
    }
  }

  #giveUp(error: Error): void {
    try {
      this.#options.onFailure(error);
    } catch {
      // Whoever posts an alert is in the middle of something that must go on, and so is the queue.
    }
  }
}

/** A refused mail will be refused again. */
function mayPass(failure: Error): boolean {
  return failure instanceof DeliveryError && failure.reason !== 'rejected';
}

/** Does not keep the process alive. */
function pause(milliseconds: number): { readonly over: Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds).unref();
  const end = () => {
    clearTimeout(timer);
    resolve();
  };
  return { over: promise, end };
}
