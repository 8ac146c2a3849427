import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessStore, RedisStore, type SharedStore } from '../../proxy/store/index.ts';
import { startRedis } from '../support/servers/index.ts';

/** Two gates of one site: what one writes, the other sees. */
type Site = { readonly here: SharedStore; readonly there: SharedStore; close(): Promise<void> };

async function openInProcess(): Promise<Site> {
  const store = new InProcessStore(Date.now);
  return { here: store, there: store, close: () => store.close() };
}

async function openRedis(): Promise<Site> {
  const redis = await startRedis();
  const [here, there] = await Promise.all([1, 2].map(() => RedisStore.connect(redis.url, () => undefined)));
  if (here === undefined || there === undefined) throw new Error('no connection');
  return {
    here,
    there,
    close: async () => {
      await Promise.all([here.close(), there.close()]);
      await redis.close();
    },
  };
}

const times = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)));

describe.each([
  ['in process', openInProcess],
  ['in Redis', openRedis],
])('the shared store %s', (_name, open) => {
  let site: Site;
  let here: SharedStore;
  let there: SharedStore;
  beforeAll(async () => {
    site = await open();
    ({ here, there } = site);
  });
  afterAll(() => site.close());

  it('exchanges a value only while it is the expected one, for one of many who try at once', async () => {
    expect(await here.compareAndSet('exchange', 'a', 'b', 60_000)).toBe(false);
    expect(await there.get('exchange')).toBeUndefined();
    await here.set('exchange', 'a', 60_000);
    const won = await times(20, (at) =>
      (at % 2 ? here : there).compareAndSet('exchange', 'a', `b${at}`, 60_000),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await here.get('exchange')).toBe(`b${won.indexOf(true)}`);
  });

  it('answers', async () => {
    await here.ping();
  });

  it('gives back what was set, to every gate', async () => {
    await here.set('set', 'ü"\n\0', 10_000);
    expect(await there.get('set')).toBe('ü"\n\0');
    await there.set('set', '', 10_000);
    expect(await here.get('set')).toBe('');
    expect(await here.get('set2')).toBeUndefined();
  });

  it('deletes', async () => {
    await here.set('delete', 'x', 10_000);
    await there.delete('delete');
    expect(await here.get('delete')).toBeUndefined();
    await here.delete('delete');
  });

  it('replaces only what is there', async () => {
    expect(await here.replace('replace', 'x', 10_000)).toBe(false);
    expect(await there.get('replace')).toBeUndefined();
    await here.set('replace', 'x', 10_000);
    expect(await there.replace('replace', 'y', 10_000)).toBe(true);
    expect(await here.get('replace')).toBe('y');
    await here.delete('replace');
    expect(await there.replace('replace', 'z', 10_000)).toBe(false);
    expect(await here.get('replace')).toBeUndefined();
  });

  it('forgets a value after its life, which begins anew with each set', async () => {
    await here.set('ttl', 'x', 1_500);
    await sleep(1_000);
    await here.set('ttl', 'y', 1_500);
    await sleep(1_000);
    expect(await there.get('ttl')).toBe('y');
    await sleep(700);
    expect(await there.get('ttl')).toBeUndefined();
    expect(await there.take('ttl')).toBeUndefined();
  });

  it('gives a value to one of 50 takers', async () => {
    for (const key of ['take 1', 'take 2', 'take 3']) {
      await here.set(key, 'x', 10_000);
      const taken = await times(50, (at) => (at % 2 === 0 ? here : there).take(key));
      expect(taken.filter((value) => value === 'x')).toHaveLength(1);
      expect(taken.filter((value) => value === undefined)).toHaveLength(49);
      expect(await here.get(key)).toBeUndefined();
    }
  });

  it('counts 50 at once without losing or doubling one', async () => {
    const counts = await times(50, (at) => (at % 2 === 0 ? here : there).increment('count', 10_000));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  });

  it('starts the life of a counter with its first count only', async () => {
    expect(await here.increment('counter', 1_500)).toBe(1);
    await sleep(1_000);
    expect(await there.increment('counter', 1_500)).toBe(2);
    await sleep(700);
    expect(await here.increment('counter', 1_500)).toBe(1);
  });

  it('lets one of 50 set a value, and tells all of them which', async () => {
    const standing = await times(50, (at) =>
      (at % 2 === 0 ? here : there).getOrSet('get or set', `value ${at}`, 10_000),
    );
    expect(new Set(standing).size).toBe(1);
    expect(standing[0]).toMatch(/^value \d+$/);
    expect(await here.get('get or set')).toBe(standing[0]);
  });

  it('renews the life of the value that stands', async () => {
    await here.getOrSet('renewed', 'first', 1_500);
    await sleep(1_000);
    expect(await there.getOrSet('renewed', 'second', 1_500)).toBe('first');
    await sleep(1_000);
    expect(await here.get('renewed')).toBe('first');
    await sleep(700);
    expect(await here.getOrSet('renewed', 'third', 1_500)).toBe('third');
  });

  it('tells every gate what one publishes, itself included, in order', async () => {
    const heard: string[][] = [[], []];
    here.onMessage((message) => heard[0]?.push(message));
    there.onMessage((message) => heard[1]?.push(message));
    for (const message of ['1', '2', 'ü"\n']) await here.publish(message);
    const end = Date.now() + 5_000;
    while (heard.some((messages) => messages.length < 3) && Date.now() < end) await sleep(5);
    expect(heard).toEqual([
      ['1', '2', 'ü"\n'],
      ['1', '2', 'ü"\n'],
    ]);
  });
});
