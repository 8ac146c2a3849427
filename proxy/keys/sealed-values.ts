/** Everything in the database that is sealed with a key of the ring, and stays there. */
export const sealedPlaces = ['app_secret', 'recovery_code', 'factor_data', 'emergency_half'] as const;
export type SealedPlace = (typeof sealedPlaces)[number];

export type SealedValue = {
  readonly id: string;
  /** Whose it is. */
  readonly userKey: string;
  /** Of factors. */
  readonly method: string;
  readonly sealed: string;
};

export type SealedCount = { readonly place: SealedPlace; readonly keyId: string; readonly count: number };

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface SealedValues {
  /** How many values each key has sealed. */
  counts(): Promise<readonly SealedCount[]>;
  /** Some that another key than this one has sealed, by id, after one. */
  others(place: SealedPlace, keyId: string, most: number, after: string): Promise<readonly SealedValue[]>;
  /** Unless it changed meanwhile: then whoever changed it sealed it anew. */
  replace(place: SealedPlace, value: SealedValue, sealed: string): Promise<boolean>;
}
