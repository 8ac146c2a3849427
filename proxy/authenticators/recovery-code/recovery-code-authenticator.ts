import type { EnrollmentRepository } from '../../enrollment/enrollment-repository.ts';
import type { Clock } from '../../kernel/clock.ts';
import { sameString } from '../../kernel/keyed-hash.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  OwnedAuthenticator,
} from '../authenticator.ts';
import { readRecoveryCode } from './recovery-code.ts';
import type { RecoveryCodeVault } from './recovery-code-vault.ts';

/** The code that stands in for a lost phone. Its use replaces it: the answer carries the next one. */
export class RecoveryCodeAuthenticator implements Authenticator {
  readonly method = 'RECOVERY_CODE';
  readonly traits = {
    slug: 'recovery-code',
    strength: 5,
    role: 'recovery',
    several: false,
    events: { right: 'recovery_code.used', wrong: 'recovery_code.failed' },
  } as const;
  readonly #enrollments: EnrollmentRepository;
  readonly #vault: RecoveryCodeVault;
  readonly #clock: Clock;

  constructor(enrollments: EnrollmentRepository, vault: RecoveryCodeVault, clock: Clock) {
    this.#enrollments = enrollments;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Whoever is enrolled has one. */
  async list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    const enrollment = await this.#enrollments.find(userKey);
    if (enrollment === undefined) return [];
    const addedAt = new Date(enrollment.since);
    return [{ id: 'recovery-code', name: '', addedAt, lastUsedAt: undefined, blocked: false }];
  }

  async prompt(): Promise<undefined> {
    return undefined;
  }

  async verify({ person }: FactorContext, { code: input = '' }: FactorInput): Promise<FactorResult> {
    const { userKey } = person;
    const enrollment = await this.#enrollments.find(userKey);
    if (enrollment === undefined) return { kind: 'wrong', reason: 'not enrolled' };
    const stored = enrollment.storedRecoveryCode;
    const expected = this.#vault.open(userKey, stored);
    // A code that a DBA wrote by hand need not have our form: it is compared as it stands, too.
    const typed = readRecoveryCode(input);
    const right = sameString(input.trim(), expected) || (typed !== undefined && sameString(typed, expected));
    if (!right || expected === '') return { kind: 'wrong', reason: 'wrong recovery code' };
    const { code, stored: replacement } = this.#vault.create(userKey);
    const at = new Date(this.#clock());
    const won = await this.#enrollments.replaceRecoveryCode(userKey, stored, replacement, at);
    return won
      ? { kind: 'right', replacementCode: code }
      : { kind: 'wrong', reason: 'recovery code used before' };
  }
}
