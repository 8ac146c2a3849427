import type { Request, Response } from 'express';
import type { ConversationService } from '../conversation/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { PrincipalService } from '../principal/index.ts';
import { sessionCookie } from '../upstream/index.ts';
import type { PageEntrance, Step, Visitor } from './page-entrance.ts';
import type { Refusals } from './refused-attempt.tsx';

export type LoginDoorParts = {
  readonly entrance: PageEntrance;
  readonly conversations: ConversationService;
  readonly refusals: Refusals;
  readonly principals: PrincipalService;
};

/** Lets people in to a step of their login, and tells those who are locked out for how long. */
export class LoginDoor {
  readonly #parts: LoginDoorParts;

  constructor(parts: LoginDoorParts) {
    this.#parts = parts;
  }

  /**
   * Answers the visitor, or `undefined` after something else was answered.
   *
   * @param letIn another way in, before the lock: whoever guesses codes must not keep a remembered browser out
   */
  async admit(
    req: Request,
    res: Response,
    scope: RequestScope,
    step: Step,
    letIn?: (visitor: Visitor) => Promise<boolean>,
  ): Promise<Visitor | undefined> {
    const { entrance, conversations, refusals, principals } = this.#parts;
    const sessionId = cookieValue(scope.cookies, sessionCookie);
    // Before a code counts, Jira is asked anew whose session it is, and where their mail goes now.
    if (req.method === 'POST' && sessionId !== undefined) principals.forget(principals.keyOf(sessionId));
    const visitor = await entrance.enter(req, res, scope, step);
    if (visitor === undefined || (await letIn?.(visitor))) return undefined;
    const until = await conversations.lockedUntil(visitor.principal.userKey);
    if (until === undefined) return visitor;
    refusals.sendLocked(res, visitor, until);
    return undefined;
  }
}
