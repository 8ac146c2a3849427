import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { AuditLog, Person } from '../../proxy/audit/index.ts';
import type { ElevationHolder, ElevationService } from '../../proxy/elevation/index.ts';
import { type Assessment, isStale, requireAdmissible, type Standing } from '../../proxy/gate/index.ts';
import { originOf } from '../../proxy/http/browser-name.ts';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import { addCookies, sendRedirect } from '../../proxy/http/send.ts';
import { AppError } from '../../proxy/kernel/app-error.ts';
import { type Clock, second } from '../../proxy/kernel/clock.ts';
import { cookieValue } from '../../proxy/kernel/cookies.ts';
import type { SafePath } from '../../proxy/kernel/safe-path.ts';
import type { PageKit, SettingsEntrance } from '../../proxy/pages/index.ts';
import type { Principal, PrincipalService } from '../../proxy/principal/index.ts';
import type { VerifiedSession } from '../../proxy/session/index.ts';
import { cookieHeader, type JiraClient } from '../../proxy/upstream/index.ts';
import type { ConsoleVisits } from './console-visits.ts';

/** A Jira system administrator whose session was verified by a second factor of their own. */
export type Administrator = {
  readonly scope: RequestScope;
  readonly principal: Principal;
  /** As the audit names them. */
  readonly person: Person;
  readonly verified: VerifiedSession;
  /** The secret half of the verified session, which form tokens are bound to. */
  readonly secret: string;
  readonly sessionId: string;
  /** Whose fresh proof counts. */
  readonly holder: ElevationHolder;
};

export type ConsoleEntranceParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly principals: PrincipalService;
  readonly settings: SettingsEntrance;
  readonly elevation: ElevationService;
  readonly jira: JiraClient;
  readonly audit: AuditLog;
  readonly visits: ConsoleVisits;
  readonly clock: Clock;
};

/** How long Jira's answer is kept while somebody only looks: a right that was taken away bites within this time. */
export const rightsKeptFor = 5 * second;
const mostSessions = 1_000;

/** Who gets into the console. Everybody else learns nothing but that they do not. */
export class ConsoleEntrance {
  readonly #parts: ConsoleEntranceParts;
  readonly #rights: LRUCache<string, boolean>;

  constructor(parts: ConsoleEntranceParts) {
    this.#parts = parts;
    this.#rights = new LRUCache({
      max: mostSessions,
      ttl: rightsKeptFor,
      perf: { now: parts.clock },
      ttlResolution: 0,
    });
  }

  /**
   * Answers who it is, or `undefined` after the browser was sent to a step that comes first: the login, the second
   * factor, or setting one up, also where the policy would not ask for it. What the policy says of the administration
   * holds here as in Jira's own.
   *
   * @param here where the browser comes back to from that step
   * @param changes whether the request changes something: then Jira is asked anew
   * @throws AppError `forbidden` for whoever is no system administrator, or comes with a token or a password;
   *   `refused_by_policy`
   */
  async enter(
    res: Response,
    scope: RequestScope,
    here: SafePath,
    changes: boolean,
  ): Promise<Administrator | undefined> {
    const { kit, standings, principals } = this.#parts;
    const standing = await standings.assess(scope);
    addCookies(res, standing.adoptedCookies);
    const { credentials, caller, verified, sessionId, requirement } = standing;
    requireAdmissible(standing);
    if (credentials.kind !== 'browser') return this.#refuse(standing, scope, 'not a browser session');
    if (caller.kind === 'anonymous' || sessionId === undefined) {
      sendRedirect(res, kit.links.login(here));
      return undefined;
    }
    const secret = cookieValue(scope.cookies, kit.cookies.verified) ?? '';
    const step = verified === undefined || secret === '' ? firstStep(standing) : undefined;
    const next = step ?? (await this.#laterStep(standing, scope));
    if (verified === undefined || next !== undefined) {
      sendRedirect(res, kit.links.page(next ?? 'challenge', here));
      return undefined;
    }
    if (!(await this.#isSystemAdministrator(scope, sessionId, changes))) {
      return this.#refuse(standing, scope, 'not a system administrator');
    }
    const { principal } = caller;
    const person = { userKey: principal.userKey, username: principal.username };
    await this.#parts.visits.note(person, scope);
    return {
      ...{ scope, principal, sessionId, verified, secret, person },
      holder: {
        person: principal,
        proofKey: principals.keyOf(sessionId),
        ...(requirement.methods === undefined ? {} : { wanted: requirement.methods }),
      },
    };
  }

  /** Answers whether the administrator goes on; where not, they are asked for a factor first and come back to `here`. */
  requireFresh(res: Response, administrator: Administrator, here: SafePath): Promise<boolean> {
    return this.#parts.settings.requireFresh(res, administrator, here);
  }

  /** Of somebody who is through: as on the way into Jira's administration. */
  async #laterStep(standing: Standing, scope: RequestScope): Promise<'confirm' | 'add' | undefined> {
    const { principals, elevation } = this.#parts;
    const confirmedAt = (userKey: string, proofKey: string, wanted: readonly string[] | undefined) =>
      elevation.shownAt({ person: { userKey }, proofKey, wanted });
    if (await isStale(standing, scope, { principals, confirmedAt })) return 'confirm';
    return standing.lacksMethod ? 'add' : undefined;
  }

  async #isSystemAdministrator(scope: RequestScope, sessionId: string, changes: boolean): Promise<boolean> {
    const { jira, principals } = this.#parts;
    const key = principals.keyOf(sessionId);
    const known = changes ? undefined : this.#rights.get(key);
    if (known !== undefined) return known;
    const cookie = cookieHeader(scope.cookies, sessionId);
    const { userAgent, address } = scope;
    const answer = await jira.isSystemAdministrator({ cookie, userAgent, address });
    this.#rights.set(key, answer);
    return answer;
  }

  async #refuse({ caller }: Standing, scope: RequestScope, reason: string): Promise<never> {
    if (caller.kind === 'person') {
      const { userKey, username } = caller.principal;
      const { address, requestId } = originOf(scope);
      await this.#parts.audit.record({
        ...{ type: 'console.refused', outcome: 'failure', reason },
        actor: { userKey, username },
        target: undefined,
        ...{ address, requestId },
      });
    }
    throw new AppError('forbidden', `console: ${reason}`);
  }
}

function firstStep({ enrolledSince }: Standing): 'enroll' | 'challenge' {
  return enrolledSince === undefined ? 'enroll' : 'challenge';
}
