import type { Clock } from '../kernel/clock.ts';
import type { SharedStore } from './shared-store.ts';

type Entry = { readonly value: string; readonly expiresAt: number };

const sweepEvery = 1_000;

/** The embedded default: everything in this process, for a site with one gate. A restart forgets it all. */
export class InProcessStore implements SharedStore {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners: ((message: string) => void)[] = [];
  readonly #clock: Clock;
  #writesSinceSweep = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#live(key)?.value;
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    this.#write(key, value, ttl);
  }

  async replace(key: string, value: string, ttl: number): Promise<boolean> {
    if (this.#live(key) === undefined) return false;
    this.#write(key, value, ttl);
    return true;
  }

  async getOrSet(key: string, value: string, ttl: number): Promise<string> {
    const standing = this.#live(key)?.value ?? value;
    this.#write(key, standing, ttl);
    return standing;
  }

  async compareAndSet(key: string, expected: string, value: string, ttl: number): Promise<boolean> {
    if (this.#live(key)?.value !== expected) return false;
    this.#write(key, value, ttl);
    return true;
  }

  async take(key: string): Promise<string | undefined> {
    const entry = this.#live(key);
    this.#entries.delete(key);
    return entry?.value;
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  async increment(key: string, ttl: number): Promise<number> {
    const entry = this.#live(key);
    const count = Number(entry?.value ?? 0) + 1;
    if (entry === undefined) this.#write(key, String(count), ttl);
    else this.#entries.set(key, { value: String(count), expiresAt: entry.expiresAt });
    return count;
  }

  async publish(message: string): Promise<void> {
    for (const listener of this.#listeners) listener(message);
  }

  onMessage(listener: (message: string) => void): void {
    this.#listeners.push(listener);
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.#entries.clear();
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.expiresAt > this.#clock() ? entry : undefined;
  }

  #write(key: string, value: string, ttl: number): void {
    this.#entries.set(key, { value, expiresAt: this.#clock() + ttl });
    this.#writesSinceSweep += 1;
    if (this.#writesSinceSweep < sweepEvery) return;
    this.#writesSinceSweep = 0;
    for (const [name, entry] of this.#entries) {
      if (entry.expiresAt <= this.#clock()) this.#entries.delete(name);
    }
  }
}
