import { sendJson } from '../../proxy/http/send.ts';
import type { Clock } from '../../proxy/kernel/clock.ts';
import type { PeopleMirror, PersonRow } from '../../proxy/people/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { JiraClient } from '../../proxy/upstream/index.ts';
import {
  type HelpRequest,
  mostExemptionHours,
  readReason,
  usualExemptionHours,
} from '../../proxy/user-help/index.ts';
import { type BulkJob, type BulkJobs, type BulkRun, type BulkRunner, bulkState } from '../bulk/index.ts';
import type { AdminCaller, AdminCallers } from './admin-callers.ts';
import * as schema from './bulk-schema.ts';
import { Fault } from './fault.ts';

export type BulkRouteParts = {
  readonly callers: AdminCallers;
  readonly mirror: PeopleMirror;
  readonly jira: JiraClient;
  readonly jobs: BulkJobs;
  readonly runner: BulkRunner;
  readonly clock: Clock;
  /** Told of what goes wrong after the answer has gone out. */
  readonly onTrouble: (error: Error) => void;
};

/** One thing for several people. */
export class BulkRoutes {
  readonly #parts: BulkRouteParts;

  constructor(parts: BulkRouteParts) {
    this.#parts = parts;
  }

  /** The code is looked at last: a typo in one of many names uses none up, and begins nothing. */
  readonly start: ApiHandler = async (req, res, scope) => {
    const { callers, jobs, runner, onTrouble } = this.#parts;
    const asked = schema.bulkRequest.parse(req.body);
    const { do: kind, users, hours = usualExemptionHours, totpCode } = asked;
    const caller = await callers.require(scope, true);
    const reason = readReason(asked.reason);
    if (reason === undefined) throw new Fault(400, 'bad_reason', 'The reason must be 3 to 200 characters.');
    if (!(hours > 0 && hours <= mostExemptionHours))
      throw new Fault(400, 'bad_duration', 'That long is not possible.');
    const job = { kind, by: caller.principal.userKey, keys: await this.#keysOf(users) };
    await caller.confirm(totpCode);
    const id = await jobs.put(job);
    await jobs.take(id, job.by);
    const requestFor = (person: PersonRow) => this.#request(caller, person, reason);
    const stillMay = () => this.#parts.jira.isSystemAdministrator(caller.credentials);
    await runner.begin({ id, job, hours, requestFor, stillMay }, onTrouble);
    sendJson(res, 202, this.#describe(id, job, await jobs.findRun(id, job.by)));
  };

  readonly show: ApiHandler = async (req, res, scope) => {
    const { callers, jobs } = this.#parts;
    const { principal } = await callers.require(scope, false);
    const id = String(req.params.id);
    const run = await jobs.findRun(id, principal.userKey);
    if (run === undefined) throw new Fault(404, 'unknown_run', 'Nothing is known of this.');
    sendJson(res, 200, this.#describe(id, { kind: run.kind, total: run.total }, run));
  };

  /** Each of them once, in their order. @throws Fault `unknown_user`, `ambiguous_user` */
  async #keysOf(users: readonly string[]): Promise<string[]> {
    const { mirror, clock } = this.#parts;
    const moment = { now: clock() };
    const keys = new Set<string>();
    for (const user of users) {
      const [named, keyed] = [await mirror.findByName(user, moment), await mirror.find(user, moment)];
      if (named !== undefined && keyed !== undefined && named.userKey !== keyed.userKey)
        throw new Fault(
          409,
          'ambiguous_user',
          `${JSON.stringify(user)} is one person’s name and another one’s key.`,
        );
      const found = named ?? keyed;
      if (found === undefined)
        throw new Fault(404, 'unknown_user', `The gate knows nobody of the name ${JSON.stringify(user)}.`);
      keys.add(found.userKey);
    }
    return [...keys];
  }

  #request({ principal, credentials, origin }: AdminCaller, person: PersonRow, reason: string): HelpRequest {
    return {
      ...{ actor: principal, reason, proof: { kind: 'elevated' }, origin },
      target: () => this.#parts.jira.findSameUser(person, credentials),
    };
  }

  #describe(id: string, job: BulkJob | { kind: BulkJob['kind']; total: number }, run: BulkRun | undefined) {
    const people = (run?.entries ?? []).map(({ key, name, why }) => ({
      ...{ userKey: key, name, skipped: why ?? null },
    }));
    return {
      ...{ id, do: job.kind, people, stoppedBy: run?.stoppedBy ?? null },
      state: run === undefined ? 'running' : bulkState(run, this.#parts.clock()),
      total: 'keys' in job ? job.keys.length : job.total,
    };
  }
}
