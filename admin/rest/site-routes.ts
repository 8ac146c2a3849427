import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { AuditExport, AuditFilter, AuditRow, AuditSearch } from '../../proxy/audit/index.ts';
import type { Health } from '../../proxy/http/health.ts';
import { ownReplyHeaders, sendJson } from '../../proxy/http/send.ts';
import type { PeopleStatistics, PeopleSync } from '../../proxy/people/index.ts';
import type { PolicySource } from '../../proxy/policy/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { JiraCredentials } from '../../proxy/upstream/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import * as schema from './admin-schema.ts';
import { Fault } from './fault.ts';
import { describeSync } from './person-shape.ts';

export type SiteRouteParts = {
  readonly callers: AdminCallers;
  readonly statistics: PeopleStatistics;
  readonly sync: PeopleSync<JiraCredentials>;
  readonly policies: PolicySource;
  readonly health: Health;
  readonly search: AuditSearch;
  readonly exporting: AuditExport;
  readonly version: string;
};

const usualPage = 100;
const typeOf = { csv: 'text/csv;charset=UTF-8', jsonl: 'application/x-ndjson' } as const;

/** The site as a whole: how it is, what happened, and what the gate knows of Jira's people. */
export class SiteRoutes {
  readonly #parts: SiteRouteParts;

  constructor(parts: SiteRouteParts) {
    this.#parts = parts;
  }

  readonly status: ApiHandler = async (_req, res, scope) => {
    const { callers, statistics, policies, health, sync, version } = this.#parts;
    await callers.require(scope, false);
    const [counted, states, run] = await Promise.all([statistics.today(), health.check(), sync.status()]);
    const { active, inactive, enrolled, notEnrolled, inGrace, locked, exempt, byMethod } = counted.answer;
    sendJson(res, 200, {
      version,
      people: { active, inactive, enrolled, notEnrolled, inGrace, locked, exempt, byMethod },
      countedAt: new Date(counted.at).toISOString(),
      policy: { version: policies.current.version },
      health: states,
      peopleSync: describeSync(run),
    });
  };

  readonly searchAudit: ApiHandler = async (req, res, scope) => {
    const { limit = usualPage, next, ...rest } = schema.auditQuery.parse(req.query);
    await this.#parts.callers.require(scope, false);
    const page = await this.#parts.search.search(toFilter(rest), limit, next);
    sendJson(res, 200, { events: page.rows.map(describeEvent), next: page.next ?? null });
  };

  readonly exportAudit: ApiHandler = async (req, res, scope) => {
    const { format, ...rest } = schema.exportQuery.parse(req.query);
    const { principal, origin } = await this.#parts.callers.require(scope, true);
    const { userKey, username } = principal;
    const pieces = this.#parts.exporting.pieces({
      ...{ format, filter: toFilter(rest), actor: { userKey, username } },
      ...{ address: origin.address, requestId: origin.requestId },
    });
    // The first piece comes before the headers: what cannot be read at all is an error, not half a file.
    const first = await pieces.next();
    startFile(res, format);
    const all = async function* () {
      if (first.done !== true) yield first.value;
      yield* pieces;
    };
    // A client that goes away is no error of ours, and one that is cut off has no last piece.
    await pipeline(Readable.from(all()), res).catch(() => res.destroy());
  };

  readonly syncState: ApiHandler = async (_req, res, scope) => {
    await this.#parts.callers.require(scope, false);
    sendJson(res, 200, describeSync(await this.#parts.sync.status()));
  };

  readonly startSync: ApiHandler = async (req, res, scope) => {
    schema.syncRequest.parse(req.body);
    const { callers, sync } = this.#parts;
    const { credentials } = await callers.require(scope, true);
    if ((await sync.startWith(credentials)) === 'busy') {
      throw new Fault(409, 'busy', 'A gate is reading Jira’s users already.');
    }
    sendJson(res, 202, describeSync(await sync.status()));
  };
}

function startFile(res: Response, format: 'csv' | 'jsonl'): void {
  for (const [name, value] of Object.entries(ownReplyHeaders)) res.setHeader(name, value);
  res.setHeader('content-type', typeOf[format]);
  res.setHeader('content-disposition', `attachment; filename="two-step-audit.${format}"`);
  res.statusCode = 200;
}

function toFilter({
  from,
  to,
  ...rest
}: Omit<AuditFilter, 'from' | 'to'> & { from?: string | undefined; to?: string | undefined }): AuditFilter {
  return {
    ...rest,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

function describeEvent(row: AuditRow) {
  const { seq, at, type, outcome, reason, actorKey, actorName, targetKey, targetName } = row;
  const { address, requestId, prunedAt } = row;
  return {
    ...{ seq, at, type, outcome, reason, actorKey, actorName, targetKey, targetName },
    ...{ address, requestId, pruned: prunedAt !== null },
  };
}
