import { isIPv6 } from 'node:net';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../kernel/app-error.ts';
import type { AddressLimiter } from './address-limiter.ts';

/** Wrong answers from one address: many people share one behind a company's gateway, so only failures count. */
const limit = { points: 60, duration: 60, blockDuration: 60, keyPrefix: 'two-step:address' } as const;

/** @throws when the store does not answer: what cannot be counted is not tried. */
export class FailureLimiter implements AddressLimiter {
  readonly #limiter: RateLimiterMemory | RateLimiterRedis;

  constructor(redis: Redis | undefined) {
    this.#limiter =
      redis === undefined
        ? new RateLimiterMemory(limit)
        : new RateLimiterRedis({ ...limit, storeClient: redis, rejectIfRedisNotReady: true });
  }

  async blockedFor(address: string): Promise<number> {
    const state = await this.#limiter.get(bucketOf(address)).catch(unavailable);
    if (state === null || state.consumedPoints <= limit.points) return 0;
    return Math.ceil(state.msBeforeNext / 1_000);
  }

  async countFailure(address: string): Promise<void> {
    try {
      await this.#limiter.consume(bucketOf(address));
    } catch (rejection) {
      // Over the limit is an answer, not a failure: the next one is told to wait.
      if (!(rejection instanceof RateLimiterRes)) unavailable(rejection);
    }
  }
}

function unavailable(cause: unknown): never {
  throw new AppError('store_unavailable', 'counting failures of an address', { cause });
}

/** One household or office has a whole /64 of IPv6 addresses (RFC 6177), so that counts as one. */
function bucketOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter((group) => group !== '');
  const back = tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...(address.includes('::') ? zeros : []), ...back].slice(0, 4).join(':');
}
