import type { Clock } from '../kernel/clock.ts';
import type { Conversation } from './conversation.ts';

/** How late an abandoned login may be noticed (ms). Shorter than a conversation outlives its end in the store. */
const lookEvery = 5_000;

export type AbandonedLoginsParts = {
  /** Answers the conversation, if nobody finished it. */
  readonly abandon: (id: string) => Promise<Conversation | undefined>;
  readonly close: (conversation: Conversation) => Promise<void>;
  readonly clock: Clock;
};

/**
 * Logins by REST that were begun at this gate and never finished: Jira's session, which nobody got, is closed. Where
 * the gate ends before, Jira's own idle limit sees to it.
 */
export class AbandonedLogins {
  readonly #parts: AbandonedLoginsParts;
  readonly #begun = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(parts: AbandonedLoginsParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look(), lookEvery).unref();
  }

  /** @param expiresAt when the conversation ends (ms since the epoch) */
  watch(id: string, expiresAt: number): void {
    this.#begun.set(id, expiresAt);
  }

  async look(): Promise<void> {
    const { abandon, close, clock } = this.#parts;
    for (const [id, expiresAt] of this.#begun) {
      if (expiresAt > clock()) continue;
      this.#begun.delete(id);
      try {
        const conversation = await abandon(id);
        if (conversation !== undefined) await close(conversation);
      } catch {
        // Jira or the store is away: Jira's own idle limit sees to it.
      }
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
