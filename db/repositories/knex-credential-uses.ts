import type {
  CredentialInventory,
  CredentialUse,
  CredentialUseFilter,
  CredentialUsePage,
  CredentialUses,
} from '../../proxy/credential-uses/index.ts';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import { type Database, guarded, rows } from '../database.ts';

/** Names that nobody has, over all gates: whoever makes them up fills this and no more. */
const mostUnknown = 500;
const keptDays = 400;
const mostNamed = 5;

type Line = {
  id: string;
  kind: CredentialUse['kind'];
  name: string;
  allowed: boolean;
  first_seen: Date;
  last_seen: Date;
  uses: string;
  address: string;
  path_class: string;
  user_key: string | null;
};

export class KnexCredentialUses implements CredentialUses {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(uses: readonly CredentialUse[]): Promise<void> {
    return guarded('write credential uses', () =>
      this.#db.transaction(async (transaction) => {
        // One gate at a time: the number of unknown names is looked at before they are written.
        await transaction.raw('SELECT pg_advisory_xact_lock(733006)');
        const page = uses.map(({ pathClass, firstSeen, lastSeen, ...use }) => ({
          ...{ ...use, path_class: pathClass, first_seen: firstSeen, last_seen: lastSeen },
        }));
        await transaction.raw(addSql, { page: JSON.stringify(page), mostUnknown });
        await transaction.raw(
          `DELETE FROM credential_uses WHERE last_seen < now() - ${keptDays} * interval '1 day'`,
        );
      }),
    );
  }

  search(filter: CredentialUseFilter, most: number, after?: string): Promise<CredentialUsePage> {
    return guarded('read credential uses', async () => {
      const found = await rows<Line>(this.#db, searchSql, {
        kind: filter.kind ?? null,
        allowed: filter.allowed ?? null,
        text: filter.text === undefined ? null : lowerUserName(filter.text),
        after: after ?? null,
        most: most + 1,
      });
      const uses = found.slice(0, most).map((line) => ({
        ...{ id: line.id, kind: line.kind, name: line.name, allowed: line.allowed },
        ...{ firstSeen: line.first_seen, lastSeen: line.last_seen, uses: Number(line.uses) },
        ...{ address: line.address, pathClass: line.path_class, userKey: line.user_key ?? undefined },
      }));
      return { uses, next: found.length > most ? uses.at(-1)?.id : undefined };
    });
  }

  inventory(since: Date): Promise<readonly CredentialInventory[]> {
    return guarded('read credential uses', () => rows<CredentialInventory>(this.#db, inventorySql, [since]));
  }

  basicNamesSince(since: Date): Promise<number> {
    return guarded('read credential uses', async () => {
      const sql = `SELECT count(*)::int AS names FROM credential_uses
        WHERE kind = 'basic' AND allowed AND last_seen >= ?`;
      return (await rows<{ names: number }>(this.#db, sql, [since]))[0]?.names ?? 0;
    });
  }

  lastBasicOf(username: string): Promise<Date | undefined> {
    return guarded('read credential uses', async () => {
      const sql = `SELECT last_seen FROM credential_uses WHERE kind = 'basic' AND name = ? AND allowed`;
      return (await rows<{ last_seen: Date }>(this.#db, sql, [lowerUserName(username)]))[0]?.last_seen;
    });
  }
}

const addSql = `
  WITH page AS (
    SELECT p.*, EXISTS (SELECT FROM people WHERE lower_user_name = p.name) AS known
    FROM jsonb_to_recordset(:page::jsonb) AS p (kind varchar, name varchar, allowed boolean, first_seen timestamptz,
      last_seen timestamptz, uses bigint, address varchar, path_class varchar)),
  numbered AS (
    SELECT page.*,
      row_number() OVER (PARTITION BY known OR EXISTS (SELECT FROM credential_uses u
        WHERE u.kind = page.kind AND u.name = page.name AND u.allowed = page.allowed) ORDER BY uses DESC) AS place,
      known OR EXISTS (SELECT FROM credential_uses u
        WHERE u.kind = page.kind AND u.name = page.name AND u.allowed = page.allowed) AS has_room
    FROM page),
  named AS (
    SELECT kind, allowed, known, first_seen, last_seen, uses, address, path_class,
      CASE WHEN has_room OR place + (SELECT count(*) FROM credential_uses WHERE NOT known) <= :mostUnknown
        THEN name ELSE '' END AS name
    FROM numbered)
  INSERT INTO credential_uses AS u (kind, name, allowed, known, first_seen, last_seen, uses, address, path_class)
  SELECT kind, name, allowed, bool_or(known), min(first_seen), max(last_seen), sum(uses),
    (array_agg(address ORDER BY last_seen DESC))[1], (array_agg(path_class ORDER BY last_seen DESC))[1]
  FROM named GROUP BY kind, name, allowed
  ON CONFLICT (kind, name, allowed) DO UPDATE SET
    known = EXCLUDED.known, uses = u.uses + EXCLUDED.uses,
    first_seen = LEAST(u.first_seen, EXCLUDED.first_seen),
    address = CASE WHEN EXCLUDED.last_seen >= u.last_seen THEN EXCLUDED.address ELSE u.address END,
    path_class = CASE WHEN EXCLUDED.last_seen >= u.last_seen THEN EXCLUDED.path_class ELSE u.path_class END,
    last_seen = GREATEST(u.last_seen, EXCLUDED.last_seen)`;

const searchSql = `
  SELECT u.*, p.user_key FROM credential_uses u
  LEFT JOIN people p ON u.name <> '' AND p.lower_user_name = u.name
  WHERE (CAST(:kind AS text) IS NULL OR u.kind = :kind) AND (CAST(:allowed AS boolean) IS NULL OR u.allowed = :allowed)
    AND (CAST(:text AS text) IS NULL OR position(:text IN u.name) > 0)
    AND (CAST(:after AS bigint) IS NULL OR (u.last_seen, u.id) < (SELECT c.last_seen, c.id FROM credential_uses c WHERE c.id = :after))
  ORDER BY u.last_seen DESC, u.id DESC LIMIT :most`;

const inventorySql = `
  SELECT u.kind, u.allowed, (count(*) FILTER (WHERE u.name <> ''))::int AS names,
    (count(*) FILTER (WHERE u.name <> '' AND p.user_key IS NULL))::int AS unknown, bool_or(u.name = '') AS "hasUnnamed",
    coalesce((array_agg(u.name ORDER BY p.user_key IS NULL, u.last_seen DESC, u.name)
      FILTER (WHERE u.name <> ''))[1:${mostNamed}], '{}') AS some
  FROM credential_uses u LEFT JOIN people p ON u.name <> '' AND p.lower_user_name = u.name
  WHERE u.last_seen >= ? GROUP BY u.kind, u.allowed ORDER BY u.kind, u.allowed DESC`;
