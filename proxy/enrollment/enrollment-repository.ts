import type { NewFactor } from '../authenticators/new-factor.ts';

/** One row of the enrollment table: it exists exactly when the person has a second factor. */
export type Enrollment = {
  readonly userKey: string;
  /** Sealed TOTP secret; empty where the person has no authenticator app. */
  readonly sealedSecret: string;
  /** As stored: readable, or sealed where the site chose that. */
  readonly storedRecoveryCode: string;
  /** Which enrollment this is: its creation time to the microsecond, as text. */
  readonly since: string;
};

export type NewEnrollment = {
  readonly userKey: string;
  readonly username: string;
  readonly storedRecoveryCode: string;
  readonly at: Date;
  readonly first: NewFactor;
};

export type NewSecret = Extract<NewFactor, { readonly kind: 'app' }>;

/** What came of taking one factor away: `last` where it is the only one, and was left. */
export type RemovalOutcome = 'removed' | 'last' | 'not_found';

export type CountingMethods = { readonly primary: readonly string[]; readonly allowed: readonly string[] };

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface EnrollmentRepository {
  find(userKey: string): Promise<Enrollment | undefined>;
  /**
   * All of it or nothing; answers when the enrollment began, or `undefined` when there was one already, or the factor
   * is somebody's already.
   */
  create(enrollment: NewEnrollment): Promise<string | undefined>;
  /** A further factor for an enrollment; `false` where there is none, or the factor is somebody's already. */
  addFactor(userKey: string, factor: NewFactor, at: Date): Promise<boolean>;
  /**
   * Another secret for the same enrollment, with the step of the code that confirmed it; only while the stored one is
   * still the expected one.
   */
  replaceSecret(userKey: string, expected: string, replacement: NewSecret, at: Date): Promise<boolean>;
  /** Single use: exchanges the stored code only while it is still the expected one. */
  replaceRecoveryCode(userKey: string, expected: string, replacement: string, at: Date): Promise<boolean>;
  /**
   * Takes one factor away. One that may stand alone (`primary`) stays when no other is left that the site still takes
   * (`allowed`) and that is not blocked: also when several are taken away at once.
   */
  removeFactor(userKey: string, id: string, methods: CountingMethods): Promise<RemovalOutcome>;
  rename(userKey: string, id: string, name: string): Promise<boolean>;
  /** Removes the row and, by cascade, all that belongs to it. Answers whether there was one. */
  remove(userKey: string): Promise<boolean>;
}
