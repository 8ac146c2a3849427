import { bodyDigest, chainHash, noHash } from '../../../proxy/audit/audit-digest.ts';
import {
  type AuditEvent,
  type AuditFilter,
  type AuditLog,
  type AuditPage,
  type AuditRow,
  isAddressFilter,
  typeMatcher,
} from '../../../proxy/audit/index.ts';
import { parseAddressRange } from '../../../proxy/config/address-ranges.ts';
import { addressMatcher } from '../../../proxy/config/index.ts';

export type FakeAuditTrail = AuditLog & {
  readonly rows: AuditRow[];
  search(filter: AuditFilter, limit: number, beforeId?: number): Promise<AuditPage>;
  stream(filter: AuditFilter): AsyncIterable<AuditRow>;
};

/** An audit that can be searched, and is a chain as the real one is. */
export function createFakeAuditTrail(clock: () => number = Date.now): FakeAuditTrail {
  const rows: AuditRow[] = [];
  return {
    rows,
    record: async (event) => {
      rows.push(chained(event, clock(), rows.at(-1)));
    },
    search: async (filter, limit, beforeId = Number.POSITIVE_INFINITY) => {
      const found = rows.filter((row) => row.seq < beforeId && fits(row, filter)).toReversed();
      const page = found.slice(0, limit);
      return { rows: page, next: found.length > limit ? page.at(-1)?.seq : undefined };
    },
    stream: async function* (filter) {
      yield* rows.filter((row) => fits(row, filter));
    },
  };
}

/** The row of an event that comes after another one. */
export function chained(event: AuditEvent, now: number, last: AuditRow | undefined): AuditRow {
  const { type, outcome, reason, actor, target, address, requestId } = event;
  const body = {
    ...{ outcome, reason, address, requestId, salt: `salt ${now}` },
    ...{ actorKey: actor?.userKey ?? null, actorName: actor?.username ?? null },
    ...{ targetKey: target?.userKey ?? null, targetName: target?.username ?? null },
  };
  const seq = (last?.seq ?? 0) + 1;
  const at = new Date(now).toISOString().replace('Z', '000Z');
  const row = { ...body, seq, at, type, bodyDigest: bodyDigest(body), prunedAt: null };
  return { ...row, hash: chainHash(row, last?.hash ?? noHash) };
}

function fits(row: AuditRow, { user, actor, type, outcome, address, from, to }: AuditFilter): boolean {
  const isPerson = (person: string, key: string | null, name: string | null) =>
    key === person || name?.toLowerCase() === person.toLowerCase();
  const isActor = (person: string) => isPerson(person, row.actorKey, row.actorName);
  const at = new Date(row.at);
  return (
    (user === undefined || isActor(user) || isPerson(user, row.targetKey, row.targetName)) &&
    (actor === undefined || isActor(actor)) &&
    (type === undefined || typeMatcher(type)(row.type)) &&
    (outcome === undefined || row.outcome === outcome) &&
    (address === undefined || isFrom(row.address, address)) &&
    (from === undefined || at >= from) &&
    (to === undefined || at < to)
  );
}

function isFrom(address: string, wanted: string): boolean {
  if (!isAddressFilter(wanted)) return false;
  const range = parseAddressRange(wanted);
  return range !== undefined && addressMatcher([range])(address);
}
