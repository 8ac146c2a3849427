export type BreakGlassRequest = {
  readonly targetKey: string;
  readonly reason: string;
  /** As they named themselves. */
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly sealedHalf: string;
};

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface BreakGlassRequests {
  /** Answers its id. */
  start(request: BreakGlassRequest): Promise<string>;
  /** One that nobody has confirmed yet, begun after `since`. An id that is no UUID is unknown. */
  findOpen(id: string, since: Date): Promise<BreakGlassRequest | undefined>;
  /** Of any number of callers one gets `true`. */
  confirm(id: string, confirmedBy: string, at: Date, since: Date): Promise<boolean>;
}
