import { type Clock, minute } from '../kernel/clock.ts';
import { oneLine } from '../kernel/one-line.ts';
import { lowerUserName } from '../kernel/user-name.ts';
import type { CredentialKind, CredentialUse, CredentialUses } from './credential-uses.ts';

export type NotedUse = {
  readonly kind: CredentialKind;
  /** As it was claimed; absent where a token's owner is not known. */
  readonly username: string | undefined;
  readonly allowed: boolean;
  readonly address: string;
  readonly pathClass: string;
};

const longestName = 100;
/** Between two writes. Whoever makes up names fills this and no more. */
const mostNames = 500;

/** Notes who comes with Basic or a token, in memory, and writes it down once a minute: no request waits for it. */
export class UseNotes {
  readonly #uses: Pick<CredentialUses, 'add'>;
  readonly #clock: Clock;
  readonly #onTrouble: (error: Error) => void;
  #notes = new Map<string, CredentialUse>();
  #timer: NodeJS.Timeout | undefined;

  constructor(uses: Pick<CredentialUses, 'add'>, clock: Clock, onTrouble: (error: Error) => void) {
    this.#uses = uses;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  note({ kind, username, allowed, address, pathClass }: NotedUse): void {
    const claimed = username === undefined ? '' : lowerUserName(oneLine(username.slice(0, 4 * longestName)));
    const wanted = [...claimed].slice(0, longestName).join('');
    const keyOf = (name: string) => `${kind} ${allowed} ${name}`;
    const isRoom = this.#notes.size < mostNames || this.#notes.has(keyOf(wanted));
    const name = isRoom ? wanted : '';
    const now = new Date(this.#clock());
    const before = this.#notes.get(keyOf(name));
    this.#notes.set(keyOf(name), {
      ...{ kind, name, allowed, address: address.slice(0, 64), pathClass },
      firstSeen: before?.firstSeen ?? now,
      lastSeen: now,
      uses: (before?.uses ?? 0) + 1,
    });
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), minute).unref();
  }

  /** What cannot be written down is tried again with the next. */
  async flush(): Promise<void> {
    const notes = this.#notes;
    if (notes.size === 0) return;
    this.#notes = new Map();
    try {
      await this.#uses.add([...notes.values()]);
    } catch (error) {
      this.#onTrouble(error as Error);
      for (const [key, note] of notes) {
        const newer = this.#notes.get(key);
        if (newer === undefined) this.#notes.set(key, note);
        else this.#notes.set(key, { ...newer, firstSeen: note.firstSeen, uses: newer.uses + note.uses });
      }
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
