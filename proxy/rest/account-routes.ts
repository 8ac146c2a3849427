import type { Request, Response } from 'express';
import type { EnrollmentRepository, UnenrollmentService } from '../enrollment/index.ts';
import type { StandingService } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import { sendEmpty, sendJson } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { sameUserName } from '../kernel/user-name.ts';
import { type RestCallerParts, requireCaller } from './rest-caller.ts';
import { messages, sendLocked, sendMessage } from './rest-reply.ts';
import { unenrollRequest } from './rest-schema.ts';

export type AccountParts = RestCallerParts & {
  readonly standings: StandingService;
  readonly enrollments: EnrollmentRepository;
  readonly unenrollment: UnenrollmentService;
  readonly publicOrigin: string;
  readonly clock: Clock;
};

/** What somebody has, and what an administrator may take away. */
export class AccountRoutes {
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** The caller's own two-step verification. */
  readonly status = async (_req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { principal, standing } = await requireCaller(scope, this.#parts);
    const { requirement } = await this.#parts.standings.requirementFor(
      ...([principal, scope, standing.sessionId] as const),
    );
    const enrollment = await this.#parts.enrollments.find(principal.userKey);
    const hasApp = enrollment !== undefined && enrollment.sealedSecret !== '';
    sendJson(res, 200, {
      twoSVActive: enrollment !== undefined,
      methods: [
        {
          type: 'TOTP',
          enabled: hasApp,
          ...(hasApp ? { enabledAt: `${enrollment.since.slice(0, 19)}Z` } : {}),
          enforced: requirement.obliged,
        },
      ],
    });
  };

  /** Whether an identity provider sees to the caller's second factor. The gate does, always. */
  readonly ssoManagementStatus = async (_req: Request, res: Response, scope: RequestScope): Promise<void> => {
    await requireCaller(scope, this.#parts);
    sendJson(res, 200, { isManaged: false });
  };

  /**
   * Takes another person's second factor away. Checked in this order: who calls (401), system administrator (403),
   * body (400), not oneself (403), own second factor (403), not locked (429), person known (404), enrolled (400),
   * own code (401). So a typo in the name does not use up the code.
   */
  readonly unenrollUser = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { jira, unenrollment, publicOrigin, clock } = this.#parts;
    const { principal, credentials, viaBrowser } = await requireCaller(scope, this.#parts);
    if (viaBrowser) requireSameOrigin(req, publicOrigin);
    if (!(await jira.isSystemAdministrator(credentials))) {
      throw new AppError('forbidden', 'not a system administrator');
    }
    const { totpCode } = unenrollRequest.parse(req.body);
    const userName = String(req.params.userName);
    const outcome = await unenrollment.unenroll({
      actor: principal,
      target: () => jira.findUser(userName, credentials),
      isSelf: sameUserName(userName, principal.username),
      code: totpCode,
      origin: { address: scope.address, requestId: scope.id },
    });
    switch (outcome.kind) {
      case 'unenrolled':
        return sendEmpty(res, 204);
      case 'self':
        return sendMessage(res, 403, 'You cannot unenroll yourself this way.');
      case 'actor_not_enrolled':
        return sendMessage(res, 403, 'You need two-step verification with an authenticator app to do this.');
      case 'locked':
        return sendLocked(res, outcome.until, clock());
      case 'unknown_user':
        return sendMessage(res, 404, 'The user was not found.');
      case 'not_enrolled':
        return sendMessage(res, 400, messages.noEnrollment);
      case 'wrong_code':
        return sendMessage(res, 401, messages.wrongCode);
      default:
        return outcome satisfies never;
    }
  };
}
