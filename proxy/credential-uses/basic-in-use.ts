import { type Clock, hour } from '../kernel/clock.ts';
import type { CredentialUses } from './credential-uses.ts';

export type BasicInUse = {
  /** When whoever asks came by Basic last, where that was lately. */
  readonly own: Date | undefined;
  /** How many names came by Basic lately. */
  readonly names: number;
};

const lately = 30 * 24 * hour;

type Mode = 'block' | 'allow';
type Parts = {
  readonly uses: Pick<CredentialUses, 'basicNamesSince' | 'lastBasicOf'>;
  readonly clock: Clock;
};

/**
 * Who came by Basic in the last 30 days and was let through, which stops working when a change blocks it: `undefined` where
 * nobody did, or where the change blocks nothing. @throws AppError `store_unavailable`
 */
export async function basicInUse(
  { uses, clock }: Parts,
  change: { readonly from: Mode; readonly to: Mode },
  username: string,
): Promise<BasicInUse | undefined> {
  if (change.to !== 'block' || change.from === 'block') return undefined;
  const now = clock();
  const since = new Date(now - lately);
  const [last, names] = await Promise.all([uses.lastBasicOf(username), uses.basicNamesSince(since)]);
  const own = last !== undefined && last >= since ? last : undefined;
  return own === undefined && names === 0 ? undefined : { own, names };
}
