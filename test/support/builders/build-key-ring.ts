import type { KeyRing } from '../../../proxy/kernel/secret-box.ts';

/** A key ring whose keys are their own ids, repeated. */
export function buildKeyRing(...ids: readonly string[]): KeyRing {
  return (ids.length === 0 ? ['test'] : ids).map((id) => ({
    id,
    key: Buffer.alloc(32, id),
  }));
}
