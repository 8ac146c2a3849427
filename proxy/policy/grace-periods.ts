/** When people were first told to set up a factor. Throws AppError `store_unavailable` when the database does not answer. */
export interface GracePeriods {
  /** `false` where one had begun before: it is never begun anew. */
  begin(userKey: string, at: Date): Promise<boolean>;
}
