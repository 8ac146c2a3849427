/** Who let the code be made: a help desk, or two people at the server's console. */
export type HelpDeskCodeKind = 'help_desk' | 'break_glass';

export type HelpDeskCode = {
  readonly userKey: string;
  /** Keyed hash of the person and the code. */
  readonly codeHash: string;
  readonly kind: HelpDeskCodeKind;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Who issued it, by name. */
  readonly issuedBy: string;
};

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface HelpDeskCodeRepository {
  /** In the place of whatever the person had: one live code for each. */
  put(code: HelpDeskCode): Promise<void>;
  /** Whether used, expired or tried too often does not matter. */
  find(userKey: string): Promise<HelpDeskCode | undefined>;
  /**
   * Counts one try of the live code before it is looked at, in one step. `undefined` where there is no live code, or
   * it was tried `most` times.
   */
  spend(userKey: string, most: number, at: Date): Promise<HelpDeskCode | undefined>;
  /** Of any number of callers one gets `true`, while the code is live. */
  consume(userKey: string, codeHash: string, at: Date): Promise<boolean>;
  /** Whether there was a live one. */
  remove(userKey: string, at: Date): Promise<boolean>;
}
