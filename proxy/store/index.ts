export type { AddressLimiter } from './address-limiter.ts';
export { FailureLimiter } from './failure-limiter.ts';
export { InProcessStore } from './in-process-store.ts';
export { RedisStore } from './redis-store.ts';
export type { SharedStore } from './shared-store.ts';
