/** Work that is done again and again, and on demand; never twice at once, and never lost when asked for meanwhile. */
export class Repeated {
  readonly #work: () => Promise<void>;
  readonly #onError: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  /** @param every milliseconds */
  constructor(every: number, work: () => Promise<void>, onError: (error: Error) => void) {
    this.#work = work;
    this.#onError = onError;
    this.#timer = setInterval(() => this.now(), every).unref();
  }

  now(): void {
    if (this.#stopped) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#work().catch(this.#onError);
    } while (this.#again && !this.#stopped);
    this.#running = undefined;
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }
}
