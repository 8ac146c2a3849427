import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddressLimiter, FailureLimiter, RedisStore } from '../../proxy/store/index.ts';
import { startRedis } from '../support/servers/index.ts';

type Site = { readonly here: AddressLimiter; readonly there: AddressLimiter; close(): Promise<void> };

async function openInProcess(): Promise<Site> {
  const limiter = new FailureLimiter(undefined);
  return { here: limiter, there: limiter, close: async () => undefined };
}

async function openRedis(): Promise<Site> {
  const redis = await startRedis();
  const store = await RedisStore.connect(redis.url, () => undefined);
  return {
    here: new FailureLimiter(store.client),
    there: new FailureLimiter(store.client),
    close: async () => {
      await store.close();
      await redis.close();
    },
  };
}

describe.each([
  ['in process', openInProcess],
  ['in Redis', openRedis],
])('the limit of failures from one address, counted %s', (_name, open) => {
  let site: Site;
  beforeAll(async () => {
    site = await open();
  });
  afterAll(() => site.close());

  const fail = (count: number, address: (at: number) => string) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        (at % 2 === 0 ? site.here : site.there).countFailure(address(at)),
      ),
    );

  it('is sixty in a minute, then the address waits, on every gate', async () => {
    await fail(60, () => '192.0.2.1');
    expect(await site.there.blockedFor('192.0.2.1')).toBe(0);
    await fail(1, () => '192.0.2.1');
    for (const gate of [site.here, site.there]) {
      const seconds = await gate.blockedFor('192.0.2.1');
      expect(seconds).toBeGreaterThan(50);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  });

  it('is not lengthened by asking', async () => {
    for (let round = 0; round < 100; round += 1) await site.here.blockedFor('192.0.2.2');
    expect(await site.here.blockedFor('192.0.2.2')).toBe(0);
  });

  it('is for each address by itself', async () => {
    await fail(100, (at) => `198.51.100.${at}`);
    expect(await site.here.blockedFor('198.51.100.1')).toBe(0);
  });

  it('takes the addresses of one /64 of IPv6 for one, and others for others', async () => {
    await fail(61, (at) => `2001:db8:1:2::${at.toString(16)}`);
    for (const same of ['2001:db8:1:2::ffff', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ff::']) {
      expect(await site.here.blockedFor(same)).toBeGreaterThan(0);
    }
    for (const other of ['2001:db8:1:3::1', '2001:db8:1::2', '2001:db8::1']) {
      expect(await site.here.blockedFor(other)).toBe(0);
    }
  });

  it('takes groups of zeros for what they are, however they are written', async () => {
    await fail(61, (at) => ['2001:db8::1', '2001:db8:0:0::2', '2001:db8:0:0:0:0:0:3'][at % 3] ?? '');
    expect(await site.here.blockedFor('2001:db8::4')).toBeGreaterThan(0);
    expect(await site.here.blockedFor('::1')).toBe(0);
  });
});
