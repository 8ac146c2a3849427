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

type Waiting = { readonly mail: Mail; readonly tries: number };

/**
 * Alerts that nobody waits for: sent one at a time, kept in memory only. One that the server would not take yet rests
 * and lets the others pass: a server that puts one address off (greylisting) must not hold up everybody's.
 */
export class MailQueue {
  readonly #options: MailQueueOptions;
  /** The first one is under way. */
  readonly #ready: Waiting[] = [];
  readonly #resting = new Map<NodeJS.Timeout, Waiting>();
  #working: Promise<void> | undefined;
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closing: Promise<void> | undefined;

  constructor(options: MailQueueOptions) {
    this.#options = options;
  }

  /** Never throws and never waits. */
  post(mail: Mail): void {
    if (this.#state !== 'open') {
      this.#giveUp(new Error('a mail came after the queue was closed'));
    } else if (this.#ready.length + this.#resting.size >= this.#options.mostWaiting) {
      this.#giveUp(new Error('too many mails wait'));
    } else this.#line({ mail, tries: 0 });
  }

  /** Tries each waiting mail once more, for three seconds at most. The mailer stays open: it belongs to others. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#state = 'closing';
    for (const [timer, waiting] of this.#resting) {
      clearTimeout(timer);
      this.#line(waiting);
    }
    this.#resting.clear();
    const { over, end } = pause(lastTriesWithin);
    await Promise.race([this.#working, over]);
    end();
    this.#state = 'closed';
    for (const _ of this.#ready.splice(0)) this.#giveUp(new DeliveryError('timeout'));
  }

  #line(waiting: Waiting): void {
    this.#ready.push(waiting);
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    for (let waiting = this.#ready[0]; waiting !== undefined; waiting = this.#ready[0]) {
      const failure = await this.#try(waiting.mail);
      // What was closed meanwhile has been given up already.
      if (this.#state === 'closed') break;
      this.#ready.shift();
      if (failure !== undefined) this.#afterFailure(waiting, failure);
    }
    this.#working = undefined;
  }

  #afterFailure({ mail, tries }: Waiting, failure: Error): void {
    const rest = this.#options.retryAfter[tries];
    if (rest === undefined || this.#state !== 'open' || !mayPass(failure)) {
      this.#giveUp(failure);
      return;
    }
    const waiting = { mail, tries: tries + 1 };
    const timer = setTimeout(() => {
      this.#resting.delete(timer);
      this.#line(waiting);
    }, rest).unref();
    this.#resting.set(timer, waiting);
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
