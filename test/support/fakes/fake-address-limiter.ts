import type { AddressLimiter } from '../../../proxy/store/index.ts';

export type FakeAddressLimiter = AddressLimiter & {
  readonly failures: Map<string, number>;
  /** Makes an address wait from now on. */
  block(address: string, seconds: number): void;
};

export function createFakeAddressLimiter(): FakeAddressLimiter {
  const failures = new Map<string, number>();
  const blocked = new Map<string, number>();
  return {
    failures,
    block: (address, seconds) => void blocked.set(address, seconds),
    blockedFor: async (address) => blocked.get(address) ?? 0,
    countFailure: async (address) => void failures.set(address, (failures.get(address) ?? 0) + 1),
  };
}
