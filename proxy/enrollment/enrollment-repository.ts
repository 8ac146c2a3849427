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
  readonly sealedSecret: string;
  readonly storedRecoveryCode: string;
  readonly at: Date;
  /** The time step of the code that confirmed it: spent with it. */
  readonly confirmedWith: UsedStep;
};

export type NewSecret = Pick<NewEnrollment, 'sealedSecret' | 'at' | 'confirmedWith'>;

/** A time step (RFC 6238 §4.2) whose code was used, and its keyed hash. */
export type UsedStep = { readonly step: number; readonly hash: string; readonly expiresAt: Date };

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface EnrollmentRepository {
  find(userKey: string): Promise<Enrollment | undefined>;
  /** All of it or nothing; answers when the enrollment began, or `undefined` when there was one already. */
  create(enrollment: NewEnrollment): Promise<string | undefined>;
  /**
   * Another secret for the same enrollment, with the step of the code that confirmed it; only while the stored one is
   * still the expected one.
   */
  replaceSecret(userKey: string, expected: string, replacement: NewSecret): Promise<boolean>;
  /** Single use: exchanges the stored code only while it is still the expected one. */
  replaceRecoveryCode(userKey: string, expected: string, replacement: string, at: Date): Promise<boolean>;
  /** Removes the row and, by cascade, all that belongs to it. Answers whether there was one. */
  remove(userKey: string): Promise<boolean>;
}
