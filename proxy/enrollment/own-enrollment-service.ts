import type { AuditEventType, AuditLog } from '../audit/index.ts';
import type { FactorPerson, Factors, OwnedAuthenticator } from '../authenticators/index.ts';
import type { RecoveryCodeVault } from '../authenticators/recovery-code/index.ts';
import type { RequestOrigin } from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecurityNotice, SecurityNotifier } from '../notification/security-notice.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { TrustedDeviceService } from '../trusted-device/index.ts';
import { endEnrollment } from './end-enrollment.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository, RemovalOutcome } from './enrollment-repository.ts';
import type { FactorPreferences } from './factor-preferences.ts';

export type OwnEnrollmentParts = {
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly sessions: VerifiedSessionService;
  readonly devices: TrustedDeviceService;
  readonly factors: Factors;
  readonly preferences: FactorPreferences;
  readonly vault: RecoveryCodeVault;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
  readonly clock: Clock;
};

export type FoundFactor = OwnedAuthenticator & { readonly method: string };

export type Removal = { readonly outcome: RemovalOutcome; readonly generation: string | undefined };

const noticeFor = {
  first: 'factor_added',
  /** The first one after a reset. */
  again: 'set_up_again',
  add: 'factor_added',
  update: 'app_replaced',
} as const;

/** What people do to their own enrollment once they have one. That it is them was confirmed before (elevation). */
export class OwnEnrollmentService {
  readonly #parts: OwnEnrollmentParts;

  constructor(parts: OwnEnrollmentParts) {
    this.#parts = parts;
  }

  async isEnrolled({ userKey }: Pick<FactorPerson, 'userKey'>): Promise<boolean> {
    return (await this.#parts.enrollments.find(userKey)) !== undefined;
  }

  /**
   * After a factor was set up (the setup wrote its own audit event). What a remembered browser was trusted for is not
   * what there is now; after a move to another phone, whoever has the old one is out, everywhere.
   * @param generation of the session in which it was done; answers the one under which that may go on
   */
  async factorAdded(
    person: FactorPerson,
    method: string,
    how: 'first' | 'again' | 'add' | 'update',
    origin: RequestOrigin,
    generation?: string,
  ): Promise<string | undefined> {
    const { devices, notifier } = this.#parts;
    await devices.revokeAll(person.userKey);
    const next = how === 'update' ? await this.#endSessions(person.userKey, generation) : undefined;
    notifier.tell(person, { kind: noticeFor[how], method }, origin);
    return next;
  }

  /**
   * `last`: it is the only one that counts, and was left. The other sessions of the person end.
   * @param generation of the session in which it is done; answered is the one under which that may go on
   */
  async removeFactor(
    person: FactorPerson,
    id: string,
    origin: RequestOrigin,
    generation?: string,
  ): Promise<Removal> {
    const { outcome, generation: next, found } = await this.takeFactor(person.userKey, id, generation);
    if (found === undefined) return { outcome, generation: next };
    const { method, name } = found;
    await this.#record('authenticator.removed', person, method, origin);
    this.#tell(person, { kind: 'factor_removed', method, name }, origin);
    return { outcome, generation: next };
  }

  /** The same, for whoever does it: neither audited nor told. `found` is what was taken. */
  async takeFactor(
    userKey: string,
    id: string,
    generation?: string,
  ): Promise<Removal & { found?: FoundFactor }> {
    const { enrollments, factors, devices } = this.#parts;
    const found = await this.findFactor({ userKey }, id);
    if (found === undefined) return { outcome: 'not_found', generation: undefined };
    // What does not open any more is a row like others to the database, which decides about two removals at once.
    if (await this.isLast({ userKey }, id)) return { outcome: 'last', generation: undefined };
    const outcome = await enrollments.removeFactor(userKey, id, factors.countingMethods());
    if (outcome !== 'removed') return { outcome, generation: undefined };
    await devices.revokeAll(userKey);
    return { outcome, generation: await this.#endSessions(userKey, generation), found };
  }

  /** Whether the person would be left without a factor that counts. A look: what takes it away decides. */
  async isLast({ userKey }: Pick<FactorPerson, 'userKey'>, id: string): Promise<boolean> {
    const { primary, allowed } = this.#parts.factors.countingMethods();
    const owned = (await this.#parts.factors.ownedBy(userKey)).flatMap(({ authenticator, entries }) =>
      entries.map((entry) => ({ ...entry, method: authenticator.method })),
    );
    const wanted = owned.find((one) => one.id === id);
    if (wanted === undefined || !primary.includes(wanted.method)) return false;
    return !owned.some((one) => one !== wanted && !one.blocked && allowed.includes(one.method));
  }

  async renameFactor(
    person: FactorPerson,
    id: string,
    name: string,
    origin: RequestOrigin,
  ): Promise<boolean> {
    const found = await this.findFactor(person, id);
    if (found === undefined || !(await this.#parts.enrollments.rename(person.userKey, id, name)))
      return false;
    await this.#record('authenticator.renamed', person, found.method, origin);
    return true;
  }

  async makeDefault(person: FactorPerson, method: string, origin: RequestOrigin): Promise<void> {
    await this.#parts.preferences.set(person.userKey, method);
    await this.#record('authenticator.made_default', person, method, origin);
  }

  /** A new set of backup codes; the old one is void at once. `undefined` where there is no enrollment. */
  async issueBackupCodes(
    person: FactorPerson,
    origin: RequestOrigin,
    how: 'first' | 'again',
  ): Promise<readonly string[] | undefined> {
    const codes = await this.#parts.factors.issuer()?.issue?.(person.userKey);
    if (codes === undefined) return undefined;
    await this.#record('backup_codes.issued', person, 'by the person', origin);
    if (how === 'again') this.#tell(person, { kind: 'codes_changed' }, origin);
    return codes;
  }

  /** The old recovery code is void at once. `undefined` where there is no enrollment, or no longer the same code. */
  async rotateRecoveryCode(person: FactorPerson, origin: RequestOrigin): Promise<string | undefined> {
    const { enrollments, vault, clock } = this.#parts;
    const enrollment = await enrollments.find(person.userKey);
    if (enrollment === undefined) return undefined;
    const { code, stored } = vault.create(person.userKey);
    const at = new Date(clock());
    const rotated = await enrollments.replaceRecoveryCode(
      ...([person.userKey, enrollment.storedRecoveryCode, stored, at] as const),
    );
    if (!rotated) return undefined;
    await this.#record('recovery_code.rotated', person, 'by the person', origin);
    this.#tell(person, { kind: 'codes_changed' }, origin);
    return code;
  }

  /** Ends every verified session of the person, on every gate. Answers whether there was an enrollment. */
  async unenroll(person: FactorPerson, origin: RequestOrigin): Promise<boolean> {
    if (!(await endEnrollment(this.#parts, person.userKey))) return false;
    await this.#record('enrollment.removed', person, 'by the person', origin);
    this.#tell(person, { kind: 'turned_off' }, origin);
    return true;
  }

  /** One of the person's factors; codes on paper are none. */
  async findFactor({ userKey }: Pick<FactorPerson, 'userKey'>, id: string): Promise<FoundFactor | undefined> {
    for (const { authenticator, entries } of await this.#parts.factors.ownedBy(userKey)) {
      if (authenticator.traits.role === 'recovery') continue;
      const entry = entries.find((one) => one.id === id);
      if (entry !== undefined) return { ...entry, method: authenticator.method };
    }
    return undefined;
  }

  async #endSessions(userKey: string, generation: string | undefined): Promise<string | undefined> {
    const { sessions } = this.#parts;
    if (generation !== undefined) return sessions.startOver(userKey, generation);
    await sessions.revokeUser(userKey);
    return undefined;
  }

  #tell(person: FactorPerson, notice: SecurityNotice, origin: RequestOrigin): void {
    this.#parts.notifier.tell(person, notice, origin);
  }

  #record(
    type: AuditEventType,
    { userKey, username }: FactorPerson,
    reason: string,
    { address, requestId }: RequestOrigin,
  ): Promise<void> {
    const person = { userKey, username };
    return this.#parts.audit.record({
      ...{ type, outcome: 'success', reason, actor: person, target: person },
      ...{ address, requestId },
    });
  }
}
