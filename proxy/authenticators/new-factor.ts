/** A time step (RFC 6238 §4.2) whose code was used, and its keyed hash. */
export type UsedStep = { readonly step: number; readonly hash: string; readonly expiresAt: Date };

/**
 * A factor that was confirmed and is to be kept: the authenticator app has its column in the enrollment table, all
 * others are rows of one table, with data that only the factor reads.
 */
export type NewFactor =
  | {
      readonly kind: 'app';
      readonly name: string;
      readonly sealedSecret: string;
      /** The time step of the code that confirmed it: spent with it. */
      readonly confirmedWith: UsedStep;
    }
  | NewRow;

export type NewRow = {
  readonly kind: 'row';
  readonly method: string;
  readonly name: string;
  readonly data: string;
  /** No two rows of a method share it, whoever they belong to. */
  readonly uniqueKey: string;
};
