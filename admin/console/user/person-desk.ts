import { originOf } from '../../../proxy/http/browser-name.ts';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { PeopleMirror, PeopleMoment, PersonRow } from '../../../proxy/people/index.ts';
import { cookieHeader, type JiraClient, type JiraCredentials } from '../../../proxy/upstream/index.ts';
import type { AdministratorProof, HelpRequest } from '../../../proxy/user-help/index.ts';
import type { Administrator } from '../console-entrance.ts';

export type PersonDeskParts = {
  readonly mirror: PeopleMirror;
  readonly jira: JiraClient;
  readonly clock: Clock;
  /** For how many days the policy of the moment lets people go on without a factor. */
  readonly graceDays: () => number | undefined;
};

/** People as the console knows them, and as Jira does at the moment when something is done to them. */
export class PersonDesk {
  readonly #parts: PersonDeskParts;

  constructor(parts: PersonDeskParts) {
    this.#parts = parts;
  }

  get moment(): PeopleMoment {
    const { clock, graceDays } = this.#parts;
    return { now: clock(), graceDays: graceDays() };
  }

  /** Asked anew, of Jira. @throws AppError when Jira does not answer */
  isStillAdministrator(administrator: Administrator): Promise<boolean> {
    return this.#parts.jira.isSystemAdministrator(credentialsOf(administrator));
  }

  /** By what a link of the console carries. */
  find(userKey: string): Promise<PersonRow | undefined> {
    return this.#parts.mirror.find(userKey, this.moment);
  }

  /**
   * What the services of help want to know. Jira is asked with the administrator's own session, by the name that the
   * mirror has: somebody who was renamed since, or whose name somebody else bears now, is nobody.
   */
  request(
    administrator: Administrator,
    target: Pick<PersonRow, 'userKey' | 'username'>,
    reason: string,
    proof: AdministratorProof,
  ): HelpRequest {
    const { principal, person, scope } = administrator;
    return {
      actor: { ...person, displayName: principal.displayName },
      target: () => this.#parts.jira.findSameUser(target, credentialsOf(administrator)),
      ...{ reason, proof, origin: originOf(scope) },
    };
  }
}

/** The administrator's own session at Jira. */
export function credentialsOf({ scope, sessionId }: Administrator): JiraCredentials {
  const { cookies, userAgent, address } = scope;
  return { cookie: cookieHeader(cookies, sessionId), userAgent, address };
}
