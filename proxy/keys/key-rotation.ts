import { factorDataContext } from '../authenticators/factor-rows.ts';
import { recoveryCodeContext } from '../authenticators/recovery-code/recovery-code-vault.ts';
import { totpSecretContext } from '../authenticators/totp/totp-authenticator.ts';
import type { RandomBytes } from '../kernel/clock.ts';
import { type KeyRing, SecretBox } from '../kernel/secret-box.ts';
import { emergencyHalfContext } from '../user-help/break-glass.ts';
import {
  type SealedCount,
  type SealedPlace,
  type SealedValue,
  type SealedValues,
  sealedPlaces,
} from './sealed-values.ts';

const batchSize = 200;

export type Resealed = {
  readonly done: number;
  /** What could not be opened: changed by hand, or sealed with a key that is not in the ring. */
  readonly unreadable: readonly { readonly place: SealedPlace; readonly userKey: string }[];
};

/** Sealing everything anew with the ring's first key, so that an older one can be taken out. */
export class KeyRotation {
  readonly #values: SealedValues;

  constructor(values: SealedValues) {
    this.#values = values;
  }

  counts(): Promise<readonly SealedCount[]> {
    return this.#values.counts();
  }

  /**
   * In batches, each value by itself: what was done stays done, and a second run does the rest.
   * @param onProgress told how many were done so far, after each batch
   */
  async reseal(ring: KeyRing, onProgress: (done: number) => void): Promise<Resealed> {
    const [writer] = ring;
    if (writer === undefined) throw new Error('a key ring needs at least one key');
    const box = new SecretBox(ring);
    const unreadable: Resealed['unreadable'][number][] = [];
    let done = 0;
    for (const place of sealedPlaces) {
      for (let after = ''; ; ) {
        const batch = await this.#values.others(place, writer.id, batchSize, after);
        for (const value of batch) {
          const sealed = sealAnew(box, place, value);
          if (sealed === undefined) unreadable.push({ place, userKey: value.userKey });
          else if (await this.#values.replace(place, value, sealed)) done += 1;
        }
        if (batch.length > 0) onProgress(done);
        const last = batch.at(-1);
        if (last === undefined || batch.length < batchSize) break;
        after = last.id;
      }
    }
    return { done, unreadable };
  }
}

/** A ring with a new key in front. Its id says when it was made. */
export function withNewKey(ring: KeyRing, now: Date, randomBytes: RandomBytes): KeyRing {
  const id = `k${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`;
  return [{ id, key: randomBytes(32) }, ...ring];
}

function sealAnew(box: SecretBox, place: SealedPlace, value: SealedValue): string | undefined {
  const context = contextOf(place, value);
  let plain: string;
  try {
    plain = box.open(value.sealed, context);
  } catch {
    return undefined;
  }
  return box.seal(plain, context);
}

function contextOf(place: SealedPlace, { userKey, method }: SealedValue): string[] {
  switch (place) {
    case 'app_secret':
      return totpSecretContext(userKey);
    case 'recovery_code':
      return recoveryCodeContext(userKey);
    case 'factor_data':
      return factorDataContext(method, userKey);
    case 'emergency_half':
      return emergencyHalfContext(userKey);
    default:
      return place satisfies never;
  }
}
