import type { Request } from 'express';
import type { LockedUntil } from '../../proxy/conversation/index.ts';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import { sendJson } from '../../proxy/http/send.ts';
import type { Clock } from '../../proxy/kernel/clock.ts';
import { sameUserName } from '../../proxy/kernel/user-name.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { JiraClient } from '../../proxy/upstream/index.ts';
import type {
  AccessService,
  AdministratorProof,
  ExemptionService,
  HelpDeskCodeService,
  HelpRefusal,
  HelpRequest,
  ResetService,
} from '../../proxy/user-help/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import * as schema from './admin-schema.ts';
import { Fault } from './fault.ts';

export type HelpServices = {
  readonly reset: ResetService;
  readonly exemptions: ExemptionService;
  readonly helpDeskCodes: HelpDeskCodeService;
  readonly access: AccessService;
};

export type HelpRouteParts = {
  readonly callers: AdminCallers;
  readonly help: HelpServices;
  readonly jira: JiraClient;
  readonly clock: Clock;
};

type Outcome = { readonly kind: string };
type Refused =
  | HelpRefusal
  | { readonly kind: 'not_enrolled' | 'unknown_factor' | 'last_factor' | 'bad_duration' | 'not_exempt' };

/** What an administrator does for one person. The services refuse in the order in which a caller can mend it. */
export class HelpRoutes {
  readonly #parts: HelpRouteParts;

  constructor(parts: HelpRouteParts) {
    this.#parts = parts;
  }

  readonly reset: ApiHandler = async (req, res, scope) => {
    const { scope: wanted, ...asked } = schema.resetRequest.parse(req.body);
    const request = await this.#request(req, scope, asked);
    const resetScope =
      wanted === 'all' ? ({ kind: 'all' } as const) : ({ kind: 'factor', id: wanted.factor } as const);
    const outcome = await this.#parts.help.reset.reset({ ...request, scope: resetScope });
    if ('mail' in outcome) return sendJson(res, 200, { mail: outcome.mail });
    throw this.#faultOf(outcome);
  };

  readonly exempt: ApiHandler = async (req, res, scope) => {
    const { hours, ...asked } = schema.exemptionRequest.parse(req.body);
    const request = await this.#request(req, scope, asked);
    const outcome = await this.#parts.help.exemptions.grant({
      ...request,
      ...(hours === undefined ? {} : { hours }),
    });
    if (outcome.kind !== 'granted') throw this.#faultOf(outcome);
    return sendJson(res, 200, { mail: outcome.mail, endsAt: outcome.endsAt.toISOString() });
  };

  readonly issueCode: ApiHandler = async (req, res, scope) => {
    const { minutes, ...asked } = schema.codeRequest.parse(req.body);
    const request = await this.#request(req, scope, asked);
    const outcome = await this.#parts.help.helpDeskCodes.issue({
      ...request,
      ...(minutes === undefined ? {} : { minutes }),
    });
    if (outcome.kind !== 'issued') throw this.#faultOf(outcome);
    const { code, expiresAt, mail } = outcome;
    return sendJson(res, 200, { mail, code, expiresAt: expiresAt.toISOString() });
  };

  readonly endExemption = this.#simply('ended', (request) => this.#parts.help.exemptions.end(request));

  readonly unlock = this.#simply('unlocked', (request) => this.#parts.help.access.unlock(request));

  readonly revokeDevices = this.#simply('revoked', (request) =>
    this.#parts.help.access.revokeDevices(request),
  );

  readonly revokeSessions = this.#simply('revoked', (request) =>
    this.#parts.help.access.revokeSessions(request),
  );

  #simply<Done extends Outcome & { readonly mail: string }>(
    done: Done['kind'],
    run: (request: HelpRequest) => Promise<Done | Refused>,
  ): ApiHandler {
    return async (req, res, scope) => {
      const outcome = await run(await this.#request(req, scope, schema.helpRequest.parse(req.body)));
      if (outcome.kind !== done) throw this.#faultOf(outcome as Refused);
      return sendJson(res, 200, { mail: (outcome as Done).mail });
    };
  }

  /** @throws Fault `proof_needed` where neither a code came along nor a factor was shown within ten minutes */
  async #request(
    req: Request,
    scope: RequestScope,
    asked: { readonly reason: string; readonly totpCode?: string | undefined },
  ): Promise<HelpRequest> {
    const caller = await this.#parts.callers.require(scope, true);
    const { principal, credentials, origin } = caller;
    const name = String(req.params.user);
    // Known before anybody is asked for anything: no code helps there.
    if (sameUserName(name, principal.username) || name === principal.userKey) {
      throw new Fault(403, 'self', 'You cannot do this for yourself.');
    }
    return {
      actor: principal,
      target: () => this.#parts.jira.findUser(name, credentials),
      reason: asked.reason,
      proof: await this.#proof(asked.totpCode, () => caller.isFresh()),
      origin,
    };
  }

  async #proof(code: string | undefined, isFresh: () => Promise<boolean>): Promise<AdministratorProof> {
    if (code !== undefined) return { kind: 'code', method: 'TOTP', input: { code } };
    if (await isFresh()) return { kind: 'elevated' };
    throw new Fault(401, 'proof_needed', 'Send the code of your own app as totpCode.');
  }

  #faultOf(outcome: Refused): Fault {
    switch (outcome.kind) {
      case 'self':
        return new Fault(403, 'self', 'You cannot do this for yourself.');
      case 'actor_not_enrolled':
        return new Fault(403, 'no_second_factor', 'You need a second factor of this kind to do this.');
      case 'unknown_user':
        return new Fault(404, 'unknown_user', 'The user was not found.');
      case 'wrong_code':
        return new Fault(401, 'wrong_code', 'The code is not valid.');
      case 'locked':
        return this.#locked(outcome.until);
      case 'bad_reason':
        return new Fault(400, 'bad_reason', 'The reason must be 3 to 200 characters.');
      case 'bad_duration':
        return new Fault(400, 'bad_duration', 'That long is not possible.');
      case 'not_enrolled':
        return new Fault(409, 'not_enrolled', 'No enrollment found for this user.');
      case 'unknown_factor':
        return new Fault(404, 'unknown_factor', 'The user has no such factor.');
      case 'last_factor':
        return new Fault(409, 'last_factor', 'It is their only factor: reset all.');
      case 'not_exempt':
        return new Fault(409, 'not_exempt', 'The user is not exempt.');
      default:
        return outcome satisfies never;
    }
  }

  /** No time where only another administrator can help. */
  #locked(until: LockedUntil): Fault {
    const seconds =
      until === 'administrator' ? undefined : Math.max(1, Math.ceil((until - this.#parts.clock()) / 1_000));
    const message = 'Too many wrong codes. Your own second factor is locked for now.';
    return new Fault(429, 'locked', message, seconds);
  }
}
