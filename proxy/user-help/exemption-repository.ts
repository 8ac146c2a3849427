/** Somebody who needs no second factor for a while. */
export type Exemption = {
  readonly userKey: string;
  readonly endsAt: Date;
  readonly reason: string;
  readonly grantedAt: Date;
  /** By name. */
  readonly grantedBy: string;
};

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface ExemptionRepository {
  /** In the place of an earlier one. */
  grant(exemption: Exemption): Promise<void>;
  /** Whether there was one that had not ended. */
  end(userKey: string, at: Date): Promise<boolean>;
  /** One that has not ended yet. */
  find(userKey: string, at: Date): Promise<Exemption | undefined>;
}
