import { Redis } from 'ioredis';
import { AppError } from '../kernel/app-error.ts';
import type { SharedStore } from './shared-store.ts';

const prefix = 'two-step:';
const channel = `${prefix}messages`;
const answerWithin = 1_000;

/** Counts up and starts the counter's life in one step, so that no counter can be left without an end. */
const incrementScript = `
local count = redis.call('INCR', KEYS[1])
if count == 1 or redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** `SET … NX` and a read in one step, with the life renewed. */
const getOrSetScript = `
local standing = redis.call('GET', KEYS[1])
if standing then redis.call('PEXPIRE', KEYS[1], ARGV[2]) return standing end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`;

const compareAndSetScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

/** What all gates of a site share, in Redis 6.2 or later. Never waits for a server that is away: it throws. */
export class RedisStore implements SharedStore {
  readonly client: Redis;
  readonly #subscriber: Redis;
  readonly #listeners: ((message: string) => void)[] = [];

  constructor(client: Redis, subscriber: Redis) {
    this.client = client;
    this.#subscriber = subscriber;
    subscriber.on('message', (_, message: string) => {
      for (const listener of this.#listeners) listener(message);
    });
  }

  /** @throws Error when the server does not answer at the start. */
  static async connect(url: string, onError: (error: Error) => void): Promise<RedisStore> {
    const client = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: answerWithin,
      connectTimeout: answerWithin,
      retryStrategy: (attempt) => Math.min(attempt * 100, answerWithin),
    });
    const subscriber = client.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
    client.on('error', onError);
    subscriber.on('error', onError);
    try {
      await Promise.all([client.connect(), subscriber.connect()]);
      await subscriber.subscribe(channel);
    } catch (error) {
      client.disconnect();
      subscriber.disconnect();
      throw error;
    }
    return new RedisStore(client, subscriber);
  }

  get(key: string): Promise<string | undefined> {
    return guarded('get', async () => (await this.client.get(prefix + key)) ?? undefined);
  }

  set(key: string, value: string, ttl: number): Promise<void> {
    return guarded('set', async () => void (await this.client.set(prefix + key, value, 'PX', ttl)));
  }

  replace(key: string, value: string, ttl: number): Promise<boolean> {
    return guarded('replace', async () => {
      return (await this.client.set(prefix + key, value, 'PX', ttl, 'XX')) === 'OK';
    });
  }

  getOrSet(key: string, value: string, ttl: number): Promise<string> {
    return guarded('get or set', async () =>
      String(await this.client.eval(getOrSetScript, 1, prefix + key, value, ttl)),
    );
  }

  compareAndSet(key: string, expected: string, value: string, ttl: number): Promise<boolean> {
    return guarded('compare and set', async () => {
      const moved = await this.client.eval(compareAndSetScript, 1, prefix + key, expected, value, ttl);
      return Number(moved) === 1;
    });
  }

  take(key: string): Promise<string | undefined> {
    return guarded('take', async () => (await this.client.getdel(prefix + key)) ?? undefined);
  }

  delete(key: string): Promise<void> {
    return guarded('delete', async () => void (await this.client.del(prefix + key)));
  }

  increment(key: string, ttl: number): Promise<number> {
    return guarded('increment', async () =>
      Number(await this.client.eval(incrementScript, 1, prefix + key, ttl)),
    );
  }

  publish(message: string): Promise<void> {
    return guarded('publish', async () => void (await this.client.publish(channel, message)));
  }

  onMessage(listener: (message: string) => void): void {
    this.#listeners.push(listener);
  }

  ping(): Promise<void> {
    return guarded('ping', async () => void (await this.client.ping()));
  }

  async close(): Promise<void> {
    this.client.disconnect();
    this.#subscriber.disconnect();
  }
}

async function guarded<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'unknown';
    throw new AppError('store_unavailable', `redis ${what}: ${detail}`, { cause });
  }
}
