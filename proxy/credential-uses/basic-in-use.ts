import { hour } from '../kernel/clock.ts';
import type { CredentialUses } from './credential-uses.ts';

export type BasicInUse = {
  /** When whoever asks came by Basic last, where that was lately. */
  readonly own: Date | undefined;
  /** How many names came by Basic lately. */
  readonly names: number;
};

const lately = 30 * 24 * hour;

/**
 * Who came by Basic in the last 30 days and was let through, which stops working when it is blocked: `undefined` where nobody
 * did. @throws AppError `store_unavailable`
 */
export async function basicInUse(
  uses: Pick<CredentialUses, 'basicNamesSince' | 'lastBasicOf'>,
  username: string,
  now: number,
): Promise<BasicInUse | undefined> {
  const since = new Date(now - lately);
  const [last, names] = await Promise.all([uses.lastBasicOf(username), uses.basicNamesSince(since)]);
  const own = last !== undefined && last >= since ? last : undefined;
  return own === undefined && names === 0 ? undefined : { own, names };
}
