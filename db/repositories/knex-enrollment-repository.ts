import type { Knex } from 'knex';
import type { NewFactor } from '../../proxy/authenticators/index.ts';
import type {
  CountingMethods,
  Enrollment,
  EnrollmentRepository,
  NewEnrollment,
  NewSecret,
  RemovalOutcome,
} from '../../proxy/enrollment/index.ts';
import { AppError } from '../../proxy/kernel/app-error.ts';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { keepApp, keepFactor, keepFirst, removeUnlessLast, renameFactor } from './enrolled-factors.ts';
import { upsertPerson } from './knex-people-directory.ts';
import { lockEnrollment } from './lock-enrollment.ts';
import { throughGate } from './through-gate.ts';

const table = '"AO_ED669C_TOTP_USER_ENROLLMENT"';
const since = `to_char("CREATED_AT", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type Row = { USER_KEY: string; SECRET: string; RECOVERY_CODE: string; since: string };

/** Undoes a transaction whose factor turned out to be somebody's already. */
class TakenError extends Error {}

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
    const { userKey, storedRecoveryCode, first, at } = enrollment;
    return this.#throughGate('create enrollment', async (transaction) => {
      await lockEnrollment(transaction, userKey);
      await upsertPerson(transaction, userKey, lowerUserName(enrollment.username));
      const [row] = await rows<{ since: string }>(
        transaction,
        `INSERT INTO ${table} ("USER_KEY", "SECRET", "RECOVERY_CODE", "CREATED_AT", "MODIFIED_AT")
         SELECT ?, ?, ?, now_utc, now_utc FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now_utc) AS t
         ON CONFLICT ("USER_KEY") DO NOTHING RETURNING ${since} AS since`,
        [userKey, first.kind === 'app' ? first.sealedSecret : '', storedRecoveryCode],
      );
      if (row === undefined) return undefined;
      if (!(await keepFirst(transaction, userKey, first, at))) throw new TakenError();
      return row.since;
    }).catch((error: unknown) => {
      if (error instanceof AppError && error.cause instanceof TakenError) return undefined;
      throw error;
    });
  }

  addFactor(userKey: string, factor: NewFactor, at: Date): Promise<boolean> {
    return this.#throughGate('add factor', async (transaction) => {
      if (!(await lockEnrollment(transaction, userKey))) return false;
      return keepFactor(transaction, userKey, factor, at);
    });
  }

  replaceSecret(userKey: string, expected: string, replacement: NewSecret, at: Date): Promise<boolean> {
    const { sealedSecret } = replacement;
    return this.#throughGate('replace secret', async (transaction) => {
      const changed = await affected(
        transaction,
        `UPDATE ${table} SET "SECRET" = ?, "MODIFIED_AT" = ?::timestamptz AT TIME ZONE 'UTC'
         WHERE "USER_KEY" = ? AND "SECRET" = ?`,
        [sealedSecret, at, userKey, expected],
      );
      if (changed !== 1) return false;
      return keepApp(transaction, userKey, replacement, at);
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

  removeFactor(userKey: string, id: string, methods: CountingMethods): Promise<RemovalOutcome> {
    return this.#throughGate('remove factor', (transaction) =>
      removeUnlessLast(transaction, userKey, id, methods),
    );
  }

  rename(userKey: string, id: string, name: string): Promise<boolean> {
    return this.#throughGate('rename factor', async (transaction) => {
      if (!(await lockEnrollment(transaction, userKey))) return false;
      return renameFactor(transaction, userKey, id, name);
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
        await throughGate(transaction);
        return work(transaction);
      }),
    );
  }
}
