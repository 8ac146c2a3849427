import type { SealedCount, SealedPlace, SealedValue, SealedValues } from '../../proxy/keys/index.ts';
import { sealedPlaces } from '../../proxy/keys/sealed-values.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { throughGate } from './through-gate.ts';

type Place = {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly userKey: string;
  readonly method: string;
};

const enrollments = { table: '"AO_ED669C_TOTP_USER_ENROLLMENT"', id: '"USER_KEY"', userKey: '"USER_KEY"' };
const places: Readonly<Record<SealedPlace, Place>> = {
  app_secret: { ...enrollments, column: '"SECRET"', method: "''" },
  recovery_code: { ...enrollments, column: '"RECOVERY_CODE"', method: "''" },
  factor_data: {
    table: 'authenticators',
    id: 'id::text',
    column: 'data',
    userKey: 'user_key',
    method: 'method',
  },
  emergency_half: {
    ...{ table: 'break_glass_requests', id: 'id::text', column: 'sealed_half' },
    ...{ userKey: 'target_key', method: "''" },
  },
};

/** `s1:<key id>:…`; a recovery code that is not sealed looks otherwise. */
const isSealed = (column: string) => `left(${column}, 3) = 's1:'`;

export class KnexSealedValues implements SealedValues {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  counts(): Promise<readonly SealedCount[]> {
    return guarded('count sealed values', async () => {
      const counts: SealedCount[] = [];
      for (const place of sealedPlaces) {
        const { table, column } = places[place];
        const found = await rows<{ key_id: string; count: string }>(
          this.#db,
          `SELECT split_part(${column}, ':', 2) AS key_id, count(*) AS count FROM ${table}
           WHERE ${isSealed(column)} GROUP BY 1 ORDER BY 1`,
        );
        counts.push(...found.map(({ key_id, count }) => ({ place, keyId: key_id, count: Number(count) })));
      }
      return counts;
    });
  }

  others(place: SealedPlace, keyId: string, most: number, after: string): Promise<readonly SealedValue[]> {
    const { table, id, column, userKey, method } = places[place];
    return guarded('read sealed values', () =>
      rows<SealedValue>(
        this.#db,
        `SELECT ${id} AS id, ${userKey} AS "userKey", ${method} AS method, ${column} AS sealed FROM ${table}
         WHERE ${isSealed(column)} AND split_part(${column}, ':', 2) <> ? AND ${id} > ? ORDER BY ${id} LIMIT ?`,
        [keyId, after, most],
      ),
    );
  }

  replace(place: SealedPlace, { id: wanted, sealed: before }: SealedValue, sealed: string): Promise<boolean> {
    const { table, id, column } = places[place];
    return guarded('replace sealed value', () =>
      this.#db.transaction(async (transaction) => {
        await throughGate(transaction);
        const sql = `UPDATE ${table} SET ${column} = ? WHERE ${id} = ? AND ${column} = ?`;
        return (await affected(transaction, sql, [sealed, wanted, before])) === 1;
      }),
    );
  }
}
