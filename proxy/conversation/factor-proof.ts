import type { Authenticator } from '../authenticators/authenticator.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AttemptLedger, LockedUntil } from './attempt-ledger.ts';

export type ProofOutcome =
  | { readonly kind: 'right'; readonly replacementCode: string | undefined }
  | { readonly kind: 'wrong'; readonly reason: string }
  | { readonly kind: 'locked'; readonly until: LockedUntil };

/**
 * A factor shown by somebody who is logged in already, to confirm something. Counted for the person with the codes of
 * their logins, and before it is looked at.
 */
export class FactorProof {
  readonly #ledger: AttemptLedger;
  readonly #clock: Clock;

  constructor(ledger: AttemptLedger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  lockedUntil(userKey: string): Promise<LockedUntil | undefined> {
    return this.#ledger.lockedUntil(userKey, this.#clock());
  }

  async check(authenticator: Authenticator, userKey: string, input: string): Promise<ProofOutcome> {
    const spending = await this.#ledger.spend(userKey, this.#clock());
    if (spending.kind === 'locked') return spending;
    const result = await authenticator.verify(userKey, input);
    if (result.kind === 'wrong') return result;
    await this.#ledger.clear(userKey);
    return { kind: 'right', replacementCode: result.replacementCode };
  }
}
