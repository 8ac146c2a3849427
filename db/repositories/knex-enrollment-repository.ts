import type { Knex } from 'knex';
import type {
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
} from '../../proxy/enrollment/index.ts';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { upsertPerson } from './knex-people-directory.ts';
import { insertUsedStep } from './knex-totp-repository.ts';
import { lockEnrollment } from './lock-enrollment.ts';

const table = '"AO_ED669C_TOTP_USER_ENROLLMENT"';
const since = `to_char("CREATED_AT", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type Row = { USER_KEY: string; SECRET: string; RECOVERY_CODE: string; since: string };

export class KnexEnrollmentRepository implements EnrollmentRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(userKey: string): Promise<Enrollment | undefined> {
    return guarded('find enrollment', async () => {
      const [row] = await rows<Row>(
        this.#db,
        `SELECT *, ${since} AS since FROM ${table} WHERE "USER_KEY" = ?`,
        [userKey],
      );
      if (row === undefined) return undefined;
      return {
        userKey: row.USER_KEY,
        sealedSecret: row.SECRET,
        storedRecoveryCode: row.RECOVERY_CODE,
        since: row.since,
      };
    });
  }

  create(enrollment: NewEnrollment): Promise<string | undefined> {
    const { userKey, sealedSecret, storedRecoveryCode } = enrollment;
    return this.#throughGate('create enrollment', async (transaction) => {
      await lockEnrollment(transaction, userKey);
      await upsertPerson(transaction, userKey, lowerUserName(enrollment.username));
      const [row] = await rows<{ since: string }>(
        transaction,
        `INSERT INTO ${table} ("USER_KEY", "SECRET", "RECOVERY_CODE", "CREATED_AT", "MODIFIED_AT")
         SELECT ?, ?, ?, now_utc, now_utc FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now_utc) AS t
         ON CONFLICT ("USER_KEY") DO NOTHING RETURNING ${since} AS since`,
        [userKey, sealedSecret, storedRecoveryCode],
      );
      if (row === undefined) return undefined;
      await insertUsedStep(transaction, userKey, enrollment.confirmedWith, enrollment.at);
      return row.since;
    });
  }

  replaceSecret(userKey: string, expected: string, replacement: NewSecret): Promise<boolean> {
    const { sealedSecret, at, confirmedWith } = replacement;
    return this.#throughGate('replace secret', async (transaction) => {
      const changed = await affected(
        transaction,
        `UPDATE ${table} SET "SECRET" = ?, "MODIFIED_AT" = ?::timestamptz AT TIME ZONE 'UTC'
         WHERE "USER_KEY" = ? AND "SECRET" = ?`,
        [sealedSecret, at, userKey, expected],
      );
      if (changed !== 1) return false;
      // The steps that were used belong to the secret that is gone.
      await transaction.raw('DELETE FROM totp_authenticator WHERE user_key = ?', [userKey]);
      await transaction.raw('DELETE FROM "AO_ED669C_TOTP_CODES" WHERE "USER_KEY" = ?', [userKey]);
      return insertUsedStep(transaction, userKey, confirmedWith, at);
    });
  }

  replaceRecoveryCode(userKey: string, expected: string, replacement: string, at: Date): Promise<boolean> {
    return this.#throughGate('replace recovery code', async (transaction) => {
      const changed = await affected(
        transaction,
        `UPDATE ${table} SET "RECOVERY_CODE" = ?, "MODIFIED_AT" = ?::timestamptz AT TIME ZONE 'UTC'
         WHERE "USER_KEY" = ? AND "RECOVERY_CODE" = ?`,
        [replacement, at, userKey, expected],
      );
      return changed === 1;
    });
  }

  remove(userKey: string): Promise<boolean> {
    return this.#throughGate('remove enrollment', async (transaction) => {
      return (await affected(transaction, `DELETE FROM ${table} WHERE "USER_KEY" = ?`, [userKey])) === 1;
    });
  }

  /** One transaction that says whose work it is, for the table's trigger. */
  #throughGate<T>(what: string, work: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
    return guarded(what, () =>
      this.#db.transaction(async (transaction) => {
        await transaction.raw("SELECT set_config('two_step.through_gate', 'yes', true)");
        return work(transaction);
      }),
    );
  }
}
