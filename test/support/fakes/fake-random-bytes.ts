import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../proxy/kernel/clock.ts';

/** Bytes that are different at every call and the same in every run. */
export function createFakeRandomBytes(): RandomBytes {
  let calls = 0;
  return (size) => {
    calls += 1;
    const chunks: Buffer[] = [];
    for (let at = 0; at * 32 < size; at += 1) {
      chunks.push(createHash('sha256').update(`random bytes ${calls} ${at}`).digest());
    }
    return Buffer.concat(chunks).subarray(0, size);
  };
}
