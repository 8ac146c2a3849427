import type { Knex } from 'knex';
import type {
  AuthenticatorRepository,
  NewRow,
  StoredAuthenticator,
} from '../../proxy/authenticators/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { lockEnrollment } from './lock-enrollment.ts';

type Row = {
  id: string;
  method: string;
  name: string;
  data: string;
  version: number;
  blocked_at: Date | null;
  added_at: Date;
  last_used_at: Date | null;
};

export class KnexAuthenticatorRepository implements AuthenticatorRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(userKey: string, method: string): Promise<readonly StoredAuthenticator[]> {
    return guarded('list authenticators', async () => {
      const found = await rows<Row>(
        this.#db,
        'SELECT * FROM authenticators WHERE user_key = ? AND method = ? ORDER BY added_at, id',
        [userKey, method],
      );
      return found.map(toStored);
    });
  }

  listOf(
    userKeys: readonly string[],
    method: string,
  ): Promise<ReadonlyMap<string, readonly StoredAuthenticator[]>> {
    return guarded('list authenticators of many', async () => {
      const found = await rows<Row & { user_key: string }>(
        this.#db,
        `SELECT * FROM authenticators
         WHERE user_key IN (SELECT jsonb_array_elements_text(?::jsonb)) AND method = ? ORDER BY added_at, id`,
        [JSON.stringify(userKeys), method],
      );
      const byPerson = Map.groupBy(found, ({ user_key }) => user_key);
      return new Map([...byPerson].map(([userKey, own]) => [userKey, own.map(toStored)]));
    });
  }

  replaceAll(userKey: string, row: NewRow, at: Date): Promise<boolean> {
    return guarded('replace authenticators', () =>
      this.#allOrNothing(async (transaction) => {
        if (!(await lockEnrollment(transaction, userKey))) return false;
        await transaction.raw('DELETE FROM authenticators WHERE user_key = ? AND method = ?', [
          userKey,
          row.method,
        ]);
        return insertAuthenticator(transaction, userKey, row, at);
      }),
    );
  }

  use(userKey: string, read: StoredAuthenticator, data: string, at: Date): Promise<boolean> {
    return guarded('use authenticator', () =>
      this.#db.transaction(async (transaction) => {
        if (!(await lockEnrollment(transaction, userKey))) return false;
        const changed = await affected(
          transaction,
          `UPDATE authenticators SET data = ?, version = version + 1, last_used_at = ?
           WHERE id = ? AND user_key = ? AND version = ? AND blocked_at IS NULL`,
          [data, at, read.id, userKey, read.version],
        );
        return changed === 1;
      }),
    );
  }

  block(userKey: string, id: string, at: Date): Promise<void> {
    return guarded('block authenticator', async () => {
      await this.#db.raw(
        'UPDATE authenticators SET blocked_at = ? WHERE id = ? AND user_key = ? AND blocked_at IS NULL',
        [at, id, userKey],
      );
    });
  }

  /** `false` undoes what was done. */
  async #allOrNothing(work: (transaction: Knex.Transaction) => Promise<boolean>): Promise<boolean> {
    const transaction = await this.#db.transaction();
    try {
      const done = await work(transaction);
      await (done ? transaction.commit() : transaction.rollback());
      return done;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}

/** `false` where the unique key is somebody's already. */
export async function insertAuthenticator(
  transaction: Knex.Transaction,
  userKey: string,
  row: NewRow,
  at: Date,
): Promise<boolean> {
  const added = await affected(
    transaction,
    `INSERT INTO authenticators (user_key, method, name, data, unique_key, added_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (method, unique_key) DO NOTHING`,
    [userKey, row.method, row.name, row.data, row.uniqueKey, at],
  );
  return added === 1;
}

function toStored(row: Row): StoredAuthenticator {
  return {
    id: row.id,
    method: row.method,
    name: row.name,
    data: row.data,
    version: row.version,
    blocked: row.blocked_at !== null,
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}
