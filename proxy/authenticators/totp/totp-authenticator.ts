import type { Clock } from '../../kernel/clock.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { Authenticator, FactorResult } from '../authenticator.ts';
import { matchTotp, readTotpCode, stepEndsAt } from './totp.ts';
import type { TotpRepository } from './totp-repository.ts';

/** Binds a sealed secret to its table, column and person. */
export function totpSecretContext(userKey: string): string[] {
  return ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRET', userKey];
}

export function usedStep(hash: KeyedHash, userKey: string, step: number) {
  return { step, hash: hash('totp step', userKey, String(step)), expiresAt: new Date(stepEndsAt(step)) };
}

/** The authenticator app. A code works once, on whichever gate it is typed. */
export class TotpAuthenticator implements Authenticator {
  readonly method = 'TOTP';
  readonly #repository: TotpRepository;
  readonly #box: SecretBox;
  readonly #hash: KeyedHash;
  readonly #clock: Clock;

  constructor(repository: TotpRepository, box: SecretBox, hash: KeyedHash, clock: Clock) {
    this.#repository = repository;
    this.#box = box;
    this.#hash = hash;
    this.#clock = clock;
  }

  async verify(userKey: string, input: string): Promise<FactorResult> {
    const code = readTotpCode(input);
    if (code === undefined) return { kind: 'wrong', reason: 'not six digits' };
    const sealed = await this.#repository.findSealedSecret(userKey);
    if (sealed === undefined) return { kind: 'wrong', reason: 'no authenticator app' };
    const now = this.#clock();
    const match = matchTotp(this.#box.open(sealed, totpSecretContext(userKey)), code, now);
    if (match === undefined) return { kind: 'wrong', reason: 'wrong code' };
    const used = usedStep(this.#hash, userKey, match.step);
    const won = await this.#repository.consumeStep(userKey, used, new Date(now));
    return won ? { kind: 'right' } : { kind: 'wrong', reason: 'code used before' };
  }
}
