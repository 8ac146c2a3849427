import { LRUCache } from 'lru-cache';
import type { AuditLog } from '../../proxy/audit/index.ts';
import type { Factors } from '../../proxy/authenticators/index.ts';
import { type ElevationHolder, type ElevationService, elevatedFor } from '../../proxy/elevation/index.ts';
import { isStale } from '../../proxy/gate/index.ts';
import { originOf } from '../../proxy/http/browser-name.ts';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import { AppError } from '../../proxy/kernel/app-error.ts';
import { type Clock, second } from '../../proxy/kernel/clock.ts';
import type { Principal, PrincipalService } from '../../proxy/principal/index.ts';
import { type RestCaller, type RestCallerParts, requireCaller } from '../../proxy/rest/index.ts';
import { trustedDeviceMethod } from '../../proxy/trusted-device/index.ts';
import type { JiraCredentials } from '../../proxy/upstream/index.ts';
import { Fault } from './fault.ts';

/** A Jira system administrator with a second factor of their own. */
export type AdminCaller = {
  readonly principal: Principal;
  /** What Jira is asked with on their behalf. */
  readonly credentials: JiraCredentials;
  readonly origin: ReturnType<typeof originOf>;
  /** Whether they showed a factor in this very session, or with this very token, within the last ten minutes. */
  isFresh(): Promise<boolean>;
  /**
   * Confirms a change of the site: with a code of their own app, or by being fresh.
   * @throws Fault `proof_needed`, `wrong_code`, `locked`
   */
  confirm(code: string | undefined): Promise<void>;
};

export type AdminCallersParts = RestCallerParts & {
  readonly principals: PrincipalService;
  readonly factors: Factors;
  readonly elevation: ElevationService;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** How long Jira's answer is kept while somebody only looks: a right that was taken away bites within this time. */
const rightsKeptFor = 5 * second;
const mostCallers = 1_000;

/** Who may use the administrators' API. Everybody else learns nothing but that they may not. */
export class AdminCallers {
  readonly #parts: AdminCallersParts;
  readonly #rights: LRUCache<string, boolean>;

  constructor(parts: AdminCallersParts) {
    this.#parts = parts;
    this.#rights = new LRUCache({
      max: mostCallers,
      ttl: rightsKeptFor,
      perf: { now: parts.clock },
      ttlResolution: 0,
    });
  }

  /**
   * @param changes whether the request changes something: then Jira is asked anew
   * @throws AppError `not_authenticated`, `basic_disabled`, `forbidden`; Fault `no_second_factor`, `proof_too_old`,
   *   `method_required`
   */
  async require(scope: RequestScope, changes: boolean): Promise<AdminCaller> {
    const { factors } = this.#parts;
    const caller = await requireCaller(scope, this.#parts);
    const { principal, credentials, standing, viaBrowser } = caller;
    // Also where the policy asks for nothing: the password alone opens no administration.
    if (viaBrowser && standing.verified === undefined) {
      throw new AppError('not_authenticated', 'the session is not verified');
    }
    const key = this.#keyOf(caller);
    if (!(await this.#isSystemAdministrator(key, credentials, changes))) {
      await this.#recordRefusal(principal, scope, 'not a system administrator');
      throw new AppError('forbidden', 'administration by REST: not a system administrator');
    }
    const usable = await factors.usableBy(principal.userKey);
    if (!usable.some(({ authenticator }) => authenticator.traits.role === 'primary')) {
      await this.#recordRefusal(principal, scope, 'no second factor');
      throw new Fault(403, 'no_second_factor', 'You need a second factor of your own to do this.');
    }
    await this.#requireWhatPolicyWants(caller, scope);
    const { methods } = standing.requirement;
    const wanted = viaBrowser && methods !== undefined ? { wanted: methods } : {};
    const holder = { person: principal, proofKey: key, ...wanted };
    return {
      ...{ principal, credentials, origin: originOf(scope) },
      isFresh: () => this.#isFresh(caller, holder),
      confirm: async (code) => {
        if (code !== undefined) return this.#showCode(holder, code, scope);
        if (await this.#isFresh(caller, holder)) return;
        throw new Fault(401, 'proof_needed', 'Send the code of your own app as totpCode.');
      },
    };
  }

  /**
   * What the policy says of the administration holds here as in the console. A token is a machine's: policies are not
   * about it.
   */
  async #requireWhatPolicyWants({ standing, viaBrowser }: RestCaller, scope: RequestScope): Promise<void> {
    if (!viaBrowser) return;
    const { principals, elevation } = this.#parts;
    const confirmedAt = (userKey: string, proofKey: string, wanted: readonly string[] | undefined) =>
      elevation.shownAt({ person: { userKey }, proofKey, wanted });
    if (await isStale(standing, scope, { principals, confirmedAt }))
      throw new Fault(
        401,
        'proof_too_old',
        'Confirm in the browser that it is you: the policy asks again here.',
      );
    if (standing.lacksMethod)
      throw new Fault(403, 'method_required', 'Set up a method that the policy accepts here.');
  }

  async #showCode(holder: ElevationHolder, code: string, scope: RequestScope): Promise<void> {
    const outcome = await this.#parts.elevation.byFactor(holder, ['TOTP'], { code }, originOf(scope));
    switch (outcome.kind) {
      case 'elevated':
        return;
      case 'wrong':
      case 'not_this_way':
      case 'not_enrolled':
        throw new Fault(401, 'wrong_code', 'The code is not valid.');
      case 'locked':
      case 'slow_down': {
        const seconds = outcome.kind === 'slow_down' ? outcome.seconds : undefined;
        throw new Fault(429, 'locked', 'Too many wrong codes. Wait, or ask another administrator.', seconds);
      }
      default:
        return outcome satisfies never;
    }
  }

  async #isFresh({ standing, viaBrowser }: RestCaller, holder: ElevationHolder): Promise<boolean> {
    const { elevation, clock } = this.#parts;
    // With the password on every request nobody was asked for anything within ten minutes.
    if (standing.credentials.kind === 'basic') return false;
    const { verified } = standing;
    const shown = viaBrowser && verified !== undefined && verified.method !== trustedDeviceMethod;
    const freshFor = Math.min(elevatedFor, standing.requirement.stepUp ?? elevatedFor);
    if (shown && verified.verifiedAt + freshFor > clock()) return true;
    return elevation.isElevated(holder);
  }

  /** The same key under which `/rest/tsv` elevates a session or a token. */
  #keyOf({ credentials, standing, viaBrowser }: RestCaller): string {
    const proof = viaBrowser ? standing.sessionId : `token ${credentials.authorization ?? ''}`;
    if (proof === undefined) throw new AppError('internal', 'a caller without credentials');
    return this.#parts.principals.keyOf(proof);
  }

  async #isSystemAdministrator(
    key: string,
    credentials: JiraCredentials,
    changes: boolean,
  ): Promise<boolean> {
    const known = changes ? undefined : this.#rights.get(key);
    if (known !== undefined) return known;
    const answer = await this.#parts.jira.isSystemAdministrator(credentials);
    this.#rights.set(key, answer);
    return answer;
  }

  async #recordRefusal({ userKey, username }: Principal, scope: RequestScope, why: string): Promise<void> {
    const { address, requestId } = originOf(scope);
    await this.#parts.audit.record({
      ...{ type: 'console.refused', outcome: 'failure', reason: `REST: ${why}` },
      actor: { userKey, username },
      target: undefined,
      ...{ address, requestId },
    });
  }
}
