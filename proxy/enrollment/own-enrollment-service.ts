import type { AuditEventType, AuditLog, Person } from '../audit/index.ts';
import type { RecoveryCodeVault } from '../authenticators/recovery-code/index.ts';
import type { RequestOrigin } from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';

export type OwnEnrollmentParts = {
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly sessions: VerifiedSessionService;
  readonly vault: RecoveryCodeVault;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** What people do to their own enrollment once they have one. That it is them was confirmed before (elevation). */
export class OwnEnrollmentService {
  readonly #parts: OwnEnrollmentParts;

  constructor(parts: OwnEnrollmentParts) {
    this.#parts = parts;
  }

  async isEnrolled({ userKey }: Person): Promise<boolean> {
    return (await this.#parts.enrollments.find(userKey)) !== undefined;
  }

  /** The old recovery code is void at once. `undefined` where there is no enrollment, or no longer the same code. */
  async rotateRecoveryCode(person: Person, origin: RequestOrigin): Promise<string | undefined> {
    const { enrollments, vault, clock } = this.#parts;
    const enrollment = await enrollments.find(person.userKey);
    if (enrollment === undefined) return undefined;
    const { code, stored } = vault.create(person.userKey);
    const at = new Date(clock());
    const rotated = await enrollments.replaceRecoveryCode(
      ...([person.userKey, enrollment.storedRecoveryCode, stored, at] as const),
    );
    if (!rotated) return undefined;
    await this.#record('recovery_code.rotated', person, origin);
    return code;
  }

  /** Ends every verified session of the person, on every gate. Answers whether there was an enrollment. */
  async unenroll(person: Person, origin: RequestOrigin): Promise<boolean> {
    const removed = await this.#parts.enrollments.remove(person.userKey);
    this.#parts.directory.forget(person.userKey);
    if (!removed) return false;
    await this.#parts.sessions.revokeUser(person.userKey);
    await this.#record('enrollment.removed', person, origin);
    return true;
  }

  #record(type: AuditEventType, person: Person, origin: RequestOrigin): Promise<void> {
    const reason = 'by the person';
    return this.#parts.audit.record({
      type,
      outcome: 'success',
      reason,
      actor: person,
      target: person,
      ...origin,
    });
  }
}
