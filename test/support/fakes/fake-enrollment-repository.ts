import type { TotpRepository } from '../../../proxy/authenticators/totp/index.ts';
import type {
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
  UsedStep,
} from '../../../proxy/enrollment/index.ts';

type Row = { enrollment: Enrollment; lastUsedStep: number };

/** The enrollment table and what refers to it, in memory: both repositories look at the same rows. */
export class FakeEnrollmentRepository implements EnrollmentRepository, TotpRepository {
  readonly #rows = new Map<string, Row>();
  #created = 0;

  async find(userKey: string): Promise<Enrollment | undefined> {
    return this.#rows.get(userKey)?.enrollment;
  }

  async create(enrollment: NewEnrollment): Promise<string | undefined> {
    const { userKey, sealedSecret, storedRecoveryCode, at, confirmedWith } = enrollment;
    if (this.#rows.has(userKey)) return undefined;
    this.#created += 1;
    const since = at.toISOString().replace('Z', `${String(this.#created).padStart(3, '0')}Z`);
    const row = { userKey, sealedSecret, storedRecoveryCode, since };
    this.#rows.set(userKey, { enrollment: row, lastUsedStep: confirmedWith.step });
    return since;
  }

  async replaceSecret(userKey: string, expected: string, replacement: NewSecret): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row?.enrollment.sealedSecret !== expected) return false;
    row.enrollment = { ...row.enrollment, sealedSecret: replacement.sealedSecret };
    row.lastUsedStep = replacement.confirmedWith.step;
    return true;
  }

  async replaceRecoveryCode(userKey: string, expected: string, replacement: string): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row?.enrollment.storedRecoveryCode !== expected) return false;
    row.enrollment = { ...row.enrollment, storedRecoveryCode: replacement };
    return true;
  }

  async remove(userKey: string): Promise<boolean> {
    return this.#rows.delete(userKey);
  }

  async findSealedSecret(userKey: string): Promise<string | undefined> {
    return this.#rows.get(userKey)?.enrollment.sealedSecret || undefined;
  }

  async consumeStep(userKey: string, used: UsedStep): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row === undefined || used.step <= row.lastUsedStep) return false;
    row.lastUsedStep = used.step;
    return true;
  }
}

export function createFakeEnrollmentRepository(): FakeEnrollmentRepository {
  return new FakeEnrollmentRepository();
}
