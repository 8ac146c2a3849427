import type { Response } from 'express';
import type { Conversation, ConversationService } from '../conversation/index.ts';
import { originOf, placeOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecurityNotice, SecurityNotifier } from '../notification/index.ts';
import type { LoginCompletion } from '../session/index.ts';
import type { JiraClient } from '../upstream/index.ts';
import { closeHeldSession } from './held-session.ts';
import { type RefusedAttempt, sendRefused } from './rest-reply.ts';

export type HeldLoginParts = {
  readonly jira: JiraClient;
  readonly conversations: ConversationService;
  readonly completion: LoginCompletion;
  readonly notifier: SecurityNotifier;
  readonly clock: Clock;
};

/** A login by REST between its password and its end: its session is held here. */
export class HeldLogin {
  readonly #parts: HeldLoginParts;

  constructor(parts: HeldLoginParts) {
    this.#parts = parts;
  }

  /** Conversations of pages belong to a browser's cookie and cannot be carried on from here. */
  async holds(id: string): Promise<boolean> {
    return (await this.#parts.conversations.find(id))?.session.kind === 'held';
  }

  /** Hands the session out, verified. */
  async release(
    res: Response,
    scope: RequestScope,
    conversation: Conversation,
    method: string,
  ): Promise<void> {
    const { enrolledSince } = conversation;
    if (enrolledSince === undefined) throw new AppError('internal', 'a verification without an enrollment');
    const verification = { method, enrolledSince, place: placeOf(scope) };
    addCookies(res, await this.#parts.completion.releaseHeld(conversation, verification));
  }

  /** The password login is over with the conversation: Jira's session, which nobody got, is closed. */
  async refuse(res: Response, scope: RequestScope, outcome: RefusedAttempt, message: string): Promise<void> {
    if (outcome.kind === 'ended') {
      // The password was right, and the rest was not: its owner has to know.
      this.tell(outcome.conversation, scope, { kind: 'wrong_codes' });
      await closeHeldSession(outcome.conversation, this.#parts);
    }
    sendRefused(res, outcome, { status: 401, message }, this.#parts.clock());
  }

  tell({ person }: Conversation, scope: RequestScope, notice: SecurityNotice): void {
    this.#parts.notifier.tell(person, notice, originOf(scope));
  }
}
