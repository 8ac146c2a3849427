import type { Factors } from '../../proxy/authenticators/index.ts';
import { sendJson } from '../../proxy/http/send.ts';
import { type Clock, dayOf } from '../../proxy/kernel/clock.ts';
import type { PeopleExport, PeopleMirror, PeopleMoment, PersonRow } from '../../proxy/people/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { JiraClient, JiraCredentials } from '../../proxy/upstream/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import * as schema from './admin-schema.ts';
import { Fault } from './fault.ts';
import { describeFactors, describePerson } from './person-shape.ts';
import { sendFile } from './send-file.ts';

export type UserRouteParts = {
  readonly callers: AdminCallers;
  readonly mirror: PeopleMirror;
  readonly exporting: PeopleExport;
  readonly factors: Factors;
  readonly jira: JiraClient;
  readonly clock: Clock;
  /** For how many days the policy of the moment lets people go on without a factor. */
  readonly graceDays: () => number | undefined;
};

const usualPage = 50;

/** Looking at people. */
export class UserRoutes {
  readonly #parts: UserRouteParts;

  constructor(parts: UserRouteParts) {
    this.#parts = parts;
  }

  readonly search: ApiHandler = async (req, res, scope) => {
    const { mirror, callers } = this.#parts;
    const { filter = 'all', limit = usualPage, next, ...rest } = schema.usersQuery.parse(req.query);
    await callers.require(scope, false);
    const page = await mirror.search({ ...rest, filter }, this.#moment, limit, next);
    sendJson(res, 200, { users: page.people.map(describePerson), next: page.next ?? null });
  };

  readonly exportAll: ApiHandler = async (req, res, scope) => {
    const { filter = 'all', ...rest } = schema.peopleExportQuery.parse(req.query);
    const { callers, exporting } = this.#parts;
    const { principal, origin } = await callers.require(scope, true);
    const moment = this.#moment;
    const pieces = await exporting.csv({ query: { ...rest, filter }, moment, actor: principal, origin });
    await sendFile(res, {
      ...{ name: `two-step-users-${dayOf(moment.now)}.csv`, pieces },
      contentType: 'text/csv;charset=UTF-8;header=present',
    });
  };

  readonly show: ApiHandler = async (req, res, scope) => {
    const { mirror, factors, callers } = this.#parts;
    const { credentials } = await callers.require(scope, false);
    const row = await this.#find(String(req.params.user), credentials);
    const owned = await factors.ownedBy(row.userKey);
    const groups = await mirror.groupsOf(row.userKey);
    sendJson(res, 200, { ...describePerson(row), groups, factors: describeFactors(owned) });
  };

  get #moment(): PeopleMoment {
    const { clock, graceDays } = this.#parts;
    return { now: clock(), graceDays: graceDays() };
  }

  /** Somebody whom the gate has not met yet is asked for in Jira. @throws Fault `unknown_user` */
  async #find(nameOrKey: string, credentials: JiraCredentials): Promise<PersonRow> {
    const { mirror, jira } = this.#parts;
    const moment = this.#moment;
    const known = (await mirror.findByName(nameOrKey, moment)) ?? (await mirror.find(nameOrKey, moment));
    if (known !== undefined) return known;
    const found = await jira.findUser(nameOrKey, credentials);
    if (found === undefined) throw new Fault(404, 'unknown_user', 'The user was not found.');
    return {
      ...found,
      ...{ active: true, methods: [], devices: 0 },
      ...{
        enrolledSince: undefined,
        lockedUntil: undefined,
        exemptUntil: undefined,
        exemptReason: undefined,
      },
      ...{ graceStartedAt: undefined, lastVerifiedAt: undefined, seenAt: undefined },
    };
  }
}
