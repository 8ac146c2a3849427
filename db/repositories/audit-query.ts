import type { AuditFilter } from '../../proxy/audit/index.ts';
import { auditColumns } from './audit-rows.ts';

/** A filter whose pattern has become the types that it means. */
export type AuditConditions = { readonly filter: AuditFilter; readonly types: readonly string[] | undefined };

type Binding = string | number | string[];
type Piece = { readonly sql: string; readonly bindings: readonly Binding[] };

export type AuditQueryPage = {
  readonly order: 'ASC' | 'DESC';
  readonly limit: number;
  /** Not this row and nothing on its other side. */
  readonly from?: number | undefined;
};

/**
 * One statement for a page. Where something selective is asked for, every value of it becomes a branch that walks its
 * own index in the order of the rows and stops at the limit: no search reads, or sorts, all that ever happened.
 */
export function auditQuery(
  { filter, types }: AuditConditions,
  page: AuditQueryPage,
): {
  sql: string;
  bindings: Binding[];
} {
  const common = [...conditionsOf(filter), ...cursor(page)];
  const end = `ORDER BY id ${page.order} LIMIT ${Number(page.limit)}`;
  const people = personBranches(filter);
  if (people === undefined && types !== undefined && filter.address === undefined) {
    // Each type by name, so that the planner knows a rare one: in a join it would walk through all rows for it.
    const branches = types.map((type) => joined([{ sql: 'a.type = ?', bindings: [type] }, ...common]));
    const union = branches
      .map(({ sql }) => `(SELECT a.* FROM audit_events a WHERE ${sql} ${end})`)
      .join(' UNION ALL ');
    const sql = `SELECT ${auditColumns} FROM (${union}) e ORDER BY e.id ${page.order} LIMIT ${Number(page.limit)}`;
    return { sql, bindings: branches.flatMap(({ bindings }) => bindings) };
  }
  const ofType: Piece[] =
    types === undefined ? [] : [{ sql: 'a.type = ANY(?::text[])', bindings: [[...types]] }];
  const branches = (people ?? [{ sql: 'true', bindings: [] }]).map((person) =>
    joined([person, ...ofType, ...common]),
  );
  const union = branches
    .map(({ sql }) => `(SELECT a.id FROM audit_events a WHERE ${sql} ${end})`)
    .join(' UNION ');
  return {
    sql: `SELECT ${auditColumns} FROM audit_events e JOIN (${union}) found USING (id)
          ORDER BY e.id ${page.order} LIMIT ${Number(page.limit)}`,
    bindings: branches.flatMap(({ bindings }) => bindings),
  };
}

const joined = (pieces: readonly Piece[]): Piece => ({
  sql: pieces.map(({ sql }) => sql).join(' AND '),
  bindings: pieces.flatMap(({ bindings }) => bindings),
});

const asActor = (person: string): Piece[] => [
  { sql: 'a.actor_key = ?', bindings: [person] },
  { sql: 'lower(a.actor_name) = lower(?)', bindings: [person] },
];

function personBranches({ user, actor }: AuditFilter): Piece[] | undefined {
  if (user === undefined) return actor === undefined ? undefined : asActor(actor);
  const asTarget: Piece[] = [
    { sql: 'a.target_key = ?', bindings: [user] },
    { sql: 'lower(a.target_name) = lower(?)', bindings: [user] },
  ];
  if (actor === undefined) return [...asTarget, ...asActor(user)];
  const did: Piece = {
    sql: '(a.actor_key = ? OR lower(a.actor_name) = lower(?))',
    bindings: [actor, actor],
  };
  return [...asTarget, ...asActor(user)].map((branch) => joined([branch, did]));
}

function conditionsOf({ outcome, address, from, to }: AuditFilter): Piece[] {
  const pieces: Piece[] = [];
  if (outcome !== undefined) pieces.push({ sql: 'a.outcome = ?', bindings: [outcome] });
  if (address !== undefined) {
    const sql = address.includes('/')
      ? 'two_step_address(a.address) <<= ?::inet'
      : 'two_step_address(a.address) = ?::inet';
    pieces.push({ sql, bindings: [address] });
  }
  if (from !== undefined) pieces.push(...bound('>=', from, '-'));
  if (to !== undefined) pieces.push(...bound('<', to, '+'));
  return pieces;
}

/**
 * Times go up with the numbers, but for what stood in an open transaction: a day beyond the time asked for, the
 * numbers are a bound as well, and the search starts there instead of at the end.
 */
function bound(comparison: '<' | '>=', at: Date, sign: '+' | '-'): Piece[] {
  const time = at.toISOString();
  const edge =
    sign === '+'
      ? `a.id <= COALESCE((SELECT b.id FROM audit_events b WHERE b.at >= ?::timestamptz + interval '1 day'
           ORDER BY b.at LIMIT 1), 9223372036854775807)`
      : `a.id >= COALESCE((SELECT b.id FROM audit_events b WHERE b.at < ?::timestamptz - interval '1 day'
           ORDER BY b.at DESC LIMIT 1), 0)`;
  return [
    { sql: `a.at ${comparison} ?::timestamptz`, bindings: [time] },
    { sql: edge, bindings: [time] },
  ];
}

function cursor({ order, from }: AuditQueryPage): Piece[] {
  if (from === undefined) return [];
  return [{ sql: order === 'ASC' ? 'a.id > ?' : 'a.id < ?', bindings: [from] }];
}
