import type { RandomBytes } from '../../kernel/clock.ts';
import { isSealed, type SecretBox } from '../../kernel/secret-box.ts';
import { createRecoveryCode } from './recovery-code.ts';

/**
 * How recovery codes stand in the table: readable, because the DBA's runbook reads them there, or sealed where the
 * site chose so. Reading understands both, so that the choice can be changed at any time.
 */
export class RecoveryCodeVault {
  readonly #storage: 'plain' | 'sealed';
  readonly #box: SecretBox;
  readonly #randomBytes: RandomBytes;

  constructor(storage: 'plain' | 'sealed', box: SecretBox, randomBytes: RandomBytes) {
    this.#storage = storage;
    this.#box = box;
    this.#randomBytes = randomBytes;
  }

  create(userKey: string): { readonly code: string; readonly stored: string } {
    const code = createRecoveryCode(this.#randomBytes);
    return {
      code,
      stored: this.#storage === 'sealed' ? this.#box.seal(code, recoveryCodeContext(userKey)) : code,
    };
  }

  open(userKey: string, stored: string): string {
    return isSealed(stored) ? this.#box.open(stored, recoveryCodeContext(userKey)) : stored;
  }
}

export function recoveryCodeContext(userKey: string): string[] {
  return ['AO_ED669C_TOTP_USER_ENROLLMENT', 'RECOVERY_CODE', userKey];
}
