/** Wrong codes and passwords from one address (IPv6: one /64), whoever they were for. */
export interface AddressLimiter {
  /** Seconds to wait, or 0. */
  blockedFor(address: string): Promise<number>;
  countFailure(address: string): Promise<void>;
}
