import type { Knex } from 'knex';
import type { Person } from '../../proxy/audit/index.ts';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import type { PeopleDirectory } from '../../proxy/principal/index.ts';
import { type Database, guarded } from '../database.ts';

export class KnexPeopleDirectory implements PeopleDirectory {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  remember(person: Person): Promise<void> {
    return guarded('remember person', () =>
      this.#db.transaction((transaction) =>
        upsertPerson(transaction, person.userKey, lowerUserName(person.username)),
      ),
    );
  }
}

/** A name belongs to one key at a time: whoever had it before was renamed since, and gets their new one at a login. */
export async function upsertPerson(
  transaction: Knex.Transaction,
  userKey: string,
  name: string,
): Promise<void> {
  // Two tabs of somebody new, or two people who swap names, would otherwise meet in the middle.
  await transaction.raw('SELECT pg_advisory_xact_lock(733003, hashtext(?))', [name]);
  await transaction.raw(
    `UPDATE app_user SET lower_user_name = '#' || user_key WHERE lower_user_name = ? AND user_key <> ?`,
    [name, userKey],
  );
  await transaction.raw(
    `INSERT INTO app_user (user_key, lower_user_name) VALUES (?, ?)
     ON CONFLICT (user_key) DO UPDATE SET lower_user_name = EXCLUDED.lower_user_name
       WHERE app_user.lower_user_name <> EXCLUDED.lower_user_name`,
    [userKey, name],
  );
}
