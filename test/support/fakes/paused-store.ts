import type { SharedStore } from '../../../proxy/store/index.ts';

export type PausedStore = {
  readonly store: SharedStore;
  /** Reads are done from now on, but their answers wait. */
  pause(): void;
  /** Lets the answers through; with an error every waiting read fails instead. */
  resume(error?: Error): void;
  /** How many reads were asked for so far. */
  reads(): number;
};

/** A store whose answers to reads can be held up, as on a slow network. */
export function createPausedStore(inner: SharedStore): PausedStore {
  let gate = Promise.withResolvers<void>();
  let reads = 0;
  gate.resolve();
  const store: SharedStore = {
    get: async (key) => {
      reads += 1;
      const value = await inner.get(key);
      await gate.promise;
      return value;
    },
    set: (key, value, ttl) => inner.set(key, value, ttl),
    replace: (key, value, ttl) => inner.replace(key, value, ttl),
    getOrSet: (key, value, ttl) => inner.getOrSet(key, value, ttl),
    compareAndSet: (key, expected, value, ttl) => inner.compareAndSet(key, expected, value, ttl),
    take: (key) => inner.take(key),
    delete: (key) => inner.delete(key),
    increment: (key, ttl) => inner.increment(key, ttl),
    publish: (message) => inner.publish(message),
    onMessage: (listener) => inner.onMessage(listener),
    ping: () => inner.ping(),
    close: () => inner.close(),
  };
  return {
    store,
    pause: () => {
      gate = Promise.withResolvers<void>();
    },
    resume: (error) => (error === undefined ? gate.resolve() : gate.reject(error)),
    reads: () => reads,
  };
}
