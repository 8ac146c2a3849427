import {
  type AuditExport,
  type AuditFilter,
  type AuditInspection,
  type AuditRow,
  type AuditSearch,
  mostRowsWaitedFor,
  type PartReport,
  verifyPart,
} from '../../proxy/audit/index.ts';
import type { Health } from '../../proxy/http/health.ts';
import { sendJson } from '../../proxy/http/send.ts';
import type { PeopleStatistics, PeopleSync } from '../../proxy/people/index.ts';
import type { PolicySource } from '../../proxy/policy/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { JiraCredentials } from '../../proxy/upstream/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import * as schema from './admin-schema.ts';
import { Fault } from './fault.ts';
import { describeSync } from './person-shape.ts';
import { sendFile } from './send-file.ts';

export type SiteRouteParts = {
  readonly callers: AdminCallers;
  readonly statistics: PeopleStatistics;
  readonly sync: PeopleSync<JiraCredentials>;
  readonly policies: PolicySource;
  readonly health: Health;
  readonly search: AuditSearch;
  readonly exporting: AuditExport;
  readonly inspection: AuditInspection;
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
    await sendFile(res, { name: `two-step-audit.${format}`, contentType: typeOf[format], pieces });
  };

  readonly verifyAudit: ApiHandler = async (req, res, scope) => {
    const { first = 1, last } = schema.verificationQuery.parse(req.query);
    const { callers, inspection } = this.#parts;
    await callers.require(scope, false);
    const report = await verifyPart(inspection, { firstSeq: first, lastSeq: last }, mostRowsWaitedFor);
    if (report === undefined) throw new Fault(404, 'unknown_rows', 'There are no such rows.');
    const { asked, part, rows, prunedRows, signedUpTo = null, findings, notes } = report;
    sendJson(res, 200, {
      ...{ asked: rangeOf(asked), part: rangeOf(part), rows, prunedRows, signedUpTo, findings, notes },
      isWhole: findings.length === 0,
    });
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

const rangeOf = ({ firstSeq, lastSeq }: PartReport['part']) => ({ first: firstSeq, last: lastSeq });

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
