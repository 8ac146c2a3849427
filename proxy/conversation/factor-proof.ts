import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
} from '../authenticators/authenticator.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AttemptLedger, LockedUntil } from './attempt-ledger.ts';

export type Shown = { readonly result: FactorResult; readonly authenticator: Authenticator };

export type ProofOutcome =
  | {
      readonly kind: 'right';
      readonly method: string;
      readonly replacementCode: string | undefined;
      readonly codesLeft: number | undefined;
    }
  | { readonly kind: 'wrong'; readonly reason: string; readonly alarm?: 'copied_key' }
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

  async check(
    authenticators: readonly Authenticator[],
    context: FactorContext,
    input: FactorInput,
  ): Promise<ProofOutcome> {
    const { userKey } = context.person;
    const spending = await this.#ledger.spend(userKey, this.#clock());
    if (spending.kind === 'locked') return spending;
    const { result, authenticator } = await firstRight(authenticators, context, input);
    if (result.kind === 'wrong') return result;
    await this.#ledger.clear(userKey);
    const { replacementCode, codesLeft } = result;
    return { kind: 'right', method: authenticator.method, replacementCode, codesLeft };
  }
}

/** One attempt, which several factors may look at: somebody typed a code without saying of which kind. */
export async function firstRight(
  authenticators: readonly Authenticator[],
  context: FactorContext,
  input: FactorInput,
): Promise<Shown> {
  let last: Shown | undefined;
  for (const authenticator of authenticators) {
    const result = await authenticator.verify(context, input);
    if (result.kind === 'right') return { result, authenticator };
    if (!isOwnShape(last)) last = { result, authenticator };
  }
  if (last === undefined) throw new Error('no method to verify with');
  return last;
}

function isOwnShape(shown: Shown | undefined): boolean {
  return shown?.result.kind === 'wrong' && shown.result.ownShape === true;
}
