/** A WebSocket, or a reply that is still being sent (a download, an event stream, a long poll). */
type Stream = { destroy(): unknown; once(event: 'close', listener: () => void): unknown };

export type StreamOwner = {
  /** Absent for what belongs to nobody. */
  readonly userKey: string | undefined;
  readonly sessionKey: string | undefined;
  /** The login that it was opened with; the same under every id that Jira gives the session. */
  readonly login?: string | undefined;
  /** When the verification ends that it was opened with (ms since the epoch). */
  readonly expiresAt: number | undefined;
  /** Whether a request for it would still go through. Absent where nobody would be asked for anything. */
  readonly mayStay?: () => Promise<boolean>;
};

/** What runs through this gate. What opened it may end while it runs, and then it ends too. */
export class OpenStreams {
  readonly #open = new Map<Stream, StreamOwner>();

  /** Answers how to let go of it: for a stream on which something else is to be said before it ends. */
  add(stream: Stream, owner: StreamOwner): () => void {
    this.#open.set(stream, owner);
    const release = () => void this.#open.delete(stream);
    stream.once('close', release);
    return release;
  }

  closeOfUser(userKey: string): void {
    this.#close((owner) => owner.userKey === userKey);
  }

  closeOfSession(sessionKey: string): void {
    this.#close((owner) => owner.sessionKey === sessionKey);
  }

  closeOfLogin(login: string): void {
    this.#close((owner) => owner.login === login);
  }

  /** The session goes on under another id. */
  move(from: string, to: string): void {
    for (const [stream, owner] of this.#open) {
      if (owner.sessionKey === from) this.#open.set(stream, { ...owner, sessionKey: to });
    }
  }

  closeExpired(now: number): void {
    this.#close(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now);
  }

  /**
   * A policy, an exemption or the time to set a factor up may end while something runs that was opened without one. What
   * cannot be judged now is judged the next time.
   */
  async closeUnwanted(): Promise<void> {
    for (const [stream, { mayStay }] of [...this.#open]) {
      if (mayStay !== undefined && !(await mayStay().catch(() => true))) stream.destroy();
    }
  }

  closeAll(): void {
    this.#close(() => true);
  }

  #close(matches: (owner: StreamOwner) => boolean): void {
    for (const [stream, owner] of this.#open) if (matches(owner)) stream.destroy();
  }
}
