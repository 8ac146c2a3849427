import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from './secret-box.ts';

/**
 * `HMAC-SHA256(key, purpose, parts)` as base64url. What is stored or used as a key elsewhere (session ids, cookies,
 * conversation ids, time steps) goes through here, so that a copy of a store is worth nothing without the key.
 */
export type KeyedHash = (purpose: string, ...parts: readonly string[]) => string;

/**
 * The hash key is derived (HKDF, RFC 5869) from the ring's last key. A rotation puts the new key in front, so hashes
 * stay the same until the old key is taken out; then open sessions have to verify once more.
 */
export function createKeyedHash(ring: KeyRing): KeyedHash {
  const last = ring.at(-1);
  if (last === undefined) throw new Error('a key ring needs at least one key');
  const key = Buffer.from(hkdfSync('sha256', last.key, '', 'two-step-gate keyed hash v1', 32));
  return (purpose, ...parts) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('base64url');
}

/** Compares without telling by its time where two strings differ. Lengths are not secret here. */
export function sameString(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
