import { Redis } from 'ioredis';
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

  async get(key: string): Promise<string | undefined> {
    return (await this.client.get(prefix + key)) ?? undefined;
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    await this.client.set(prefix + key, value, 'PX', ttl);
  }

  async getOrSet(key: string, value: string, ttl: number): Promise<string> {
    return String(await this.client.eval(getOrSetScript, 1, prefix + key, value, ttl));
  }

  async take(key: string): Promise<string | undefined> {
    return (await this.client.getdel(prefix + key)) ?? undefined;
  }

  async delete(key: string): Promise<void> {
    await this.client.del(prefix + key);
  }

  async increment(key: string, ttl: number): Promise<number> {
    return Number(await this.client.eval(incrementScript, 1, prefix + key, ttl));
  }

  async publish(message: string): Promise<void> {
    await this.client.publish(channel, message);
  }

  onMessage(listener: (message: string) => void): void {
    this.#listeners.push(listener);
  }

  async ping(): Promise<void> {
    await this.client.ping();
  }

  async close(): Promise<void> {
    this.client.disconnect();
    this.#subscriber.disconnect();
  }
}
