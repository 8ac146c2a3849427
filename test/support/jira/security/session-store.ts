import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type Session = {
  readonly id: string;
  /** Null for a visitor who has not logged in. */
  userKey: string | null;
  /** Shown as X-ASESSIONID. Survives a rotation, as does the elevation below. */
  readonly auditId: string;
  elevatedUntil: number;
  readonly openedAt: number;
  lastUsedAt: number;
};

const IDLE_TIMEOUT = 300 * 60_000;
const MOST_SESSIONS = 100_000;

/** HTTP sessions in memory, the least recently used one first. */
export class SessionStore {
  readonly #clock: () => number;
  readonly #sessions = new Map<string, Session>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#sessions.size;
  }

  list(): Session[] {
    return [...this.#sessions.values()].filter((session) => !this.#isOver(session));
  }

  /** A live session; finding it counts as use. */
  find(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (!session) return undefined;
    this.#sessions.delete(id);
    if (this.#isOver(session)) return undefined;
    session.lastUsedAt = this.#clock();
    this.#sessions.set(id, session);
    return session;
  }

  open(carried?: Session): Session {
    const now = this.#clock();
    const id = randomBytes(16).toString('hex').toUpperCase();
    const session: Session = {
      id,
      userKey: null,
      auditId: carried?.auditId ?? auditIdOf(id),
      elevatedUntil: carried?.elevatedUntil ?? 0,
      openedAt: now,
      lastUsedAt: now,
    };
    this.#sessions.set(id, session);
    this.#sweep();
    return session;
  }

  /** Ends a session and opens the one that takes its place, for nobody yet. */
  rotate(session: Session): Session {
    this.invalidate(session.id);
    return this.open(session);
  }

  invalidate(id: string): boolean {
    return this.#sessions.delete(id);
  }

  #sweep(): void {
    for (const [id, session] of this.#sessions) {
      if (!this.#isOver(session) && this.#sessions.size <= MOST_SESSIONS) return;
      this.#sessions.delete(id);
    }
  }

  #isOver(session: Session): boolean {
    return this.#clock() - session.lastUsedAt > IDLE_TIMEOUT;
  }
}

function auditIdOf(sessionId: string): string {
  return crc32(createHash('sha256').update(sessionId).digest()).toString(36);
}
