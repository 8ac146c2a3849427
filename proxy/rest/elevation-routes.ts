import type { Request, Response } from 'express';
import type { ElevationHolder, ElevationOutcome, ElevationService } from '../elevation/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Principal, PrincipalService } from '../principal/index.ts';
import { type RestCallerParts, requireCaller } from './rest-caller.ts';
import { messages, sendLocked, sendMessage, sendSlowDown } from './rest-reply.ts';
import {
  elevationQuery,
  passwordRequest,
  recoveryCodeOnlyRequest,
  totpCodeOnlyRequest,
} from './rest-schema.ts';

export type ElevationRouteParts = RestCallerParts & {
  readonly principals: PrincipalService;
  readonly elevation: ElevationService;
  readonly clock: Clock;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;
type Refused = Exclude<ElevationOutcome, { kind: 'elevated' }>;

/** Who calls, and with which session or token. */
export type CallerHolder = Omit<ElevationHolder, 'person'> & {
  readonly person: Principal;
  /** Absent where it is a token. */
  readonly sessionId: string | undefined;
};

/** Unlocking one's own two-step settings for ten minutes. */
export class ElevationRoutes {
  readonly #parts: ElevationRouteParts;

  constructor(parts: ElevationRouteParts) {
    this.#parts = parts;
  }

  /** Who calls, and the one session or token that is, or gets, elevated. @throws AppError `not_authenticated` */
  async holder(scope: RequestScope): Promise<CallerHolder> {
    // With the password on every request, a proof by password would prove nothing: Basic is not taken.
    const { principal, credentials, standing, viaBrowser } = await requireCaller(scope, this.#parts, false);
    const { sessionId } = standing;
    const proof = viaBrowser ? sessionId : credentials.authorization;
    if (proof === undefined) throw new AppError('internal', 'a caller without credentials');
    const proofKey = this.#parts.principals.keyOf(viaBrowser ? proof : `token ${proof}`);
    return {
      person: principal,
      proofKey,
      sessionId: viaBrowser ? sessionId : undefined,
    };
  }

  /** Answers whether the caller goes on; where not, they were told how to confirm that it is them. */
  async requireElevated(res: Response, holder: ElevationHolder): Promise<boolean> {
    const { elevation } = this.#parts;
    if (await elevation.isElevated(holder)) return true;
    sendJson(res, 401, { elevationMethods: await elevation.methodsFor(holder.person.userKey) });
    return false;
  }

  readonly status: Handler = async (req, res, scope) => {
    elevationQuery.parse(req.query);
    if (await this.requireElevated(res, await this.holder(scope))) sendEmpty(res, 204);
  };

  readonly byPassword: Handler = async (req, res, scope) => {
    elevationQuery.parse(req.query);
    const { password } = passwordRequest.parse(req.body);
    const holder = await this.holder(scope);
    const outcome = await this.#parts.elevation.byPassword(holder, password, originOf(scope));
    if (outcome.kind !== 'elevated') return this.#refuse(res, outcome, messages.wrongPassword);
    return sendEmpty(res, 204);
  };

  readonly byTotp: Handler = async (req, res, scope) => {
    elevationQuery.parse(req.query);
    const { totpCode } = totpCodeOnlyRequest.parse(req.body);
    const holder = await this.holder(scope);
    const outcome = await this.#parts.elevation.byFactor(
      holder,
      ['TOTP'],
      { code: totpCode },
      originOf(scope),
    );
    if (outcome.kind !== 'elevated') return this.#refuse(res, outcome, messages.wrongCode);
    return sendEmpty(res, 204);
  };

  readonly byRecoveryCode: Handler = async (req, res, scope) => {
    elevationQuery.parse(req.query);
    const { recoveryCode } = recoveryCodeOnlyRequest.parse(req.body);
    const holder = await this.holder(scope);
    const outcome = await this.#parts.elevation.byFactor(
      holder,
      ['RECOVERY_CODE'],
      { code: recoveryCode },
      originOf(scope),
    );
    if (outcome.kind !== 'elevated') return this.#refuse(res, outcome, messages.wrongRecoveryCode);
    return sendJson(res, 200, { recoveryCode: outcome.replacementCode });
  };

  async #refuse(res: Response, outcome: Refused, wrong: string): Promise<void> {
    switch (outcome.kind) {
      case 'wrong':
        return sendMessage(res, 400, wrong);
      case 'not_this_way':
        return sendMessage(res, 400, messages.confirmWithCode);
      case 'not_enrolled':
        return sendMessage(res, 400, messages.noEnrollment);
      case 'locked':
        return sendLocked(res, outcome.until, this.#parts.clock());
      case 'slow_down':
        return sendSlowDown(res, outcome.seconds);
      default:
        return outcome satisfies never;
    }
  }
}
