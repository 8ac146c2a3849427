import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureLimiter, RedisStore } from '../../proxy/store/index.ts';
import { startRedis, type TestRedis } from '../support/servers/index.ts';

describe('the shared store in Redis', () => {
  let redis: TestRedis;
  let store: RedisStore;
  const unavailable = { code: 'store_unavailable' };
  beforeEach(async () => {
    redis = await startRedis();
    store = await RedisStore.connect(redis.url, () => undefined);
  });
  afterEach(async () => {
    await store.close();
    await redis.close();
  });

  const limiter = () => new FailureLimiter(store.client);
  /** Everything that can be asked of it. */
  const questions = (): Promise<unknown>[] => [
    store.get('a'),
    store.set('a', 'b', 1_000),
    store.getOrSet('a', 'b', 1_000),
    store.take('a'),
    store.delete('a'),
    store.increment('a', 1_000),
    store.publish('a'),
    store.ping(),
    limiter().blockedFor('192.0.2.1'),
    limiter().countFailure('192.0.2.1'),
  ];

  async function answersAgain(): Promise<void> {
    const end = Date.now() + 15_000;
    for (;;) {
      try {
        return await store.ping();
      } catch (error) {
        if (Date.now() > end) throw error;
        await sleep(20);
      }
    }
  }

  async function hears(): Promise<void> {
    const heard = new Promise<void>((resolve) =>
      store.onMessage((message) => message === 'hear' && resolve()),
    );
    const end = Date.now() + 15_000;
    while ((await Promise.race([heard.then(() => true), sleep(50, false)])) !== true) {
      if (Date.now() > end) throw new Error('nothing is heard any more');
      await store.publish('hear').catch(() => undefined);
    }
  }

  it('fails at once while the server is gone, and comes back by itself with the messages', async () => {
    await redis.kill();
    await sleep(50);
    const started = performance.now();
    for (const question of await Promise.allSettled(questions())) {
      expect(question).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    expect(performance.now() - started).toBeLessThan(10_000);
    redis = await startRedis({ port: redis.port });
    await answersAgain();
    await hears();
    expect(await store.increment('a', 1_000)).toBe(1);
  });

  it('fails within a second or so while the server is silent, and goes on afterwards', async () => {
    redis.pause();
    const started = performance.now();
    for (const question of await Promise.allSettled(questions())) {
      expect(question).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    expect(performance.now() - started).toBeLessThan(10_000);
    redis.resume();
    await answersAgain();
    await hears();
  });

  it('does not start without a server', async () => {
    await redis.kill();
    const started = performance.now();
    await expect(RedisStore.connect(redis.url, () => undefined)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('leaves no key without an end', async () => {
    await store.set('a', 'x', 60_000);
    await store.getOrSet('b', 'x', 60_000);
    await store.increment('c', 60_000);
    await limiter().countFailure('192.0.2.1');
    const keys = await store.client.keys('*');
    expect(keys).toHaveLength(4);
    for (const key of keys) {
      expect(key).toMatch(/^two-step:/);
      expect(await store.client.pttl(key)).toBeGreaterThan(0);
    }
  });

  it('gives a counter an end that lost its own', async () => {
    await store.increment('c', 60_000);
    await store.client.persist('two-step:c');
    expect(await store.increment('c', 60_000)).toBe(2);
    expect(await store.client.pttl('two-step:c')).toBeGreaterThan(0);
  });
});
