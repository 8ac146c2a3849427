export interface EnrollmentCount {
  /**
   * How many people have a second factor.
   * @throws AppError `store_unavailable` when the database does not answer
   */
  countEnrolled(): Promise<number>;
}
