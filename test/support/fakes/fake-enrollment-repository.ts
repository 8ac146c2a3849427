import type { NewFactor } from '../../../proxy/authenticators/index.ts';
import type { StoredApp, TotpRepository } from '../../../proxy/authenticators/totp/index.ts';
import type {
  CountingMethods,
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
  RemovalOutcome,
} from '../../../proxy/enrollment/index.ts';
import { lowerUserName } from '../../../proxy/kernel/user-name.ts';
import { FakeAuthenticatorRepository } from './fake-authenticator-repository.ts';

type UsedStep = NewSecret['confirmedWith'];
type App = StoredApp & { readonly lastUsedStep: number };
type Row = { enrollment: Enrollment; app: App | undefined; readonly lowerUserName: string };

const appId = 'app';

/** The enrollment table and what goes with it, in memory: all repositories look at the same rows. */
export class FakeEnrollmentRepository implements EnrollmentRepository, TotpRepository {
  /** Every factor but the app. */
  readonly authenticators = new FakeAuthenticatorRepository((userKey) => this.isEnrolled(userKey));
  readonly #rows = new Map<string, Row>();
  readonly #cascades: ((userKey: string) => void)[] = [];
  #created = 0;

  isEnrolled(userKey: string): boolean {
    return this.#rows.has(userKey);
  }

  /** Whether this is the person with that user name (in any case) or key. */
  isCalled(userKey: string, name: string): boolean {
    return userKey === name || this.#rows.get(userKey)?.lowerUserName === lowerUserName(name);
  }

  /** Called with the key of each enrollment that is removed: what refers to it goes along. */
  onRemoved(cascade: (userKey: string) => void): void {
    this.#cascades.push(cascade);
  }

  async find(userKey: string): Promise<Enrollment | undefined> {
    return this.#rows.get(userKey)?.enrollment;
  }

  async create(enrollment: NewEnrollment): Promise<string | undefined> {
    const { userKey, username, storedRecoveryCode, first, at } = enrollment;
    if (this.#rows.has(userKey)) return undefined;
    this.#created += 1;
    const since = at.toISOString().replace('Z', `${String(this.#created).padStart(3, '0')}Z`);
    const row: Row = {
      enrollment: { userKey, sealedSecret: '', storedRecoveryCode, since },
      app: undefined,
      lowerUserName: lowerUserName(username),
    };
    this.#rows.set(userKey, row);
    if (this.#keep(row, first, at)) return since;
    this.#rows.delete(userKey);
    return undefined;
  }

  async addFactor(userKey: string, factor: NewFactor, at: Date): Promise<boolean> {
    const row = this.#rows.get(userKey);
    return row !== undefined && this.#keep(row, factor, at);
  }

  async replaceSecret(userKey: string, expected: string, replacement: NewSecret, at: Date): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row?.enrollment.sealedSecret !== expected) return false;
    this.#keepApp(row, replacement, at);
    return true;
  }

  async replaceRecoveryCode(userKey: string, expected: string, replacement: string): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row?.enrollment.storedRecoveryCode !== expected) return false;
    row.enrollment = { ...row.enrollment, storedRecoveryCode: replacement };
    return true;
  }

  async removeFactor(userKey: string, id: string, methods: CountingMethods): Promise<RemovalOutcome> {
    const { primary, allowed } = methods;
    const row = this.#rows.get(userKey);
    if (row === undefined) return 'not_found';
    const app = row.enrollment.sealedSecret === '' ? [] : [{ id: appId, method: 'TOTP', blocked: false }];
    const owned = [...app, ...this.authenticators.of(userKey)];
    const wanted = owned.find((one) => one.id === id);
    if (wanted === undefined) return 'not_found';
    const others = owned.filter((one) => one !== wanted && !one.blocked && allowed.includes(one.method));
    if (primary.includes(wanted.method) && others.length === 0) return 'last';
    if (id === appId) {
      row.enrollment = { ...row.enrollment, sealedSecret: '' };
      row.app = undefined;
    } else this.authenticators.delete(userKey, id);
    return 'removed';
  }

  async rename(userKey: string, id: string, name: string): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row === undefined) return false;
    if (id !== appId) return this.authenticators.rename(userKey, id, name);
    if (row.app === undefined) return false;
    row.app = { ...row.app, name };
    return true;
  }

  async remove(userKey: string): Promise<boolean> {
    if (!this.#rows.delete(userKey)) return false;
    this.authenticators.delete(userKey);
    for (const cascade of this.#cascades) cascade(userKey);
    return true;
  }

  async findApp(userKey: string): Promise<StoredApp | undefined> {
    const row = this.#rows.get(userKey);
    if (row?.app === undefined || row.enrollment.sealedSecret === '') return undefined;
    const { name, addedAt, lastUsedAt } = row.app;
    return { name, addedAt, lastUsedAt };
  }

  async findSealedSecret(userKey: string): Promise<string | undefined> {
    return this.#rows.get(userKey)?.enrollment.sealedSecret || undefined;
  }

  async consumeStep(userKey: string, used: UsedStep, at: Date): Promise<boolean> {
    const row = this.#rows.get(userKey);
    if (row?.app === undefined || used.step <= row.app.lastUsedStep) return false;
    row.app = { ...row.app, lastUsedStep: used.step, lastUsedAt: at };
    return true;
  }

  #keep(row: Row, factor: NewFactor, at: Date): boolean {
    if (factor.kind === 'row') return this.authenticators.insert(row.enrollment.userKey, factor, at);
    if (row.enrollment.sealedSecret !== '') return false;
    this.#keepApp(row, factor, at);
    return true;
  }

  #keepApp(row: Row, { name, sealedSecret, confirmedWith }: NewSecret, at: Date): void {
    row.enrollment = { ...row.enrollment, sealedSecret };
    row.app = { name, addedAt: at, lastUsedAt: at, lastUsedStep: confirmedWith.step };
  }
}

export function createFakeEnrollmentRepository(): FakeEnrollmentRepository {
  return new FakeEnrollmentRepository();
}
