import type { EnrollmentCount } from '../../proxy/enrollment/index.ts';
import { type Database, guarded, rows } from '../database.ts';

export class KnexEnrollmentCount implements EnrollmentCount {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  countEnrolled(): Promise<number> {
    return guarded('count enrollments', async () => {
      const sql = 'SELECT count(*)::integer AS enrolled FROM "AO_ED669C_TOTP_USER_ENROLLMENT"';
      const [counted] = await rows<{ enrolled: number }>(this.#db, sql);
      return counted?.enrolled ?? 0;
    });
  }
}
