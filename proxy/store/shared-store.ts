/**
 * What all gates of a site share and may forget: verified sessions, conversations, their attempt counts, and word
 * of revocations. One port, two implementations (in process, Redis), one contract test.
 *
 * Every method throws when the store does not answer; callers let that through, and the request fails closed.
 */
export interface SharedStore {
  get(key: string): Promise<string | undefined>;
  /** Keeps the value for `ttl` milliseconds. */
  set(key: string, value: string, ttl: number): Promise<void>;
  /** Replaces a value that is there, in one step; `false` where there is none (any more). */
  replace(key: string, value: string, ttl: number): Promise<boolean>;
  /** Keeps the value unless there is one; answers the value that stands afterwards, its life renewed to `ttl`. */
  getOrSet(key: string, value: string, ttl: number): Promise<string>;
  /** Replaces a value only while it is still the expected one, in one step; answers whether it did. */
  compareAndSet(key: string, expected: string, value: string, ttl: number): Promise<boolean>;
  /** Reads and deletes in one step: of any number of callers exactly one gets the value. */
  take(key: string): Promise<string | undefined>;
  delete(key: string): Promise<void>;
  /** Counts up by one and answers the new count. The first count starts a life of `ttl` milliseconds. */
  increment(key: string, ttl: number): Promise<number>;
  /** Tells every gate, this one included. Delivery is prompt but not certain: no one may rely on it alone. */
  publish(message: string): Promise<void>;
  onMessage(listener: (message: string) => void): void;
  /** Throws unless the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
